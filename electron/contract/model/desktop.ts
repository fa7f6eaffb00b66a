/** How the program lives in the desktop, as the page shows it. */

/** `blocked`: registered, but the system or the person keeps it from starting. */
export const startStates = ['on', 'off', 'blocked'] as const
export type StartState = (typeof startStates)[number]

/** Electron's accelerators that the person may choose from for «Reenviar lo copiado». */
export const shortcutChoices = ['CommandOrControl+Alt+R', 'CommandOrControl+Shift+F9'] as const
export type ShortcutChoice = (typeof shortcutChoices)[number]

export type UpdateState =
  | { phase: 'idle' }
  | { phase: 'checking' }
  | { phase: 'current' }
  | { phase: 'downloading'; version: string; percent: number }
  | { phase: 'ready'; version: string }
  /** Only what the person asked for is said to have failed. */
  | { phase: 'failed' }

export interface DesktopState {
  /** As the system says it is, not as it was asked for. */
  startWithSystem: StartState
  /** Something was resent for the first time, and the person has not yet been asked about starting with the system. */
  offerStart: boolean
  notifications: boolean
  shortcut: {
    chosen: ShortcutChoice | null
    /** False: another program has it. Null: the desktop does not say. */
    working: boolean | null
    /** As this computer's keyboard names them. */
    labels: Record<ShortcutChoice, string>
  }
  /** Null where the program was built without an address for updates. */
  updates: UpdateState | null
}
