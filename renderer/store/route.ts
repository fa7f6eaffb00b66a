/** Which screen is open: the hash of the address, so that links are links and "back" goes back. */
import { useSyncExternalStore } from 'react'
import type { Screen } from '../../electron/contract/schema.ts'

/** The screens that exist, in the order of the navigation; app.tsx says what each one draws. */
export const screenNames = ['reenviar', 'actividad', 'ajustes'] as const satisfies readonly Screen[]
export type ScreenName = (typeof screenNames)[number]

const current = (): ScreenName => screenNames.find((name) => location.hash === hashOf(name)) ?? 'reenviar'

function listen(changed: () => void) {
  addEventListener('hashchange', changed)
  return () => {
    removeEventListener('hashchange', changed)
  }
}

export const hashOf = (screen: Screen): string => `#${screen}`

export const useScreen = (): ScreenName => useSyncExternalStore(listen, current)

/** Opens a screen; one that does not exist yet is the home screen. */
export function openScreen(screen: Screen): void {
  location.hash = hashOf(screen)
}
