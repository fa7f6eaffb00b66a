import type { InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { note, snooze } from '#contract/texts/snooze.ts'
import { changeDate, deletion } from '#contract/texts/task-dialogs.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/listed-row.ts'
import { openRow } from './open-row.ts'
import type { RowQuestion } from './row-dialog.tsx'

export interface MenuOf {
  listed: ListedRow
  /** Where the menu opens. */
  anchor: HTMLElement
}

/** What rows ask of the screen around them. */
export interface RowActions {
  /** Opens the confirmation. */
  onResend: (targets: InboxTarget[]) => void
  onAsk: (question: RowQuestion) => void
  /** @param say once it is copied */
  onCopy: (text: string, say: string) => void
  /** What was put off comes back now. */
  onWake: (rows: InboxRow[]) => void
}

interface RowMenuProps extends RowActions {
  of: MenuOf
  onClose: () => void
}

/** What can be done with one comprobante, each a step away; what cannot be done is not there. */
export function RowMenu({ of: { listed, anchor }, onResend, onAsk, onCopy, onWake, onClose }: RowMenuProps) {
  // The row may have left while this code was on its way.
  if (!anchor.isConnected) return null
  const { row, target } = listed
  const { pointOfSaleId, external_reference, fecha } = row
  const comprobante = { pointOfSaleId, external_reference }
  const about = { ...comprobante, orderId: inboxView.known.hint(target)?.order?.id }
  const judged = inboxView.rows.judged(target)
  const over = judged?.group === 'on-way' || judged?.group === 'issued'

  const named: MenuItem[] = [
    ...(target !== null && !over ? [{ label: texts.resend, icon: 'send' as const, onSelect: () => onResend([comprobante]) }] : []),
    { label: texts.explain, icon: 'question', onSelect: () => onAsk({ what: 'explain', about: comprobante }) },
    ...(over ? [] : [{ label: changeDate.open, icon: 'calendar' as const, onSelect: () => onAsk({ what: 'change-date', about, fecha }) }]),
    { label: texts.copy, icon: 'clipboard', onSelect: () => onCopy(external_reference, texts.copied(external_reference)) },
    ...(over
      ? []
      : [{ label: deletion.open, icon: 'close' as const, onSelect: () => onAsk({ what: 'delete', about, fecha, reason: judged?.reason ?? null }) }]),
  ]
  const own: MenuItem[] = [
    { label: row.note === '' ? note.open : note.edit, icon: 'note', onSelect: () => onAsk({ what: 'note', row }) },
    row.snoozedUntil === null
      ? { label: snooze.open, icon: 'clock', onSelect: () => onAsk({ what: 'snooze', rows: [row] }) }
      : { label: snooze.back, icon: 'clock', onSelect: () => onWake([row]) },
  ]
  const items: MenuItem[] = [...(external_reference === '' ? [] : named), ...own, { label: texts.story, icon: 'list', onSelect: () => void openRow(listed) }]
  return (
    <Menu
      label={texts.menu(external_reference || texts.noReference)}
      anchor={anchor}
      items={items.map((item) => ({ ...item, onSelect: () => (onClose(), item.onSelect()) }))}
      onClose={onClose}
    />
  )
}
