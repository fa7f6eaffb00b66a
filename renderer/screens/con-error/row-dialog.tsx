import type { InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import type { DateTarget } from '../../features/tasks/use-many-dates.ts'
import type { Judged, ListedRow } from '../../store/inbox/listed-row.ts'
import { changeDateDialog, changeDatesDialog, deleteDialog, explainDialog, handOverRows, noteDialog, snoozeDialog } from './dialogs.ts'

/** Something that is asked about rows, frozen when it was asked for. */
export type RowQuestion =
  | { what: 'explain'; about: InboxTarget }
  | { what: 'change-date'; about: DateTarget; fecha: string }
  | { what: 'change-dates'; targets: DateTarget[] }
  | { what: 'delete'; about: DateTarget; fecha: string; reason: Judged['reason'] }
  | { what: 'note'; row: InboxRow }
  | { what: 'snooze'; rows: InboxRow[] }
  | { what: 'hand-over'; rows: readonly ListedRow[] }

/** Drawn beside the list, not inside a row or the bar of the selection: what the dialog does may remove those, and its result has to stay on screen. */
export function RowDialog({ question, onClose, onDone }: { question: RowQuestion; onClose: () => void; onDone: (text: string) => void }) {
  switch (question.what) {
    case 'explain':
      return <explainDialog.Part about={question.about} onClose={onClose} />
    case 'change-date':
      return <changeDateDialog.Part {...question.about} fecha={question.fecha} onClose={onClose} />
    case 'change-dates':
      return <changeDatesDialog.Part targets={question.targets} onClose={onClose} />
    case 'delete':
      return <deleteDialog.Part {...question.about} fecha={question.fecha} reason={question.reason} onClose={onClose} />
    case 'note':
      return <noteDialog.Part row={question.row} onClose={onClose} />
    case 'hand-over':
      return <handOverRows.Part rows={question.rows} onClose={onClose} />
    case 'snooze':
      return <snoozeDialog.Part rows={question.rows} onClose={onClose} onDone={onDone} />
  }
}
