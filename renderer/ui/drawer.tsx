import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Action } from './action.tsx'
import { ScrollingBody } from './dialog.tsx'
import { DrawerContext, heardTime, type OpenDrawer } from './drawer-context.ts'
import { focusPlace, placeOf, type FocusPlace } from './focus-keeper.ts'

interface DrawerProps {
  title: string
  /** What the button that closes it is called. */
  closeLabel: string
  /** What it shows: when that is another thing, the focus comes in again. */
  subject: number
  onClose: () => void
  children: ReactNode
}

/** From here on both the drawer and what it was opened from can be used. */
const beside = matchMedia('(width >= 64rem)')
const useBeside = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      beside.addEventListener('change', changed)
      return () => beside.removeEventListener('change', changed)
    },
    () => beside.matches,
  )

/** More of one thing of a list, from the right. The list stays in sight beside it; in a narrow window it is a dialog over the page. */
export function Drawer({ title, closeLabel, subject, onClose, children }: DrawerProps) {
  const id = useId()
  const [element, setElement] = useState<HTMLElement | null>(null)
  const drawer = useMemo<OpenDrawer | null>(() => element && { element, description: `${id}-state`, steps: [] }, [element, id])
  const heading = useRef<HTMLHeadingElement>(null)
  const isBeside = useBeside()
  // In this order: what is behind takes no focus before it can be reached again.
  useAlone(drawer, !isBeside)
  const giveBack = useFocusComesAndGoes(drawer, heading, subject)
  const close = useClosing(drawer, subject, giveBack, onClose)
  useEscape(drawer, close)
  function leave() {
    for (const step of drawer?.steps.toReversed() ?? []) step()
    close()
  }
  return (
    <dialog
      open
      tabIndex={-1}
      className="drawer"
      aria-labelledby={id}
      aria-describedby={`${id}-state`}
      aria-modal={isBeside ? undefined : true}
      ref={setElement}
    >
      <div className="drawer-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Action look="quiet" icon="close" aria-label={closeLabel} onPress={leave} />
      </div>
      <div className="drawer-main">
        <ScrollingBody>{drawer && <DrawerContext value={drawer}>{children}</DrawerContext>}</ScrollingBody>
      </div>
    </dialog>
  )
}

/** The focus goes to the title, and back to the row that it came from. @returns gives it back before it closes */
function useFocusComesAndGoes(drawer: OpenDrawer | null, heading: React.RefObject<HTMLElement | null>, subject: number): () => void {
  const from = useRef<FocusPlace | null>(null)
  const shown = useRef<number | null>(null)
  useEffect(() => {
    if (!drawer || shown.current === subject) return
    shown.current = subject
    const at = document.activeElement
    if (drawer.element.contains(at)) return
    const page = drawer.element.parentElement
    if (page && at instanceof HTMLElement && at !== document.body) from.current = placeOf(page, at)
    heading.current?.focus()
  }, [drawer, heading, subject])
  useEffect(() => {
    const page = drawer?.element.parentElement
    if (!drawer || !page) return
    return () => {
      const at = document.activeElement
      if (from.current && (at === null || at === document.body || drawer.element.contains(at))) focusPlace(page, from.current)
    }
  }, [drawer])
  return () => {
    const page = drawer?.element.parentElement
    for (const behind of page?.querySelectorAll(':scope > [inert]') ?? []) behind.toggleAttribute('inert', false)
    if (page && from.current) focusPlace(page, from.current)
  }
}

/** What had the focus is there, out of sight, until a screen reader has followed the focus back. @returns closes it */
function useClosing(drawer: OpenDrawer | null, subject: number, giveBack: () => void, onClose: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shown = useRef(subject)
  useEffect(() => {
    shown.current = subject
    return () => {
      // Another thing is shown in it, or it is gone.
      clearTimeout(timer.current)
      timer.current = undefined
      drawer?.element.removeAttribute('data-leaving')
    }
  }, [drawer, subject])
  return () => {
    if (timer.current !== undefined) return
    if (!drawer?.element.contains(document.activeElement)) return onClose()
    giveBack()
    drawer.element.toggleAttribute('data-leaving', true)
    timer.current = setTimeout(onClose, heardTime)
  }
}

/** Escape leaves the step, or closes the drawer, also from the list beside it. */
function useEscape(drawer: OpenDrawer | null, onClose: () => void) {
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (!drawer) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Element)) return
      const inside = drawer.element.contains(event.target)
      // A window, a menu or a calendar over it, and a search field beside it, have a use of their own for the key.
      if (!inside && event.target.closest('.overlay, [popover], [role=dialog], input[type=search]')) return
      const leave = drawer.steps.at(-1) ?? close
      leave()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [drawer])
}

/** What is behind cannot be reached while it covers that. */
function useAlone(drawer: OpenDrawer | null, alone: boolean) {
  useEffect(() => {
    if (!drawer || !alone) return
    const behind = [...(drawer.element.parentElement?.children ?? [])].filter((each) => each !== drawer.element)
    for (const each of behind) each.toggleAttribute('inert', true)
    return () => {
      for (const each of behind) each.toggleAttribute('inert', false)
    }
  }, [drawer, alone])
}
