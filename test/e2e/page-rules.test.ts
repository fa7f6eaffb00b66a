/** Reenvío automático in Ajustes › Vigilancia: nothing is switched on by chance, and what it spends is in sight. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const theSwitch = () => page.getByRole('switch', { name: 'Reenvío automático' })
const perDay = () => page.getByRole('spinbutton', { name: 'Solicitudes por día' })
const saved = async () => (await open.calls('saveSettings')).map(({ args }) => (args as { rules?: unknown }).rules)

test('it is off, says what it costs and what it never does, and goes on only after a question that says so', async () => {
  await visit('vacia#ajustes/vigilancia')
  expect(await theSwitch().getAttribute('aria-checked')).toBe('false')
  await page.getByText('gasta solicitudes de tu abono sin preguntarte').waitFor()
  await page.getByText('Nunca reenvía lo que tiene un dato para corregir').waitFor()
  expect(await page.getByText('usadas hoy').count()).toBe(0)
  await theSwitch().press('Space')
  const question = page.getByRole('alertdialog', { name: '¿Reenviar sin preguntarte?' })
  await question.getByText('El reenvío automático puede gastar hasta 20 solicitudes por día.').waitFor()
  await question.getByRole('button', { name: 'Cancelar' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await saved()).toEqual([])
  await theSwitch().click()
  await question.getByRole('button', { name: 'Prender' }).click()
  await page.getByText('Reenvío automático: usadas hoy 6 de 20 solicitudes').waitFor()
  expect(await theSwitch().getAttribute('aria-checked')).toBe('true')
  expect(await saved()).toEqual([{ on: true, perDay: 20, unknownOnce: false }])
})

test('of several points of sale the question says that each has its own', async () => {
  await visit('muchos-puntos#ajustes/vigilancia')
  await theSwitch().click()
  await page.getByRole('alertdialog').getByText('hasta 620 solicitudes por día: 20 en cada uno de tus 31 puntos de venta').waitFor()
})

test('one press stops it, without a question', async () => {
  await visit('automatica#ajustes/vigilancia')
  await theSwitch().press('Space')
  await page.getByText('usadas hoy').waitFor({ state: 'detached' })
  expect(await saved()).toEqual([{ on: false, perDay: 20, unknownOnce: false }])
})

const question = () => page.getByRole('alertdialog')
const kept = (part: object) => ({ on: true, perDay: 20, unknownOnce: false, ...part })

test('how many a day is typed or stepped, and what is more than before is read and confirmed first; from 1 to 100, anything else is not kept', async () => {
  await visit('automatica#ajustes/vigilancia')
  await perDay().press('ArrowUp')
  await perDay().press('Enter')
  await question().getByText('El reenvío automático puede gastar hasta 21 solicitudes por día.').waitFor()
  await question().getByRole('button', { name: 'Cancelar' }).click()
  await question().waitFor({ state: 'detached' })
  expect(await perDay().inputValue()).toBe('20')
  await perDay().fill('500')
  expect(await perDay().getAttribute('aria-invalid')).toBe('true')
  await perDay().blur()
  expect(await perDay().inputValue()).toBe('20')
  await perDay().fill('')
  await perDay().blur()
  expect(await perDay().inputValue()).toBe('20')
  // A number on the way to another one is none.
  await perDay().fill('')
  await perDay().pressSequentially('35')
  expect(await question().count()).toBe(0)
  await perDay().blur()
  await question().getByText('puede gastar hasta 35 solicitudes').waitFor()
  expect(await saved()).toEqual([])
  await question().getByRole('button', { name: 'Subir' }).click()
  await page.getByText('usadas hoy 6 de 35').waitFor()
  // Less costs nothing to be wrong about.
  await perDay().fill('10')
  await perDay().blur()
  await page.getByText('usadas hoy 6 de 10').waitFor()
  expect(await saved()).toEqual([35, 10].map((requests) => kept({ perDay: requests })))
})

test('what has no known reason is another switch, which asks before it may spend', async () => {
  await visit('automatica#ajustes/vigilancia')
  const unknown = page.getByRole('switch', { name: 'Probar una vez también lo que no tiene motivo conocido' })
  await unknown.click()
  await question().getByText('puede gastarse en vano').waitFor()
  await question().getByText('puede gastar hasta 20 solicitudes por día').waitFor()
  expect(await saved()).toEqual([])
  await question().getByRole('button', { name: 'Probar' }).click()
  await expect.poll(saved).toEqual([kept({ unknownOnce: true })])
  await unknown.click()
  await expect.poll(saved).toEqual([kept({ unknownOnce: true }), kept({})])
})

test('while it is off nothing else asks, as nothing is spent', async () => {
  await visit('vacia#ajustes/vigilancia')
  await perDay().fill('50')
  await perDay().blur()
  await expect.poll(saved).toEqual([kept({ on: false, perDay: 50 })])
  expect(await question().count()).toBe(0)
})

test('watching again brings it back, and that is asked first', async () => {
  await visit('automatica#ajustes/vigilancia')
  const watching = page.getByRole('switch', { name: 'Vigilar lo que queda con error' })
  await watching.click()
  await page.getByText('Para que funcione, prendé').waitFor()
  await watching.click()
  await question().getByText('puede gastar hasta 20 solicitudes por día').waitFor()
  await question().getByRole('button', { name: 'Cancelar' }).click()
  await question().waitFor({ state: 'detached' })
  expect(await watching.getAttribute('aria-checked')).toBe('false')
  await page.getByRole('combobox', { name: 'Cada cuánto' }).selectOption('10')
  await question().getByRole('button', { name: 'Prender' }).click()
  await page.getByText('usadas hoy 6 de 20').waitFor()
  expect(await watching.getAttribute('aria-checked')).toBe('true')
})

test('where nothing is watched it says what it lacks', async () => {
  await visit('automatica#ajustes/vigilancia')
  await page.getByRole('switch', { name: 'Vigilar lo que queda con error' }).click()
  await page.getByText('Para que funcione, prendé «Vigilar lo que queda con error».').waitFor()
})

test('Actividad says which orders no person placed, also to who cannot see it', async () => {
  await visit('automatica#actividad')
  await page.getByRole('grid', { name: 'Actividad' }).getByText('Automático').first().waitFor()
  const described = await page.evaluate<string>(`(() => {
    const button = [...document.querySelectorAll('button.reference')].find((one) => one.closest('tr').textContent.includes('Automático'))
    return button.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' ')
  })()`)
  expect(described).toContain('Automático')
})

test('the story of such an order says that no person asked for it, and why; the requests of the month say how many were such', async () => {
  await visit('automatica#actividad')
  await page.getByRole('row').filter({ hasText: 'Automático' }).first().getByRole('button').first().click()
  await page.getByRole('dialog').getByText('Lo pidió el reenvío automático: el motivo del error es conocido y suele arreglarse reenviando.').waitFor()
  await visit('automatica#resumen')
  await page.getByText(/\(\d+ automáticas\)/u).waitFor()
})
