/** The story of one order: a drawer beside its list, and everything that is asked for from inside it. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const enabled = (name: string) => button(name).and(page.locator(':enabled'))
const drawer = (reference: string) => page.getByRole('dialog', { name: `Reenvío de ${reference}` })
const focused = () => page.evaluate<string>('document.activeElement.textContent || document.activeElement.getAttribute("aria-label")')
/** Where the focus went since this was asked last; see the test that writes it down. */
const visited = () => page.evaluate<string[]>('window.visited.splice(0)')
const focusIsInside = () => page.evaluate<boolean>("document.querySelector('dialog.drawer').contains(document.activeElement)")

test('the list stays beside it and can be used; the focus comes in, and Escape gives it back to its row', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').press('Enter')
  await drawer('FC-FECHA').waitFor()
  await expect.poll(focused).toBe('Reenvío de FC-FECHA')
  await page.keyboard.press('Escape')
  await drawer('FC-FECHA').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('FC-FECHA')

  // Beside the open one another can be opened, from the row as well as from its reference.
  await button('FC-FECHA').click()
  await drawer('FC-FECHA').waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: 'FC-ARCA' })
    .click({ position: { x: 20, y: 10 } })
  await drawer('FC-ARCA').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)
  await expect.poll(focused).toBe('Reenvío de FC-ARCA')
  await button('Cerrar').press('Enter')
  await drawer('FC-ARCA').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('FC-ARCA')
})

test('what it says in short is heard with its title, and another screen closes it', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').click()
  await drawer('FC-FECHA').waitFor()
  const described = "document.getElementById(document.querySelector('dialog.drawer').getAttribute('aria-describedby')).textContent"
  expect(await page.evaluate<string>(described)).toContain('Sigue con error')
  await page.getByRole('link', { name: 'Ajustes' }).click()
  await drawer('FC-FECHA').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('Ajustes')
})

test('Escape closes it from the list too', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').click()
  await drawer('FC-FECHA').waitFor()
  await button('FC-ARCA').focus()
  await page.keyboard.press('Escape')
  await drawer('FC-FECHA').waitFor({ state: 'detached' })
  expect(await focused()).toBe('FC-ARCA')
})

test('in a narrow window nothing behind it can be reached', async () => {
  await visit('acciones#actividad')
  await page.setViewportSize({ width: 512, height: 320 })
  await button('FC-FECHA').press('Enter')
  await drawer('FC-FECHA').waitFor()
  expect(await drawer('FC-FECHA').getAttribute('aria-modal')).toBe('true')
  for (let stops = 0; stops < 30; stops++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog.drawer') !== null")).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('FC-FECHA')
  expect(await page.locator('[inert]').count()).toBe(0)
})

const steps = {
  'FC-FECHA': ['Cambiar fecha…', 'Eliminar de la cola…', 'Reenviar otra vez'],
  'FC-ARCA': ['Reenviar más tarde…', 'Ver cómo está ARCA…', 'Cambiar fecha…'],
  'FC-ENLACE': ['Revisar el enlace con ARCA'],
  'FC-CUPO': ['Ver el cupo…'],
  'FC-NADA': ['Explicar un error'],
}
test.each(Object.entries(steps))('%s: every step opens inside it, never a dialog over a dialog, and leads back to its button', async (reference, labels) => {
  await visit('acciones#actividad')
  await button(reference).click()
  await drawer(reference).waitFor()
  if (await page.getByText('Otras opciones').count()) await page.getByText('Otras opciones').click()
  for (const label of labels) {
    await drawer(reference).getByRole('button', { name: label, exact: true }).press('Enter')
    await page.locator('.drawer-step').waitFor()
    expect(await page.locator('[role=dialog], [role=alertdialog], dialog').count(), label).toBe(1)
    expect(await focusIsInside(), label).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('.drawer-step').waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(label)
    expect(await drawer(reference).count(), label).toBe(1)
  }
})

test('sending again asks first: neither a held key nor a double click pays', async () => {
  await visit('acciones#actividad')
  await button('FC-ARCA').click()
  await button('Reenviar otra vez').focus()
  for (let press = 0; press < 4; press++) await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '¿Enviar FC-ARCA?' }).waitFor()
  expect(await open.calls('resendOrder')).toEqual([])
  await button('Volver').click()
  await button('Reenviar otra vez').dblclick()
  await button('Sí, enviar').waitFor()
  expect(await open.calls('resendOrder')).toEqual([])
  await enabled('Sí, enviar').click()
  await page.getByText('Repite un reenvío anterior').waitFor()
  expect(await open.calls('resendOrder')).toHaveLength(1)
})

