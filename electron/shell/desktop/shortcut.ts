import { globalShortcut } from 'electron'
import { shortcutChoices, type ShortcutChoice } from '#contract/model/desktop.ts'
import type { Logger } from '../../core/lib/logger.ts'

/** The keys that bring up «Reenviar lo copiado» from any program. */
export class Shortcut {
  readonly #onPress: () => void
  readonly #logger: Logger
  #registered: ShortcutChoice | null = null

  constructor(onPress: () => void, logger: Logger) {
    this.#onPress = onPress
    this.#logger = logger
  }

  /** Null while none works: it is off, or another program has it. */
  get registered(): ShortcutChoice | null {
    return this.#registered
  }

  /**
   * Changes to another one, or to none.
   * @returns false when another program has it; then the one before stays
   */
  use(chosen: ShortcutChoice | null): boolean {
    const before = this.#registered
    if (chosen === before) return true
    if (chosen !== null && !this.#register(chosen)) return false
    if (before !== null) globalShortcut.unregister(before)
    this.#registered = chosen
    return true
  }

  dispose(): void {
    if (this.#registered !== null) globalShortcut.unregister(this.#registered)
    this.#registered = null
  }

  #register(chosen: ShortcutChoice): boolean {
    try {
      // In a Wayland session the desktop keeps one that was given up (electron/electron#52218): what is pressed must be the chosen one.
      const onPress = () => {
        if (this.#registered === chosen) this.#onPress()
      }
      if (globalShortcut.register(chosen, onPress)) return true
    } catch (error) {
      this.#logger.warn('the shortcut was refused', { reason: (error as Error).message })
    }
    this.#logger.info('the shortcut is taken', { chosen })
    return false
  }
}

/**
 * In a Wayland session the desktop has the keys, and does not say whether it gave them to this program.
 * @returns whether `register` can be believed
 */
export const saysIfTaken = (platform: NodeJS.Platform, { XDG_SESSION_TYPE, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean =>
  platform !== 'linux' || !(XDG_SESSION_TYPE === 'wayland' || WAYLAND_DISPLAY)

/** How the keys are called on this computer's keyboard. */
export function shortcutLabels(platform: NodeJS.Platform): Record<ShortcutChoice, string> {
  const names: Record<string, string> =
    platform === 'darwin' ? { CommandOrControl: '⌘', Alt: '⌥', Shift: '⇧' } : { CommandOrControl: 'Ctrl', Alt: 'Alt', Shift: 'Mayús' }
  const labelOf = (choice: ShortcutChoice) =>
    choice
      .split('+')
      .map((key) => names[key] ?? key)
      .join(platform === 'darwin' ? ' ' : ' + ')
  return Object.fromEntries(shortcutChoices.map((choice) => [choice, labelOf(choice)])) as Record<ShortcutChoice, string>
}
