/** The keys of the page, wherever the focus is in it. What is listed here is what is heard, and what the help shows. */

export interface Shortcut {
  /** With Control, or Command on a Mac. */
  control: boolean
  /** As `KeyboardEvent.key` says it, whatever the keyboard has to be pressed for it. */
  key: string
  where: 'everywhere' | 'con-error'
}

export const shortcuts = {
  palette: { control: true, key: 'k', where: 'everywhere' },
  search: { control: false, key: '/', where: 'everywhere' },
  help: { control: false, key: '?', where: 'everywhere' },
  all: { control: true, key: 'a', where: 'con-error' },
  resend: { control: false, key: 'r', where: 'con-error' },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts
export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]
