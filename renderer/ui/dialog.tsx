import { useContext, useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Heading } from 'react-aria-components/Heading'
import { common } from '#contract/texts/page.ts'
import { Action, type ActionProps } from './action.tsx'
import { DrawerContext, heardTime, type OpenDrawer } from './drawer-context.ts'
import { focusPlace, placeOf, useFocusKeeper } from './focus-keeper.ts'
import { Overlay } from './overlay.tsx'

/** The button that a question is about. */
export interface Confirm extends Omit<ActionProps, 'type' | 'children'> {
  label: string
  /** What else is to be read before it is pressed. */
  notes?: ReactNode
  /** What it costs, in words. */
  cost?: string
}

interface SheetProps {
  title: string
  role?: 'dialog' | 'alertdialog'
  wide?: boolean
  /** Escape, and a click outside when nothing typed could be lost. */
  onClose: () => void
  dismissable?: boolean
  children: ReactNode
  /** False while it cannot be done. */
  confirm?: Confirm | false
  /** Other buttons. */
  actions?: ReactNode
  /** What the button that leaves is called; absent: it leaves nothing behind. Null: there is none. */
  leave?: string | null
}

/** A question with its buttons: a window over the page, or, asked from a drawer, a step inside it. Never a window over a window. */
export function Sheet(props: SheetProps) {
  const drawer = useContext(DrawerContext)
  return drawer ? <Step {...props} drawer={drawer} /> : <Window {...props} />
}

/** The way out is the last of them; one that leaves nothing behind leads back from a step. */
function Buttons({ confirm = false, actions, leave, onClose }: Pick<SheetProps, 'confirm' | 'actions' | 'leave' | 'onClose'>) {
  const wayOut = useContext(DrawerContext) ? common.back : common.close
  if (!confirm && !actions && leave === null) return null
  return (
    <div className="sheet-actions">
      {confirm && <ConfirmButton {...confirm} />}
      {actions}
      {leave !== null && <Action onPress={onClose}>{leave ?? wayOut}</Action>}
    </div>
  )
}

function ConfirmButton({ label, notes, cost, ...button }: Confirm) {
  const id = useId()
  return (
    <>
      {notes}
      {cost !== undefined && (
        <p id={id} className="cost-line">
          {cost}
        </p>
      )}
      <Action look="primary" aria-describedby={cost === undefined ? undefined : id} {...button}>
        {label}
      </Action>
    </>
  )
}

/** What is behind cannot be reached until it closes. */
function Window({ title, role = 'dialog', wide = false, onClose, dismissable = false, children, ...buttons }: SheetProps) {
  const window = useRef<HTMLDivElement>(null)
  useFocusKeeper(window)
  return (
    <Overlay className={wide ? 'sheet wide' : 'sheet'} role={role} onClose={onClose} dismissable={dismissable}>
      <div className="sheet-frame" ref={window}>
        <Heading slot="title" className="sheet-title">
          {title}
        </Heading>
        <ScrollingBody>{children}</ScrollingBody>
        <Buttons {...buttons} onClose={onClose} />
      </div>
    </Overlay>
  )
}

/** Takes the place of what the drawer shows, and gives it back where it was. */
function Step({ title, onClose, children, drawer, ...buttons }: SheetProps & { drawer: OpenDrawer }) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const { element, steps } = drawer
    const leave = () => close()
    const place = document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? placeOf(element, document.activeElement) : null
    steps.push(leave)
    // What it is of was said as it opened.
    element.removeAttribute('aria-describedby')
    const lead = leadBy(element)
    const cancel = lead(() => heading.current?.focus())
    return () => {
      cancel()
      steps.splice(steps.indexOf(leave), 1)
      if (place) lead(() => focusPlace(element, place))
    }
  }, [drawer])
  return createPortal(
    <section className="drawer-step" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1} className="drawer-step-title">
        {title}
      </h3>
      <ScrollingBody>{children}</ScrollingBody>
      <Buttons {...buttons} onClose={onClose} />
    </section>,
    drawer.element,
  )
}

/**
 * Moves the focus by way of the drawer's title, which stays: a screen reader does not say where the focus goes from what is gone.
 * Whatever has the focus by then keeps it.
 */
const leadBy = (drawer: HTMLElement) => (go: () => void) => {
  const title = drawer.querySelector<HTMLElement>('h2')
  const at = document.activeElement
  if (at === null || at === document.body || !at.checkVisibility()) title?.focus()
  const timer = setTimeout(() => {
    if (drawer.isConnected && (document.activeElement === document.body || document.activeElement === title)) go()
  }, heardTime)
  return () => clearTimeout(timer)
}

/** What scrolls and holds nothing to focus takes the focus itself; otherwise the keyboard could not scroll it. */
export function ScrollingBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = body.current
    if (!element) return
    const look = () => {
      const stuck = element.scrollHeight > element.clientHeight && !element.querySelector('a[href], button, input, select, textarea, summary')
      if (stuck) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    for (const child of element.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [])
  return (
    <div className="sheet-body" ref={body}>
      {children}
    </div>
  )
}
