/** The sights of the paid calls that a person asks for. */
import type { Page } from 'playwright-core'
import type { Look } from './looks.ts'

const openStory = async (page: Page, reference: string) => {
  await page.getByRole('button', { name: reference, exact: true }).click()
  await page.getByRole('dialog', { name: `Reenvío de ${reference}` }).waitFor()
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const openDeletion = async (page: Page) => {
  await openStory(page, 'FC-DATOS')
  await button(page, 'Eliminar de la cola…').click()
  await page.getByRole('textbox', { name: /Para confirmar/u }).waitFor()
}

const openChangeDate = async (page: Page) => {
  await openStory(page, 'FC-FECHA')
  await button(page, 'Cambiar fecha…').click()
  await page.getByRole('group', { name: 'Fecha nueva' }).waitFor()
}

const openChangeDates = async (page: Page) => {
  await page
    .locator('.con-error-count')
    .getByText(/^30 comprobantes/u)
    .waitFor()
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await button(page, 'Reenviar 30').click()
  await button(page, 'Cambiar la fecha de los 10…').click()
  await button(page, 'Cambiar la fecha de 10').and(page.locator(':enabled')).waitFor()
}

const at = 'acciones#actividad'

export const actionLooks: Record<string, Look> = {
  'próximos pasos por fecha': { scene: at, reach: (page) => openStory(page, 'FC-FECHA') },
  'próximos pasos por datos, con las otras opciones': {
    scene: at,
    reach: async (page) => {
      await openStory(page, 'FC-DATOS')
      await page.getByText('Otras opciones').click()
    },
  },
  'próximos pasos sin motivo': { scene: at, reach: (page) => openStory(page, 'FC-NADA') },
  'próximos pasos por cupo': { scene: at, reach: (page) => openStory(page, 'FC-CUPO') },
  'cambiar la fecha': { scene: at, reach: openChangeDate },
  'cambiar la fecha, con el calendario': {
    scene: at,
    reach: async (page) => {
      await openChangeDate(page)
      await page.getByRole('button', { name: /Abrir el calendario Fecha nueva/u }).click()
      await page.getByRole('grid', { name: /de \d{4}$/u }).waitFor()
    },
  },
  'fecha cambiada': {
    scene: at,
    reach: async (page) => {
      await openChangeDate(page)
      await button(page, 'Cambiar la fecha').and(page.locator(':enabled')).click()
      await page.getByText('Ver el reenvío').waitFor()
    },
  },
  'eliminar de la cola': { scene: at, reach: openDeletion },
  'eliminado en parte': {
    scene: at,
    reach: async (page) => {
      await openDeletion(page)
      await page.getByRole('textbox', { name: /Para confirmar/u }).fill('FC-DATOS')
      await button(page, 'Eliminar de la cola').click()
      await page.getByRole('heading', { name: 'Quedaron' }).waitFor()
    },
  },
  'sin conexión para consultar': {
    scene: 'acciones-sin-conexion#actividad',
    reach: async (page) => {
      await openStory(page, 'FC-FECHA')
      await button(page, 'Cambiar fecha…').click()
      await page.getByText('No hay camino hasta TusFacturasAPP').waitFor()
    },
  },
  'reenviar más tarde': {
    scene: at,
    reach: async (page) => {
      await openStory(page, 'FC-ARCA')
      await button(page, 'Reenviar más tarde…').click()
    },
  },
  'enlace con ARCA': {
    scene: at,
    reach: async (page) => {
      await openStory(page, 'FC-ENLACE')
      await button(page, 'Revisar el enlace con ARCA').click()
    },
  },
  'ver cómo está ARCA': {
    scene: at,
    reach: async (page) => {
      await openStory(page, 'FC-ARCA')
      await page.getByText('Otras opciones').click()
      await button(page, 'Ver cómo está ARCA…').click()
      await page.getByText('Novedades').waitFor()
    },
  },
  'cambios y consultas hechas': {
    scene: at,
    reach: async (page) => {
      await page.getByText('3 cambios de fecha').click()
      await page.getByText('Cambio de fecha a').click()
    },
  },
  'cambiar la fecha de muchos': { scene: 'errores-treinta#con-error', reach: openChangeDates },
  'fechas cambiadas a medias': {
    scene: 'fechas-a-medias#con-error',
    reach: async (page) => {
      await openChangeDates(page)
      await button(page, 'Cambiar la fecha de 10').and(page.locator(':enabled')).click()
      await page.getByText('comprobantes tienen la fecha nueva').waitFor()
    },
  },
  'reenviar otra vez': {
    scene: at,
    reach: async (page) => {
      await openStory(page, 'FC-ARCA')
      await button(page, 'Reenviar otra vez').click()
      await button(page, 'Sí, enviar').and(page.locator(':enabled')).waitFor()
    },
  },
  'estado y cupo en Ajustes': { scene: 'acciones#ajustes/cupo', reach: (page) => page.getByText('Cupo del abono').waitFor() },
}
