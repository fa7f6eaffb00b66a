import { useEffect, useRef, type ComponentType } from 'react'
import { common, navigation } from '#contract/texts/page.ts'
import { Announcer } from './ui/announcer.tsx'
import { useFocusKeeper } from './ui/focus-keeper.ts'
import { Banners } from './features/banners/banners.tsx'
import { Icon, type IconName } from './ui/icon.tsx'
import { PauseToggle } from './features/banners/pause-toggle.tsx'
import { Actividad } from './screens/actividad/actividad.tsx'
import { Ajustes } from './screens/ajustes/ajustes.tsx'
import { ConError } from './screens/con-error/con-error.tsx'
import { Reenviar } from './screens/reenviar/reenviar.tsx'
import { Resumen } from './screens/resumen/resumen.tsx'
import { Story } from './screens/story/story.tsx'
import { Welcome } from './screens/welcome.tsx'
import { hashOf, screenNames, useHash, useScreen, type ScreenName } from './store/route.ts'
import { useStore } from './store/store.ts'

const screens: Record<ScreenName, { icon: IconName; Screen: ComponentType }> = {
  reenviar: { icon: 'send', Screen: Reenviar },
  'con-error': { icon: 'inbox', Screen: ConError },
  actividad: { icon: 'list', Screen: Actividad },
  resumen: { icon: 'chart', Screen: Resumen },
  ajustes: { icon: 'gear', Screen: Ajustes },
}

/** Navigation, messages and the open screen. */
export function App() {
  const screen = useScreen()
  const firstRun = useStore((state) => state.pointsOfSale.length === 0)
  const openOrder = useStore((state) => state.openOrder)
  const Screen = firstRun && screen === 'reenviar' ? Welcome : screens[screen].Screen
  const main = useRef<HTMLElement>(null)
  useFocusOnArrival(main, screen)
  const layout = useRef<HTMLDivElement>(null)
  useFocusKeeper(layout)

  return (
    <>
      <div className="layout" ref={layout}>
        <Navigation screen={screen} />
        <main id="contenido" ref={main} tabIndex={-1}>
          <Banners />
          <Screen />
        </main>
        {openOrder !== null && <Story id={openOrder} />}
      </div>
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
            <Icon name={screens[name].icon} />
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
