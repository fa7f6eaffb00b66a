import { useState } from 'react'
import type { InboxTarget } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { changeDate, deletion } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'
import { announce } from '../../ui/announcer.tsx'
import { changeDateDialog, deleteDialog, explainDialog } from './dialogs.ts'
import { openRow } from './open-row.ts'

export interface MenuOf {
  listed: ListedRow
  /** Where the menu opens. */
  anchor: HTMLElement
}

interface RowMenuProps {
  of: MenuOf
  /** Opens the confirmation. */
  onResend: (targets: InboxTarget[]) => void
  onClose: () => void
}

type Open = 'menu' | 'explain' | 'change-date' | 'delete'

/** What can be done with one comprobante, each a step away; what cannot be done is not there. */
export function RowMenu({ of: { listed, anchor }, onResend, onClose }: RowMenuProps) {
  const [open, setOpen] = useState<Open>('menu')
  const { row, target } = listed
  const { pointOfSaleId, external_reference } = row
  const about = { pointOfSaleId, external_reference }
  const order = inboxView.hint(target)?.order
  const reason = inboxView.rows.judged(target)?.reason ?? null
  const group = inboxView.rows.judged(target)?.group
  const over = group === 'on-way' || group === 'issued'

  async function copy() {
    onClose()
    const copied = await call('copyText', { text: external_reference })
    if (copied.ok) announce(texts.copied(external_reference))
  }

  const named: MenuItem[] = [
    ...(target !== null && !over ? [{ label: texts.resend, icon: 'send' as const, onSelect: () => (onClose(), onResend([about])) }] : []),
    { label: texts.explain, icon: 'question', onSelect: () => setOpen('explain') },
    ...(over ? [] : [{ label: changeDate.open, icon: 'calendar' as const, onSelect: () => setOpen('change-date') }]),
    { label: texts.copy, icon: 'clipboard', onSelect: () => void copy() },
    ...(over ? [] : [{ label: deletion.open, icon: 'close' as const, onSelect: () => setOpen('delete') }]),
  ]
  const items: MenuItem[] = [
    ...(external_reference === '' ? [] : named),
    { label: texts.story, icon: 'list', onSelect: () => (onClose(), void openRow(listed)) },
  ]
  switch (open) {
    case 'menu':
      return <Menu label={texts.menu(external_reference || texts.noReference)} anchor={anchor} items={items} onClose={onClose} />
    case 'explain':
      return <explainDialog.Part about={about} onClose={onClose} />
    case 'change-date':
      return <changeDateDialog.Part {...about} fecha={row.fecha} orderId={order?.id} onClose={onClose} />
    case 'delete':
      return <deleteDialog.Part {...about} fecha={row.fecha} orderId={order?.id} reason={reason} onClose={onClose} />
  }
}
