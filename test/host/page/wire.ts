/** What the page and the host say to each other over the socket, as JSON; values as clone.ts writes them. */
import type { Cloned } from './clone.ts'

export type FromPage =
  | { type: 'loaded'; at: string; title: string }
  | { type: 'moved'; at: string }
  | { type: 'invoke'; id: number; channel: string; args: Cloned }
  | { type: 'send'; channel: string; args: Cloned }

export type ToPage =
  | { type: 'message'; channel: string; args: Cloned }
  | { type: 'result'; id: number; value: Cloned }
  | { type: 'failure'; id: number; message: string }
  | { type: 'online'; online: boolean }
  | { type: 'reload' }

/** What the host tells the page when it loads. */
export interface PageSetup {
  /** The socket of the window that this page draws, and that of whichever window is there after a break. */
  socketPath: string
  anySocketPath: string
  /** Where the page believes to be: path, query and fragment of the window's own URL. */
  location: string
  online: boolean
}
