/** What the screen shows later than its head: the list when there are rows, and what opens from it. */
import { deferred } from '../../ui/deferred.tsx'

export const inboxTable = deferred(async () => (await import('./inbox-table.tsx')).InboxTable)
export const rowMenu = deferred(async () => (await import('./row-menu.tsx')).RowMenu)
export const selectionBar = deferred(async () => (await import('./selection-bar.tsx')).SelectionBar)
export const resendDialog = deferred(async () => (await import('../../features/resend/resend-dialog.tsx')).ResendDialog)
export const explainDialog = deferred(async () => (await import('../../features/explain/explain.tsx')).ExplainDialog)
export const changeDateDialog = deferred(async () => (await import('../../features/tasks/change-date-dialog.tsx')).ChangeDateDialog)
export const changeDatesDialog = deferred(async () => (await import('../../features/tasks/change-dates-dialog.tsx')).ChangeDatesDialog)
export const deleteDialog = deferred(async () => (await import('../../features/tasks/delete-dialog.tsx')).DeleteDialog)
export const noteDialog = deferred(async () => (await import('../../features/inbox/note-dialog.tsx')).NoteDialog)
export const snoozeDialog = deferred(async () => (await import('../../features/inbox/snooze-dialog.tsx')).SnoozeDialog)
export const handOverRows = deferred(async () => (await import('./hand-over-rows.tsx')).HandOverRows)
export const customRangeDialog = deferred(async () => (await import('./custom-range-dialog.tsx')).CustomRangeDialog)
