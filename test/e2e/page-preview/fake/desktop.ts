/** A desktop that does what it is told, or what a scene says. */
import type { desktopCommands } from '#contract/commands/desktop.ts'
import type { DesktopState } from '#contract/model/desktop.ts'
import type { Navigation, navigationCommands } from '#contract/commands/navigation.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers, EventName, EventPayload } from '#contract/schema.ts'

export const desktop = (change: Partial<DesktopState> = {}): DesktopState => ({
  startWithSystem: 'off',
  offerStart: false,
  notifications: true,
  shortcut: { chosen: null, working: true, labels: { 'CommandOrControl+Alt+R': 'Ctrl + Alt + R', 'CommandOrControl+Shift+F9': 'Ctrl + Mayús + F9' } },
  updates: null,
  ...change,
})

export interface FakeDesktop {
  handlers: Pick<CommandHandlers, keyof typeof desktopCommands | keyof typeof navigationCommands>
  /** Asks the page to go somewhere, as a notification or a link would. */
  navigate: (navigation: Navigation) => void
}

export function fakeDesktop(initial: DesktopState, emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void): FakeDesktop {
  let state = initial
  let asked: Navigation | null = null
  const change = (part: Partial<DesktopState>) => {
    state = { ...state, ...part }
    emit('desktopChanged', state)
    return ok(null)
  }
  return {
    navigate: (navigation) => {
      asked = navigation
      emit('navigate', null)
    },
    handlers: {
      takeNavigation: () => {
        const taken = asked
        asked = null
        return ok(taken)
      },
      showScreen: () => ok(null),
      keepPlace: () => ok(null),
      readPlace: () => ok(null),
      setStartWithSystem: ({ on }) => change({ startWithSystem: on ? 'on' : 'off', offerStart: false }),
      declineStart: () => change({ offerStart: false }),
      setNotifications: ({ on }) => change({ notifications: on }),
      setShortcut: ({ chosen }) => change({ shortcut: { ...state.shortcut, chosen: chosen === 'off' ? null : chosen, working: true } }),
      checkForUpdates: () => change({ updates: { phase: 'ready', version: '0.2.0' } }),
      restart: () => ok(null),
      restartToUpdate: () => (state.updates?.phase === 'ready' ? ok(null) : fail('update-not-ready')),
    },
  }
}
