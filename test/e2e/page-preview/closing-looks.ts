/** Every sight of notes, what is put off, the list of what is to be corrected, the month's plan, and the keys. */
import type { Page } from 'playwright-core'
import type { PlanUse } from '#contract/model/plan.ts'
import type { Look } from './looks.ts'

const fake = (page: Page, expression: string): Promise<void> => page.evaluate(`(window.reencola.${expression}, undefined)`)
const ofRow = (reference: string, item: string) => async (page: Page) => {
  await page.getByRole('button', { name: `Acciones de ${reference}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').waitFor()
}
const noted = async (page: Page) => {
  await page.getByRole('checkbox', { name: 'FC-099996', exact: true }).waitFor()
  await fake(page, "call('noteInbox', { id: 5, note: 'Esperamos el CUIT nuevo.\\nLo trae Marta el lunes.' })")
  await fake(page, "call('snoozeInbox', { ids: [7, 8], until: Date.now() + 86400000 })")
  await page.getByRole('button', { name: /2 pospuestos/u }).waitFor()
}
const handOver = async (page: Page) => {
  await page.getByText('El vencimiento de pago').first().waitFor()
  await page.getByRole('button', { name: 'Más acciones de la lista' }).click()
  await page.getByRole('menuitem', { name: 'Lista para corregir…' }).click()
  await page.getByRole('dialog').getByText('agrupados', { exact: false }).waitFor()
}
const palette = (text: string) => async (page: Page) => {
  await page.locator('h1').waitFor()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog', { name: 'Ir a…' }).getByRole('combobox')
  await field.fill(text)
  await page.getByText('Buscando…').waitFor({ state: 'detached' })
}
const month: PlanUse = { limit: 1000, month: '2026-11', uses: [{ method: 'reenviar_encolado', used: 812, possible: 2 }], promised: 0 }
const planned = (page: Page) =>
  fake(
    page,
    `emit('statusChanged', ${JSON.stringify({
      banners: [{ kind: 'plan', limit: 1000, method: 'reenviar_encolado', used: 812, possible: 2 }],
      paused: false,
      online: true,
      counts: {},
      plan: month,
    })})`,
  )

export const closingLooks: Record<string, Look> = {
  'con error con notas': { scene: 'errores-pocos#con-error', reach: noted },
  'con error, los pospuestos': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await noted(page)
      await page.getByRole('button', { name: /2 pospuestos/u }).click()
    },
  },
  'nota de un comprobante': { scene: 'errores-pocos#con-error', reach: ofRow('FC-099996', 'Anotar…') },
  'comprobante con nota': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await noted(page)
      await page.getByRole('button', { name: 'FC-099996', exact: true }).click()
      await page.getByRole('dialog').getByText('Lo trae Marta').waitFor()
    },
  },
  'posponer un comprobante': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await ofRow('FC-099996', 'Posponer…')(page)
      await page.getByRole('radio', { name: 'Hasta otra fecha' }).press(' ')
      await page.getByRole('group', { name: 'Hasta el día' }).waitFor()
    },
  },
  'lista para corregir': { scene: 'errores-pocos#con-error', reach: handOver },
  'lista para corregir, todos': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await handOver(page)
      await page.getByRole('checkbox', { name: /Solo los que hay que corregir/u }).press(' ')
      await page.getByRole('button', { name: 'Copiar', exact: true }).click()
      await page.getByText('Se copiaron').waitFor()
    },
  },
  'lista para corregir de un lote': {
    scene: 'lote',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Lista para corregir' }).click()
      await page.getByRole('dialog').getByText('agrupados', { exact: false }).waitFor()
    },
  },
  'tope del mes en resumen': { scene: 'trabajando#resumen', reach: planned },
  'tope del mes en ajustes': {
    scene: 'acciones#ajustes/cupo',
    reach: async (page) => {
      await page.getByRole('button', { name: /como tope del mes/u }).click()
      await page.getByText('Listo: ese es el tope del mes.').waitFor()
    },
  },
  'confirmación que pasa el tope': {
    scene: 'vacia#reenviar',
    reach: async (page) => {
      await planned(page)
      await page.getByRole('textbox', { name: 'Referencias externas' }).fill(Array.from({ length: 200 }, (_, index) => `FC-${index}`).join('\n'))
      await page.getByRole('button', { name: 'Reenviar 200' }).click()
      await page.getByRole('dialog').getByText('pasar el tope', { exact: false }).waitFor()
    },
  },
  'ir a': { scene: 'errores-pocos#con-error', reach: palette('') },
  'ir a un cliente': { scene: 'errores-pocos#con-error', reach: palette('fe') },
  'ir a lo que no está': { scene: 'errores-pocos#con-error', reach: palette('NO-ESTA-1') },
  teclas: {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByRole('heading', { level: 1 }).focus()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Teclas' }).waitFor()
    },
  },
}
