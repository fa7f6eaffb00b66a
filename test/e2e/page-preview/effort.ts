/** What a piece of work takes a person. */
import type { Page } from 'playwright-core'

interface Effort {
  /** Presses of the mouse, keys that do something, and fields that were typed in or pasted into. */
  actions: number
  /** Whether anything had to be scrolled for it. */
  scrolled: boolean
}

/** Counts from here on. @returns tells what it has taken so far */
export async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  await page.evaluate(`(() => {
    const effort = window.effort = { actions: 0, scrolled: false }
    const isText = (target) => target instanceof Element && target.matches('textarea, input:not([type=checkbox], [type=radio])')
    let field = null
    const act = (at) => (effort.actions++, field = at)
    addEventListener('pointerdown', () => act(null), true)
    addEventListener('keydown', ({ target, key, ctrlKey }) => { if ((!isText(target) || key === 'Enter' || ctrlKey) && key !== 'Control') act(null) }, true)
    addEventListener('input', ({ target }) => { if (isText(target) && target !== field) act(target) }, true)
    addEventListener('scroll', ({ target }) => { if ((target === document ? document.scrollingElement : target).scrollTop > 0) effort.scrolled = true }, true)
  })()`)
  return () => page.evaluate<Effort>('window.effort')
}
