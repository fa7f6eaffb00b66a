import { useEffect, useRef, useState } from 'react'
import { badStates, countIn } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import { ok } from '#contract/result.ts'
import { number } from '#contract/texts/counting.ts'
import { common, navigation } from '#contract/texts/page.ts'
import { call } from './api.ts'
import { Action } from './ui/action.tsx'
import { Announcer } from './ui/announcer.tsx'
import { useFocusKeeper } from './ui/focus-keeper.ts'
import { Banners } from './features/banners/banners.tsx'
import { Connection } from './features/banners/connection.tsx'
import { Icon } from './ui/icon.tsx'
import { CompanySwitcher } from './features/company/switcher.tsx'
import { Keys, type OpenByKeys } from './features/palette/keys.tsx'
import { PauseToggle } from './features/banners/pause-toggle.tsx'
import { WatchLine } from './features/banners/watch-line.tsx'
import { screenIcons } from './features/screen-icons.ts'
import { currentScreen, hashOf, homeScreen, screenNames, useHash, useScreen, type ScreenName } from './store/route.ts'
import { closeStory } from './store/open-story.ts'
import { getState, useStore, type PageState } from './store/store.ts'
import { useLive } from './store/use-live.ts'
import { atHand, deferred, fetchDeferred, type Deferred } from './ui/deferred.tsx'
import { ConError } from './screens/con-error/con-error.tsx'
import { Welcome } from './screens/welcome.tsx'

type Drawn = ScreenName | 'welcome'

const screens: Record<Drawn, Deferred<object>> = {
  // What the window opens with comes with it.
  welcome: atHand(Welcome),
  'con-error': atHand(ConError),
  reenviar: deferred(async () => (await import('./screens/reenviar/reenviar.tsx')).Reenviar),
  actividad: deferred(async () => (await import('./screens/actividad/actividad.tsx')).Actividad),
  resumen: deferred(async () => (await import('./screens/resumen/resumen.tsx')).Resumen),
  ajustes: deferred(async () => (await import('./screens/ajustes/ajustes.tsx')).Ajustes),
}
const story = deferred(async () => (await import('./screens/story/story.tsx')).Story)
const reference = deferred(async () => (await import('./screens/story/reference.tsx')).Reference)

/** Without a point of sale there is nothing to see or to send. */
const isFirstRun = ({ pointsOfSale }: Pick<PageState, 'pointsOfSale'>): boolean => pointsOfSale.length === 0

const drawnFor = (screen: ScreenName, firstRun: boolean): Drawn => (firstRun && (screen === homeScreen || screen === 'reenviar') ? 'welcome' : screen)

/** Fetches the code of the open screen, for whoever knows before React does that it will be drawn. The store has to be fed. */
export const fetchScreen = (): Promise<void> => screens[drawnFor(currentScreen(), isFirstRun(getState()))].fetch()

/** @returns the screen that stays until the wanted one can be drawn; null before the first */
function useReadyScreen(): Drawn | null {
  const wanted = drawnFor(useScreen(), useStore(isFirstRun))
  const { value: drawn } = useLive(wanted, () => screens[wanted].fetch().then(() => ok(wanted)))
  return screens[wanted].isReady() ? wanted : drawn
}

/** Nothing is drawn before the first screen can be; the others are fetched when it stands. */
export function App() {
  const drawn = useReadyScreen()
  return drawn && <Page drawn={drawn} />
}

/** Navigation, messages and the open screen. */
function Page({ drawn }: { drawn: Drawn }) {
  const screen = drawn === 'welcome' ? homeScreen : drawn
  const open = useStore((state) => state.story)
  const Screen = screens[drawn].Part
  const main = useRef<HTMLElement>(null)
  useFocusOnArrival(main, screen)
  const [keys, setKeys] = useState<OpenByKeys | null>(null)
  const layout = useRef<HTMLDivElement>(null)
  useFocusKeeper(layout)
  useEffect(() => void fetchDeferred(), [])
  useEffect(() => void call('showScreen', { screen }), [screen])

  return (
    <>
      <div className="layout" ref={layout}>
        <Navigation screen={screen} onSearch={() => setKeys('palette')} />
        <main id="contenido" ref={main} tabIndex={-1}>
          <Banners />
          <Screen />
        </main>
        {open !== null && ('order' in open ? <story.Part id={open.order} /> : <reference.Part of={open.reference} />)}
      </div>
      <Keys open={keys} onOpen={setKeys} />
      <Announcer />
    </>
  )
}

function Navigation({ screen, onSearch }: { screen: ScreenName; onSearch: () => void }) {
  /** In a window too small for it, the navigation is one line until it is asked for. */
  const [open, setOpen] = useState(false)
  return (
    <header className="navigation" data-open={open}>
      <button type="button" className="action quiet menu-toggle" aria-expanded={open} aria-controls="navegacion" onClick={() => setOpen(!open)}>
        <Icon name="menu" />
        <span>
          {navigation.menu}: {navigation[screen]}
        </span>
      </button>
      <p className="brand" aria-hidden="true">
        {common.product}
      </p>
      <CompanySwitcher />
      <nav id="navegacion" aria-label={navigation.label}>
        {screenNames.map((name) => (
          <ScreenLink key={name} name={name} current={name === screen} onFollow={() => setOpen(false)} />
        ))}
      </nav>
      <div className="foot">
        <Action look="quiet" icon="search" aria-keyshortcuts="Control+K" onPress={onSearch}>
          {navigation.search}
        </Action>
        <Connection />
        <WatchLine onFollow={() => setOpen(false)} />
        <PauseToggle />
      </div>
    </header>
  )
}

/** With a number where there is something that the person has not seen: it is a part of the link's name. */
function ScreenLink({ name, current, onFollow }: { name: ScreenName; current: boolean; onFollow: () => void }) {
  const unseen = useStore((state) => unseenOf(state.status, name))
  return (
    <a href={hashOf(name)} aria-current={current ? 'page' : undefined} onClick={onFollow} aria-label={unseen > 0 ? navigation.unseen(name, unseen) : undefined}>
      <Icon name={screenIcons[name]} />
      <span>{navigation[name]}</span>
      {unseen > 0 && <span className="unseen">{number(unseen)}</span>}
    </a>
  )
}

/** @returns how much of a screen the person has not seen */
function unseenOf({ unseen }: Status, screen: ScreenName): number {
  if (screen === 'con-error') return unseen?.inError ?? 0
  return screen === 'actividad' ? countIn(unseen?.orders ?? {}, badStates) : 0
}

/** Nothing moves for what is seen already. */
function isInSight(part: HTMLElement): boolean {
  const { top } = part.getBoundingClientRect()
  return top >= 0 && top < innerHeight / 2
}

/**
 * A changed screen names itself to screen readers and starts the tab order at its top, or at the part that was asked for; the
 * first one leaves focus alone.
 */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, screen: ScreenName) {
  const shown = useRef(screen)
  const hash = useHash()
  useEffect(() => {
    document.title = screen === homeScreen ? common.product : `${navigation[screen]} - ${common.product}`
    const part = document.getElementById(hash.slice(1))
    if (part && !isInSight(part)) part.scrollIntoView()
    part?.focus({ preventScroll: true })
    if (shown.current === screen) return
    shown.current = screen
    // What stands beside a list is of that list.
    closeStory()
    if (part) return
    main.current?.scrollTo(0, 0)
    main.current?.querySelector('h1')?.focus()
  }, [main, screen, hash])
}
