import type { DiagnosisFile } from '#contract/commands/diagnosis.ts'
import type { Result } from '#contract/result.ts'
import type { OpenedKind, SavedKind } from '../desktop/file-dialogs.ts'
import type { Integration } from '../desktop/integration.ts'
import type { Notifier } from '../desktop/notifier.ts'
import type { Services } from '../services.ts'
import type { MainWindow } from '../window/window.ts'

/** What the page's commands rest on: the program, and what its window and the system do for the page. */
export interface PageServices extends Services {
  version: string
  integration: Integration
  notifier: Notifier
  /** Where the page is asked to go, and what it has left of itself. */
  page: Pick<MainWindow, 'navigation' | 'place'>
  /** Where the build wrote the licences of what is bundled. */
  licencesFile: string
  readClipboard: () => Promise<string>
  writeClipboard: (text: string) => Promise<void>
  writeTable: (table: { text: string; html: string }) => Promise<void>
  printPage: () => Promise<Result<'printed' | 'cancelled'>>
  /** Lets the person choose a file; null when they did not. */
  openPath: (of: OpenedKind) => Promise<string | null>
  /** Asks where to save; null: nowhere. */
  savePath: (of: SavedKind) => Promise<string | null>
  onExportProgress: (done: number, total: number) => void
  gatherDiagnosis: (withOrders: boolean) => Promise<DiagnosisFile[]>
  /** Opens the program's own folder of logs. @returns what went wrong, or nothing */
  openLogs: () => Promise<string>
}
