/** What is seen of a table on its way in. */
import type { Page } from 'playwright-core'
import type { Look } from './looks.ts'

const heading = 'Fecha;Referencia externa;Cliente;Total;Observaciones del área de facturación'
const rows = Array.from(
  { length: 12 },
  (_, n) =>
    `${n + 10}/11/2026;VTA-${n};Distribuidora del Sur y Compañía SRL, sucursal ${n};1.250,50;${n % 3 === 0 ? '10016 la fecha no es válida' : 'ARCA sin respuesta'}`,
)
const table = [heading, ...rows, '4,687E+11;4,687E+11;Gomez;1,00;', 'Total;;;15.006,00;'].join('\n')

async function bring(page: Page) {
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill(table)
  await page.getByText('Parece una tabla.').waitFor()
}

async function ask(page: Page) {
  await bring(page)
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('dialog', { name: '¿Cuál es la columna de la referencia?' }).waitFor()
}

export const tableLooks: Record<string, Look> = {
  'tabla en el campo': { scene: 'vacia', reach: bring },
  'columna de una tabla': { scene: 'vacia', reach: ask },
  'confirmación de una tabla': {
    scene: 'vacia',
    reach: async (page) => {
      await ask(page)
      await page.getByRole('combobox', { name: 'Columna con el motivo del error' }).selectOption('Observaciones del área de facturación')
      await page.getByRole('button', { name: 'Usar esta columna' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Reenviar 12' }).and(page.locator(':enabled')).waitFor()
    },
  },
  'tabla sin referencias': {
    scene: 'vacia',
    reach: async (page) => {
      await page.getByRole('textbox', { name: 'Referencias externas' }).fill('Referencia\n17/10/2025\n4,687E+11\nTotal')
      await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
}
