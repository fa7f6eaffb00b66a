import { useState } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { call } from '../../api.ts'
import { ExplainDialog } from '../../features/explain/explain.tsx'
import { ChangeDateDialog } from '../../features/tasks/change-date-dialog.tsx'
import { DeleteDialog } from '../../features/tasks/delete-dialog.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'
import { setState } from '../../store/store.ts'
import { announce } from '../../ui/announcer.tsx'

export interface MenuOf {
  listed: ListedRow
  /** Where the menu opens. */
  anchor: HTMLElement
}

type Open = 'menu' | 'explain' | 'change-date' | 'delete'

/** What can be done with one comprobante, each a step away. */
export function RowMenu({ of: { listed, anchor }, onClose }: { of: MenuOf; onClose: () => void }) {
  const [open, setOpen] = useState<Open>('menu')
  const { row, target } = listed
  const order = inboxView.hint(target)?.order
  const about = { pointOfSaleId: row.pointOfSaleId, external_reference: row.external_reference }

  async function copy() {
    const copied = await call('copyText', { text: row.external_reference })
    if (copied.ok) announce(texts.copied(row.external_reference))
    onClose()
  }

  const items: MenuItem[] = [
    { label: texts.copy, icon: 'clipboard', onSelect: () => void copy() },
    { label: texts.explain, icon: 'question', onSelect: () => setOpen('explain') },
    { label: texts.changeDate, icon: 'calendar', onSelect: () => setOpen('change-date') },
    { label: texts.delete, icon: 'close', onSelect: () => setOpen('delete') },
    ...(order ? [{ label: texts.story, icon: 'list' as const, onSelect: () => (setState({ openOrder: order.id }), onClose()) }] : []),
  ]
  switch (open) {
    case 'menu':
      return <Menu label={texts.menu(row.external_reference)} anchor={anchor} items={items} onClose={onClose} />
    case 'explain':
      return <ExplainDialog about={about} onClose={onClose} />
    case 'change-date':
      return <ChangeDateDialog {...about} fecha={row.fecha} orderId={order?.id} onClose={onClose} />
    case 'delete':
      return <DeleteDialog {...about} fecha={row.fecha} orderId={order?.id} onClose={onClose} />
  }
}
