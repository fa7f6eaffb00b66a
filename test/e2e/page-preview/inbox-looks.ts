/** Every sight of the screen Con error. */
import type { Page } from 'playwright-core'
import type { Look } from './looks.ts'

/** It reads by itself when it opens. */
const read = (page: Page) => page.getByText(/^Actualizado/u).waitFor()

const menuOf = (reference: string) => async (page: Page) => {
  await page.getByRole('button', { name: `Acciones de ${reference}` }).click()
  await page.getByRole('menuitem', { name: 'Explicar un error' }).waitFor()
}

const weigh = async (page: Page) => {
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await page.getByRole('button', { name: /^Reenviar \d/u }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
}

export const inboxLooks: Record<string, Look> = {
  'con error, la pantalla de inicio': { scene: 'errores-pocos#', reach: read },
  'con error sin elegir': { scene: 'errores-jornada#con-error', reach: read },
  'con error, los que suelen arreglarse': {
    scene: 'errores-jornada#con-error',
    reach: (page) => page.getByRole('button', { name: /suelen arreglarse/u }).click(),
  },
  'punto de venta de con error': {
    scene: 'errores-jornada#con-error',
    reach: (page) => page.getByRole('combobox', { name: 'Punto de venta' }).click(),
  },
  'fechas de con error': {
    scene: 'errores-pocos#con-error',
    reach: (page) => page.getByRole('button', { name: 'Fechas: 30 días' }).click(),
  },
  'con error a medida': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Fechas: 30 días' }).click()
      await page.getByRole('menuitemradio', { name: 'Elegir fechas…' }).click()
      await page.getByRole('button', { name: /Desde/u }).click()
      await page.getByRole('grid', { name: / de 2/u }).waitFor()
    },
  },
  'con error vacío': { scene: 'errores-vacio#con-error', reach: read },
  'con error leyendo': { scene: 'errores-leyendo#con-error', reach: (page) => page.getByRole('progressbar').waitFor() },
  'con error': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByText('ARCA tuvo una falla interna').first().waitFor()
      await page.getByRole('checkbox', { name: 'FC-099997' }).click()
    },
  },
  'con error filtrado': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
      await page.getByRole('searchbox', { name: 'Buscar' }).fill('lucia')
    },
  },
  'con error sin coincidencias': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByRole('searchbox', { name: 'Buscar' }).fill('nada así')
    },
  },
  'con error con días sin leer': { scene: 'errores-fallas#con-error', reach: read },
  'con error de treinta mil': { scene: 'errores-muchos#con-error', reach: read },
  'acciones de un comprobante': { scene: 'errores-pocos#con-error', reach: menuOf('FC-099998') },
  'comprobante sin reenvío': {
    scene: 'errores-pocos#con-error',
    reach: async (page) => {
      await page.getByRole('button', { name: 'FC-099997', exact: true }).click()
      await page.getByRole('dialog', { name: 'Comprobante FC-099997' }).waitFor()
    },
  },
  'comprobante sin referencia': {
    scene: 'errores-pocos#con-error',
    reach: (page) => page.getByRole('button', { name: 'Sin referencia', exact: true }).click(),
  },
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
