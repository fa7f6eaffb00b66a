import { useEffect, useRef, useState } from 'react'
import { common, navigation } from '#contract/texts/page.ts'
import { Announcer } from './ui/announcer.tsx'
import { useFocusKeeper } from './ui/focus-keeper.ts'
import { Banners } from './features/banners/banners.tsx'
import { Icon, type IconName } from './ui/icon.tsx'
import { PauseToggle } from './features/banners/pause-toggle.tsx'
import { hashOf, screenNames, useHash, useScreen, type ScreenName } from './store/route.ts'
import { useStore } from './store/store.ts'
import { deferred, fetchDeferred, type Deferred } from './ui/deferred.tsx'

type Drawn = ScreenName | 'welcome'

const icons: Record<ScreenName, IconName> = { reenviar: 'send', 'con-error': 'inbox', actividad: 'list', ajustes: 'gear' }
const screens: Record<Drawn, Deferred<object>> = {
  welcome: deferred(async () => (await import('./screens/welcome.tsx')).Welcome),
  reenviar: deferred(async () => (await import('./screens/reenviar/reenviar.tsx')).Reenviar),
  'con-error': deferred(async () => (await import('./screens/con-error/con-error.tsx')).ConError),
  actividad: deferred(async () => (await import('./screens/actividad/actividad.tsx')).Actividad),
  ajustes: deferred(async () => (await import('./screens/ajustes/ajustes.tsx')).Ajustes),
}
const story = deferred(async () => (await import('./screens/story/story.tsx')).Story)

/** @returns the screen that stays until the wanted one can be drawn; null before the first */
function useReadyScreen(): Drawn | null {
  const screen = useScreen()
  const firstRun = useStore((state) => state.pointsOfSale.length === 0)
  const wanted = firstRun && screen === 'reenviar' ? 'welcome' : screen
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    let current = true
    void screens[wanted].fetch().then(() => current && setDrawn(wanted))
    return () => {
      current = false
    }
  }, [wanted])
  return screens[wanted].isReady() ? wanted : drawn
}

/** Nothing is drawn before the first screen can be; the others are fetched when it stands. */
export function App() {
  const drawn = useReadyScreen()
  return drawn && <Page drawn={drawn} />
}

/** Navigation, messages and the open screen. */
function Page({ drawn }: { drawn: Drawn }) {
  const screen = drawn === 'welcome' ? 'reenviar' : drawn
  const openOrder = useStore((state) => state.openOrder)
  const Screen = screens[drawn].Part
  const main = useRef<HTMLElement>(null)
  useFocusOnArrival(main, screen)
  const layout = useRef<HTMLDivElement>(null)
  useFocusKeeper(layout)
  useEffect(() => void fetchDeferred(), [])

  return (
    <>
      <div className="layout" ref={layout}>
        <Navigation screen={screen} />
        <main id="contenido" ref={main} tabIndex={-1}>
          <Banners />
          <Screen />
        </main>
      </div>
      {openOrder !== null && <story.Part id={openOrder} />}
      <Announcer />
    </>
  )
}

function Navigation({ screen }: { screen: ScreenName }) {
  return (
    <header className="navigation">
      <p className="brand" aria-hidden="true">
        {common.product}
      </p>
      <nav aria-label={navigation.label}>
        {screenNames.map((name) => (
          <a key={name} href={hashOf(name)} aria-current={name === screen ? 'page' : undefined}>
            <Icon name={icons[name]} />
            <span>{navigation[name]}</span>
          </a>
        ))}
      </nav>
      <PauseToggle />
    </header>
  )
}

/**
 * A changed screen names itself to screen readers and starts the tab order at its top, or at the part that was asked for; the
 * first one leaves focus alone.
 */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, screen: ScreenName) {
  const shown = useRef(screen)
  const hash = useHash()
  useEffect(() => {
    document.title = screen === 'reenviar' ? common.product : `${navigation[screen]} - ${common.product}`
    const part = document.getElementById(hash.slice(1))
    part?.scrollIntoView()
    part?.focus({ preventScroll: true })
    if (shown.current === screen) return
    shown.current = screen
    if (part) return
    main.current?.scrollTo(0, 0)
    main.current?.querySelector('h1')?.focus()
  }, [main, screen, hash])
}
