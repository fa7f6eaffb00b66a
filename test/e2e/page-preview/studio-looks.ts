/** Two hundred points of sale of twenty companies, on every screen. */
import type { Page } from 'playwright-core'
import type { Look } from './looks.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name })

async function detect(page: Page) {
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('IN-1\nIN-2\nFC-1\nDOS-1\nYA-1\nNO-1')
  await button(page, 'Detectar punto de venta').click()
  await page.getByRole('dialog').waitFor()
}

export const studioLooks: Record<string, Look> = {
  'estudio con error': { scene: 'estudio#con-error', reach: (page) => page.getByText('240 comprobantes').first().waitFor() },
  'estudio con una empresa': {
    scene: 'estudio#con-error',
    reach: async (page) => {
      await page.getByText('240 comprobantes').first().waitFor()
      await page.evaluate("document.querySelector('.navigation').dataset.open = 'true'")
      await page.getByRole('combobox', { name: 'Empresa' }).fill('norte centro')
      await page.keyboard.press('Enter')
      await page.getByText('50 comprobantes').first().waitFor()
    },
  },
  'estudio actividad': { scene: 'estudio#actividad', reach: (page) => page.getByRole('grid', { name: 'Actividad' }).waitFor() },
  'estudio resumen': { scene: 'estudio#resumen' },
  'estudio vigilancia con reenvíos automáticos': {
    scene: 'estudio-automatico#ajustes/vigilancia',
    reach: (page) =>
      page
        .getByText(/usadas hoy/u)
        .first()
        .waitFor(),
  },
  'estudio paleta': {
    scene: 'estudio#con-error',
    reach: async (page) => {
      await page.getByText('240 comprobantes').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('norte')
    },
  },
  'estudio ajustes': { scene: 'estudio#ajustes' },
  'estudio probados': {
    scene: 'estudio#ajustes',
    reach: async (page) => {
      await button(page, 'Probar todos').click()
      await page.getByText('190 funcionan').first().waitFor()
      await page.getByText('Ver solo los que tienen problemas').click()
    },
  },
  'estudio importar': {
    scene: 'estudio#ajustes',
    reach: async (page) => {
      await button(page, 'Importar de Excel').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'estudio importar con otras columnas': {
    scene: 'estudio-columnas#ajustes',
    reach: async (page) => {
      await button(page, 'Importar de Excel').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'estudio detectar': { scene: 'estudio#reenviar', reach: detect },
  'estudio detectado': {
    scene: 'estudio#reenviar',
    reach: async (page) => {
      await detect(page)
      await button(page, 'Buscar gratis').click()
      await page.getByText(/^2 están en/u).waitFor()
    },
  },
  'está en otro punto de venta': {
    scene: 'en-otro#actividad',
    reach: async (page) => {
      await page.getByRole('button', { name: 'IN-1', exact: true }).click()
      await page.getByText('Está en Sucursal Rosario.').waitFor()
    },
  },
}
