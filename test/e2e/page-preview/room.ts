/** Room to read in: what scrolls in a dialog or the drawer is no slit. */
import type { Page } from 'playwright-core'

/** Fewer lines than this in sight at once are no text that can be followed. */
const leastLines = 4

/** @returns one line for each part of a dialog or of the drawer that scrolls and shows fewer lines than that */
export const cramped = (page: Page): Promise<string[]> => page.evaluate(`(${findCramped})(${leastLines})`)

/** Runs in the page. */
const findCramped = `(least) => [...document.querySelectorAll(':is(.overlay, .drawer), :is(.overlay, .drawer) *:not(textarea, input)')]
  .filter((element) => element.checkVisibility() && /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight)
  .flatMap((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0)
    const needed = least * parseFloat(getComputedStyle(element).lineHeight)
    return height >= needed ? [] : [element.className + ': ' + height + ' px, and ' + least + ' lines are ' + needed]
  })`
