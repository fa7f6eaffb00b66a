/** Wherever a person presses Enter, the keyboard goes on from there: the focus is never on nothing. */
import { expect, test } from 'vitest'
import { openPages, page, visit } from './page-preview/visit.ts'

openPages()

/** Presses of one walk; every button that it meets is pressed once, those of what opens first. */
const most = 40

/** The uppermost thing that can be used: a window over the page, a step, or all of it. */
const next = (pressed: string[]) =>
  page.evaluate<string | null>(`(() => {
    const pressed = new Set(${JSON.stringify(pressed)})
    const window_ = [...document.querySelectorAll('.overlay')].at(-1)
    const drawer = document.querySelector('dialog.drawer')
    const roots = window_ ? [window_] : drawer ? [drawer, document.body] : [document.body]
    for (const root of roots)
      for (const button of root.querySelectorAll('button, summary, [role=menuitem]')) {
        const name = button.getAttribute('aria-label') ?? button.textContent
        const key = (root === document.body ? '' : (root.querySelector('h2, h3')?.textContent ?? '')) + ' > ' + name
        if (pressed.has(key) || button.matches(':disabled, [aria-disabled=true]') || !button.checkVisibility({ visibilityProperty: true })) continue
        if (button.closest('[inert], [aria-hidden=true]')) continue
        button.focus()
        if (document.activeElement === button) return key
      }
    return null
  })()`)

const somewhere = () =>
  page.waitForFunction('document.activeElement !== document.body', undefined, { timeout: 10_000 }).then(
    () => true,
    () => false,
  )

/** Two pictures and the answer of the fake, which comes at once, and two more for what closes then. */
const drawn = () =>
  page.evaluate(`new Promise((done) => {
    let frames = 6
    const frame = () => (frames-- > 0 ? requestAnimationFrame(frame) : done())
    frame()
  })`)

test.each([
  'primera',
  'vacia',
  'trabajando',
  'trabajando#actividad',
  'trabajando#resumen',
  'acciones#actividad',
  'errores-pocos#con-error',
  'avisos',
  'muchos-puntos#ajustes',
  'vacia#ajustes',
  'acciones#ajustes/cupo',
  'escritorio#ajustes/inicio',
  'escritorio',
  'vacia#ajustes/conexion',
  'avisada#ajustes/avisos',
  'vacia#ajustes/diagnostico',
])('%s: whatever is pressed, the focus is somewhere', async (scene) => {
  await visit(scene)
  await page.evaluate(
    "window.open = () => null, document.addEventListener('click', (event) => event.target.closest('input[type=file]') && event.preventDefault(), true)",
  )
  const pressed: string[] = []
  const lost: string[] = []
  for (let presses = 0; presses < most; presses++) {
    const key = await next(pressed)
    if (key === null) break
    pressed.push(key)
    await page.keyboard.press('Enter')
    await drawn()
    if (!(await somewhere())) lost.push(key)
  }
  expect(pressed.length).toBeGreaterThan(1)
  expect(lost).toEqual([])
})

test.each([2, 60])('a switch keeps the focus while what it switched takes %i ms: pressed again it is the same one', async (wait) => {
  await visit('escritorio#ajustes/inicio')
  await page.evaluate(`(() => {
    const { call } = window.reencola
    window.reencola.call = (...args) => new Promise((answer) => setTimeout(() => answer(call(...args)), ${wait}))
  })()`)
  const all = await page.getByRole('switch').all()
  expect(all.length).toBeGreaterThan(1)
  for (const one of all) {
    const was = await one.getAttribute('aria-checked')
    await one.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => one.getAttribute('aria-checked')).not.toBe(was)
    await drawn()
    expect(await page.evaluate('document.activeElement.id')).toBe(await one.getAttribute('id'))
  }
})

test('a switch that is pressed again while it is being done asks once', async () => {
  await visit('escritorio#ajustes/inicio')
  await page.evaluate(`(() => {
    window.asked = []
    window.reencola.call = (name) => (window.asked.push(name), new Promise(() => {}))
  })()`)
  const first = page.getByRole('switch').first()
  await first.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => first.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Space')
  await drawn()
  expect(await page.evaluate<string[]>('window.asked')).toHaveLength(1)
})
