/** Every sight of the screen Con error. */
import type { Page } from 'playwright-core'
import type { Look } from './looks.ts'

const search = (page: Page) => page.getByRole('button', { name: 'Buscar', exact: true }).click()

const menuOf = (reference: string) => async (page: Page) => {
  await search(page)
  await page.getByRole('button', { name: `Acciones de ${reference}` }).click()
  await page.getByRole('menuitem', { name: 'Explicar un error' }).waitFor()
}

const weigh = async (page: Page) => {
  await search(page)
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await page.getByRole('button', { name: /^Reenviar \d/u }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
}

export const inboxLooks: Record<string, Look> = {
  'con error sin buscar': { scene: 'errores-pocos#con-error' },
  'con error sin punto de venta': { scene: 'primera#con-error' },
  'con error a medida': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByText('A medida', { exact: true }).click()
      await page.getByRole('button', { name: /Desde/u }).click()
      await page.getByRole('grid').waitFor()
    },
  },
  'con error vacío': { scene: 'errores-vacio#con-error', reach: search },
  'con error leyendo': { scene: 'errores-leyendo#con-error', reach: search },
  'con error': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await search(page)
      await page.getByText('ARCA tuvo una falla interna').waitFor()
      await page.getByRole('checkbox', { name: 'FC-099997' }).click()
    },
  },
  'con error filtrado': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await search(page)
      await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
      await page.getByRole('searchbox', { name: 'Buscar' }).fill('lucia')
    },
  },
  'con error sin coincidencias': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await search(page)
      await page.getByRole('searchbox', { name: 'Buscar' }).fill('nada así')
    },
  },
  'con error con días sin leer': { scene: 'errores-fallas#con-error', reach: search },
  'con error de treinta mil': { scene: 'errores-muchos#con-error', reach: search },
  'acciones de un comprobante': { scene: 'errores-pocos#con-error', reach: menuOf('FC-099998') },
  'motivo de un comprobante': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await menuOf('FC-099998')(page)
      await page.getByRole('menuitem', { name: 'Explicar un error' }).click()
      await page.getByRole('textbox', { name: 'Texto del error' }).fill('10016')
      await page.getByRole('button', { name: 'Explicar y anotar' }).click()
      await page.getByText('Queda anotado').waitFor()
    },
  },
  'antes de pagar': { scene: 'errores-pocos#con-error', reach: weigh },
  'nada para reenviar': { scene: 'errores-perdidos#con-error', reach: weigh },
}
