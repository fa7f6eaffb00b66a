import type { ReactNode } from 'react'
import type { InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { note, snooze } from '#contract/texts/snooze.ts'
import { changeDate, deletion } from '#contract/texts/task-dialogs.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/listed-row.ts'
import { changeDateDialog, deleteDialog, explainDialog, noteDialog, snoozeDialog } from './dialogs.ts'
import { openRow } from './open-row.ts'

export interface MenuOf {
  listed: ListedRow
  /** Where the menu opens. */
  anchor: HTMLElement
}

/** Something that is asked about rows, frozen when it was asked for. @param done says what was done */
export type Question = (close: () => void, done: (text: string) => void) => ReactNode

/** What rows ask of the screen around them. */
export interface RowActions {
  /** Opens the confirmation. */
  onResend: (targets: InboxTarget[]) => void
  onAsk: (question: Question) => void
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
  const named = external_reference !== ''
  const open = named && !over
  return (
    <Menu
      label={texts.menu(external_reference || texts.noReference)}
      anchor={anchor}
      onClose={onClose}
      items={[
        open && target !== null && { label: texts.resend, icon: 'send', onSelect: () => onResend([comprobante]) },
        named && { label: texts.explain, icon: 'question', onSelect: () => onAsk((close) => <explainDialog.Part about={comprobante} onClose={close} />) },
        open && {
          label: changeDate.open,
          icon: 'calendar',
          onSelect: () => onAsk((close) => <changeDateDialog.Part {...about} fecha={fecha} onClose={close} />),
        },
        named && { label: texts.copy, icon: 'clipboard', onSelect: () => onCopy(external_reference, texts.copied(external_reference)) },
        open && {
          label: deletion.open,
          icon: 'close',
          onSelect: () => onAsk((close) => <deleteDialog.Part {...about} fecha={fecha} reason={judged?.reason ?? null} onClose={close} />),
        },
        {
          label: row.note === '' ? note.open : note.edit,
          icon: 'note',
          onSelect: () => onAsk((close) => <noteDialog.Part row={row} onClose={close} />),
        },
        snoozeItem([row], row.snoozedUntil !== null, { onAsk, onWake }),
        { label: texts.story, icon: 'list', onSelect: () => void openRow(listed) },
      ]}
    />
  )
}

/** Puts rows off, or has those that are put off come back. */
export const snoozeItem = (rows: InboxRow[], snoozed: boolean, { onAsk, onWake }: Pick<RowActions, 'onAsk' | 'onWake'>): MenuItem =>
  snoozed
    ? { label: snooze.back, icon: 'clock', onSelect: () => onWake(rows) }
    : { label: snooze.open, icon: 'clock', onSelect: () => onAsk((close, done) => <snoozeDialog.Part rows={rows} onClose={close} onDone={done} />) }
