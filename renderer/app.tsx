import { useEffect, useRef, type ComponentType } from 'react'
import { badStates, countIn } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import { number } from '#contract/texts/counting.ts'
import { common, navigation } from '#contract/texts/page.ts'
import { call } from './api.ts'
import { Announcer } from './ui/announcer.tsx'
import { Banners } from './features/banners/banners.tsx'
import { Icon, type IconName } from './ui/icon.tsx'
import { PauseToggle } from './features/banners/pause-toggle.tsx'
import { Actividad } from './screens/actividad/actividad.tsx'
import { Ajustes } from './screens/ajustes/ajustes.tsx'
import { ConError } from './screens/con-error/con-error.tsx'
import { Reenviar } from './screens/reenviar/reenviar.tsx'
import { Story } from './screens/story/story.tsx'
import { Welcome } from './screens/welcome.tsx'
import { hashOf, screenNames, useHash, useScreen, type ScreenName } from './store/route.ts'
import { useStore } from './store/store.ts'

const screens: Record<ScreenName, { icon: IconName; Screen: ComponentType }> = {
  reenviar: { icon: 'send', Screen: Reenviar },
  'con-error': { icon: 'inbox', Screen: ConError },
  actividad: { icon: 'list', Screen: Actividad },
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
  useEffect(() => void call('showScreen', { screen }), [screen])

  return (
    <>
      <div className="layout">
        <Navigation screen={screen} />
        <main id="contenido" ref={main} tabIndex={-1}>
          <Banners />
          <Screen />
        </main>
      </div>
      {openOrder !== null && <Story key={openOrder} id={openOrder} />}
      <Announced />
    </>
  )
}

function Announced() {
  const { text } = useStore((state) => state.announcement)
  return <Announcer text={text} />
}

function Navigation({ screen }: { screen: ScreenName }) {
  return (
    <header className="navigation">
      <p className="brand" aria-hidden="true">
        {common.product}
      </p>
      <nav aria-label={navigation.label}>
        {screenNames.map((name) => (
          <ScreenLink key={name} name={name} current={name === screen} />
        ))}
      </nav>
      <PauseToggle />
    </header>
  )
}

/** With a number where there is something that the person has not seen: it is a part of the link's name. */
function ScreenLink({ name, current }: { name: ScreenName; current: boolean }) {
  const unseen = useStore((state) => unseenOf(state.status, name))
  return (
    <a href={hashOf(name)} aria-current={current ? 'page' : undefined} aria-label={unseen > 0 ? navigation.unseen(name, unseen) : undefined}>
      <Icon name={screens[name].icon} />
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

/**
 * A changed screen names itself to screen readers and starts the tab order at its top, or at the part that was asked for; the
 * first one leaves focus alone.
 */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, screen: ScreenName) {
  const shown = useRef(screen)
  const hash = useHash()
  useEffect(() => {
    document.title = screen === 'reenviar' ? common.product : `${navigation[screen]} · ${common.product}`
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