test('a decision that pays asks first, and one that does not is done', async () => {
  await visit('trabajando#actividad')
  await button('FC-2026-00002').click()
  await button('Enviar de nuevo').press('Enter')
  await page.getByText('Cuesta 1 solicitud de tu abono').last().waitFor()
  expect(await open.calls('decideOrder')).toEqual([])
  await enabled('Sí, enviar').press('Enter')
  await expect.poll(() => open.calls('decideOrder')).toMatchObject([{ args: { decision: 'resend' } }])
  await page.locator('.drawer-step').waitFor({ state: 'detached' })
  await expect.poll(focusIsInside).toBe(true)
})

test('the newest stands first', async () => {
  await visit('trabajando#actividad')
  await button('FC-2026-00003').click()
  const told = page.getByRole('region', { name: 'Historia' }).getByRole('listitem')
  await told.first().waitFor()
  expect(await told.allTextContents()).toEqual([
    expect.stringContaining('Quedó «Rechazado»'),
    expect.stringContaining('Se consultó gratis'),
    expect.stringContaining('Quedó guardado'),
  ])
})

test('number and CAE are copied with one press each', async () => {
  await visit('trabajando#actividad')
  await button('FC-2026-00007').click()
  await button('Copiar: Número').click()
  await button('Copiar: CAE').click()
  await expect.poll(async () => (await open.calls('copyText')).map(({ args }) => args)).toEqual([{ text: '00010-00000123' }, { text: '76471234567890' }])
})

test('it is not built anew when its order changes: the focus stays, and one thing is said', async () => {
  await visit('trabajando#actividad')
  await button('FC-2026-00007').click()
  await button('Copiar: CAE').waitFor()
  await page.keyboard.press('Escape')
  await button('FC-2026-00003').click()
  await page.getByText('Ver el texto original').focus()
  await page.evaluate("document.querySelector('dialog.drawer .history').mark = true")
  await open.fake('settle("FC-2026-00003", "failed_again")')
  await page.getByRole('region', { name: 'Historia' }).getByText('Quedó «Sigue con error»').waitFor()
  expect(await page.evaluate("document.querySelector('dialog.drawer .history').mark")).toBe(true)
  await expect.poll(focusIsInside).toBe(true)
  expect((await page.locator('[role=log] p').allTextContents()).filter((text) => text.includes('FC-2026-00003'))).toHaveLength(1)
})

test('a screen reader is led into a step and back by what stays, and to the row before the drawer is gone', async () => {
  await visit('acciones#actividad')
  await page.evaluate(`(() => {
    window.visited = []
    addEventListener('focusin', ({ target }) => window.visited.push([target.tagName, (target.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ') || target.textContent, document.querySelector('dialog') !== null].join(' ')))
  })()`)
  await button('FC-FECHA').press('Enter')
  await drawer('FC-FECHA').waitFor()
  await button('Cambiar fecha…').focus()
  await visited()
  await page.keyboard.press('Enter')
  await page.locator('.drawer-step').waitFor()
  await expect.poll(focused).toBe('Cambiar la fecha de FC-FECHA')
  expect(await visited()).toEqual(['H2 Reenvío de FC-FECHA true', 'H3 Cambiar la fecha de FC-FECHA true'])
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('Cambiar fecha…')
  expect(await visited()).toEqual(['H2 Reenvío de FC-FECHA true', 'BUTTON Cambiar fecha… true'])
  await page.keyboard.press('Escape')
  await drawer('FC-FECHA').waitFor({ state: 'detached' })
  expect(await visited()).toEqual(['BUTTON FC-FECHA true'])
})
