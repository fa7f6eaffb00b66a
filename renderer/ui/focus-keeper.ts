import { useEffect } from 'react'

const stops = 'a[href], button, input, select, textarea, summary, h1[tabindex], [tabindex="0"]'
const isStop = (element: HTMLElement): boolean =>
  (element.tabIndex >= 0 || element.tagName === 'H1') &&
  !element.matches(':disabled') &&
  !element.closest('[inert]') &&
  element.checkVisibility({ visibilityProperty: true })
const stopsOf = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(stops)].filter(isStop)

/** What a press must never end on by itself. */
const pays = '.action.primary, .action.danger'

/** Where the focus was, and what could be reached before it. */
export interface FocusPlace {
  at: HTMLElement
  before: HTMLElement[]
}

/** Takes down a place, for the time when it may be gone. */
export function placeOf(root: HTMLElement, at: HTMLElement): FocusPlace {
  // By where it stands: a control of a row becomes a stop only once it has the focus.
  return { at, before: stopsOf(root).filter((stop) => stop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) }
}

/** Goes back to a place; where it is gone, to what stands there now, or else to what stood before it. */
export function focusPlace(root: HTMLElement, { at, before }: FocusPlace): void {
  if (at.isConnected && isStop(at)) return at.focus()
  const all = stopsOf(root)
  const last = before.findLast((element) => all.includes(element))
  const next = all[last ? all.indexOf(last) + 1 : 0]
  ;(next && !next.matches(pays) ? next : (last ?? all.findLast((element) => !element.matches(pays)) ?? next))?.focus()
}

/** The window over everything else keeps the focus in itself. */
const isUppermost = (root: HTMLElement): boolean => {
  const windows = document.querySelectorAll('.overlay')
  return windows.length === 0 || (windows[windows.length - 1]?.contains(root) ?? false)
}

/**
 * A pressed button that is gone, or off, with what it did takes the focus with it: the keyboard would start over from the top,
 * and a screen reader falls silent. The focus goes on to what stands where it was, or else to what stood before it.
 * @param page what is watched: the page, or a window over it
 */
export function useFocusKeeper(page: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = page.current
    if (!root) return undefined
    let held: FocusPlace | null = null
    let frame = 0
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) held = placeOf(root, target)
    }
    /** A press on a row that has one thing to focus is a press on that. */
    const takeRow = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('a, button, input, label, select, summary')) return
      target.closest('tr[data-index]')?.querySelector<HTMLElement>('[data-control]')?.focus({ preventScroll: true })
    }
    const keep = () => {
      if (document.activeElement !== document.body || !isUppermost(root)) return
      const place = held ?? (root.matches('.overlay *') ? placeOf(root, root) : null)
      if (!place || (place.at.isConnected && isStop(place.at))) return
      focusPlace(root, place)
    }
    // One frame later a dialog that closed has given the focus back, where it could.
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(keep)
      })
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden'] })
    root.addEventListener('focusin', remember)
    root.addEventListener('click', takeRow, { capture: true })
    return () => {
      watcher.disconnect()
      cancelAnimationFrame(frame)
      root.removeEventListener('focusin', remember)
      root.removeEventListener('click', takeRow, { capture: true })
    }
  }, [page])
}
