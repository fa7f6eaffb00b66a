import { useEffect } from 'react'

const stops = 'a[href], button, input, select, textarea, summary, h1[tabindex], [tabindex="0"]'
const isStop = (element: HTMLElement): boolean =>
  (element.tabIndex >= 0 || element.tagName === 'H1') && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true })
const stopsOf = (page: HTMLElement): HTMLElement[] => [...page.querySelectorAll<HTMLElement>(stops)].filter(isStop)

/** What a press must never end on by itself. */
const pays = '.action.primary, .action.danger'

/**
 * A pressed button that is gone, or off, with what it did takes the focus with it: the keyboard would start over from the top,
 * and a screen reader falls silent. The focus goes on to what stands where it was, or else to what stood before it.
 * @param page what is watched; a dialog over it keeps its own
 */
export function useFocusKeeper(page: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = page.current
    if (!root) return undefined
    /** What had the focus last, and what could be reached before it. */
    let held: { at: HTMLElement; before: HTMLElement[] } | null = null
    let frame = 0
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const all = stopsOf(root)
      held = { at: target, before: all.slice(0, Math.max(all.indexOf(target), 0)) }
    }
    const keep = () => {
      if (!held || document.activeElement !== document.body || document.querySelector('.overlay')) return
      const { at, before } = held
      if (at.isConnected && isStop(at)) return
      const all = stopsOf(root)
      const last = before.findLast((element) => all.includes(element))
      const next = all[last ? all.indexOf(last) + 1 : 0]
      ;(next && !next.matches(pays) ? next : (last ?? next))?.focus()
    }
    // One frame later a dialog that closed has given the focus back, where it could.
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(keep)
      })
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
    root.addEventListener('focusin', remember)
    return () => {
      watcher.disconnect()
      cancelAnimationFrame(frame)
      root.removeEventListener('focusin', remember)
    }
  }, [page])
}
