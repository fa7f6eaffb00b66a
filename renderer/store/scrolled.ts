/** How far what is read was moved. */

/** After this a list will not grow any more. Milliseconds. */
const longest = 10_000
/** What the page does by itself when it is drawn, such as going to the part that its address names, is over by then. Frames. */
const held = 3

/** What moves: the screen below its navigation; null until it is drawn. */
export const scroller = (): HTMLElement | null => document.getElementById('contenido')

/**
 * Moves what is read to where it was. A list gets its height only when its rows have come, so that it tries until it stands there;
 * a person who moves it meanwhile is not taken back, and what another screen shows is not moved.
 * @param to in pixels
 */
export function scrollTo(to: number): void {
  const person = new AbortController()
  for (const act of ['wheel', 'pointerdown', 'keydown']) addEventListener(act, () => person.abort(), { capture: true, passive: true, signal: person.signal })
  const end = performance.now() + longest
  const { hash } = location
  let frames = 0
  const step = () => {
    if (person.signal.aborted) return
    if (location.hash !== hash) return person.abort()
    const element = scroller()
    frames = element !== null && Math.abs(element.scrollTop - to) <= 1 ? frames + 1 : 0
    if (frames > held || performance.now() > end) return person.abort()
    if (element !== null && frames === 0) element.scrollTop = to
    requestAnimationFrame(step)
  }
  step()
}
