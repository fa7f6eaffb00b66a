/** Text that cannot be read: cut off where nothing says the rest of it, or written over other text. */
import type { Page } from 'playwright-core'

/**
 * Looks at every line of text on the page as it is drawn now. Cut text counts when neither a tooltip, nor what its button opens,
 * nor scrolling shows the rest of it.
 * @returns one line each: what is wrong, with which text, in which element
 */
export const unreadable = (page: Page): Promise<string[]> => page.evaluate(findUnreadable)

/** Runs in the page. */
const findUnreadable = `(() => {
  const slack = 2
  const layerOf = (element) => element.closest('.overlay, [popover], .drawer, .selection-bar, thead, .navigation, .settings-index, main')
  const seenBy = (element) => {
    const style = getComputedStyle(element)
    return style.visibility === 'visible' && !element.closest('[aria-hidden=true].mirror, [role=log], .hidden, .patterns') && style.clipPath === 'none'
  }
  const nameOf = (element) => element.tagName.toLowerCase() + (typeof element.className === 'string' && element.className !== '' ? '.' + element.className.trim().replaceAll(/\\s+/g, '.') : '')
  /** What is left of a line after everything that clips it; null when it is scrolled away or is for whoever hears it only. */
  const clip = (element, rect) => {
    let { left, right, top, bottom } = rect
    let cut = null
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.clipPath !== 'none') return null
      // Nothing around it clips what is fixed to the window.
      const ends = style.position === 'fixed'
      if (style.overflowX === 'visible' && style.overflowY === 'visible') {
        if (ends) break
        continue
      }
      const box = at.getBoundingClientRect()
      const inner = { left: box.left + at.clientLeft, top: box.top + at.clientTop, right: box.left + at.clientLeft + at.clientWidth, bottom: box.top + at.clientTop + at.clientHeight }
      const hides = (overflow) => overflow === 'hidden' || overflow === 'clip'
      if (at.clientWidth <= 1 || at.clientHeight <= 1) return null
      if (hides(style.overflowX) && (right > inner.right + slack || left < inner.left - slack)) cut ??= at
      if (hides(style.overflowY) && (bottom > inner.bottom + slack || top < inner.top - slack)) cut ??= at
      left = Math.max(left, inner.left), right = Math.min(right, inner.right), top = Math.max(top, inner.top), bottom = Math.min(bottom, inner.bottom)
      if (right - left < 1 || bottom - top < 1) return cut ? { cut, left, right, top, bottom } : null
      if (ends) break
    }
    return { cut, left, right, top, bottom }
  }
  const found = new Set()
  const lines = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (walk.nextNode()) {
    const node = walk.currentNode
    const element = node.parentElement
    const text = node.data.trim()
    if (text === '' || element.closest('script, style, textarea, select') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || !seenBy(element)) continue
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue
      const left = clip(element, rect)
      if (!left) continue
      const told = element.closest('[title]')?.title ?? ''
      const rest = told.length >= text.length || (left.cut && left.cut.closest('.one-line')?.querySelector('.link'))
      if (left.cut && !rest) found.add('cut: ' + text + ' in ' + nameOf(left.cut))
      if (left.right - left.left > 4 && left.bottom - left.top > 4) lines.push({ ...left, element, text, layer: layerOf(element) })
    }
  }
  for (const [index, one] of lines.entries())
    for (const other of lines.slice(index + 1)) {
      if (one.layer !== other.layer || one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element)) continue
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      if (wide > 4 && high > 5) found.add('over each other: ' + one.text + ' | ' + other.text)
    }
  const field = [...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file], [type=search]), select')].filter((each) => each.checkVisibility() && seenBy(each))
  for (const each of field) if (each.clientHeight < parseFloat(getComputedStyle(each).fontSize) * 1.2) found.add('too low for its text: ' + nameOf(each))
  return [...found]
})()`
