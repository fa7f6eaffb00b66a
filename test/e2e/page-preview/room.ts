/** Room to read in: what scrolls in a dialog or the drawer is no slit, and what is longer than the window scrolls. */
import type { Page } from 'playwright-core'

/** Fewer lines than this in sight at once are no text that can be followed. */
const leastLines = 4

/** @returns one line for each part of a dialog or of the drawer that scrolls and shows fewer lines than that, or goes on out of reach */
export const cramped = (page: Page): Promise<string[]> => page.evaluate(`(${findCramped})(${leastLines})`)

/** Runs in the page. What scrolls within what scrolls can be brought into sight: only that one's room limits it. */
const findCramped = `(least) => {
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight
  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return Math.min(bottom, innerHeight) - Math.max(top, 0)
  }
  const all = [...document.querySelectorAll(':is(.overlay, .drawer), :is(.overlay, .drawer) *:not(textarea, input)')]
    .filter((element) => element.checkVisibility() && scrolls(element))
  const slits = all.flatMap((element) => {
    const around = all.findLast((other) => other !== element && other.contains(element))
    const height = around ? Math.min(element.clientHeight, inSight(around)) : inSight(element)
    const needed = least * parseFloat(getComputedStyle(element).lineHeight)
    return height >= needed ? [] : [element.className + ': ' + height + ' px, and ' + least + ' lines are ' + needed]
  })
  // Nothing around what is fixed to the window brings the rest of it into sight.
  const outOfReach = [...document.querySelectorAll('.overlay, .drawer')].filter((element) => element.scrollHeight > element.clientHeight && !scrolls(element))
  return [...slits, ...outOfReach.map((element) => element.className + ': ' + (element.scrollHeight - element.clientHeight) + ' px out of reach')]
}`
