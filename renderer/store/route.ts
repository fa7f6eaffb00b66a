/**
 * Which screen is open, and where on it: the hash of the address, `#ajustes` or `#ajustes/tema`, so that links are links and
 * "back" goes back.
 */
import { useSyncExternalStore } from 'react'
import type { Screen } from '#contract/commands/navigation.ts'

/** The screens that exist, in the order of the navigation; app.tsx says what each one draws. */
export const screenNames = ['con-error', 'reenviar', 'actividad', 'resumen', 'ajustes'] as const satisfies readonly Screen[]
export type ScreenName = (typeof screenNames)[number]
/** Where the window opens: what waits for the person. */
export const homeScreen: ScreenName = 'con-error'

/** Which screen is open now; components use `useScreen`. */
export const currentScreen = (): ScreenName => screenNames.find((name) => location.hash.split('/')[0] === hashOf(name)) ?? homeScreen
const currentHash = (): string => location.hash

function listen(changed: () => void) {
  addEventListener('hashchange', changed)
  return () => {
    removeEventListener('hashchange', changed)
  }
}

export const hashOf = (screen: Screen): string => `#${screen}`

/** @returns the id of a part of a screen; `#` and this is its address */
export const partId = (screen: Screen, part: string): string => `${screen}/${part}`

/** The whole address inside the page. */
export const useHash = (): string => useSyncExternalStore(listen, currentHash)

export const useScreen = (): ScreenName => useSyncExternalStore(listen, currentScreen)

/** Opens a screen, or a part of it; one that does not exist yet is the home screen. */
export function openScreen(screen: Screen, part?: string): void {
  location.hash = part === undefined ? hashOf(screen) : `#${partId(screen, part)}`
}
