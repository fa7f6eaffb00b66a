/** Every screen, dialog and state of the page, by name: for whoever has to look at all of them. */
import type { Page } from 'playwright-core'
import { inboxLooks } from './inbox-looks.ts'
import { closingLooks } from './closing-looks.ts'
import { tableLooks } from './table-looks.ts'
import { studioLooks } from './studio-looks.ts'
import { actionLooks } from './looks-actions.ts'

const field = (page: Page) => page.getByRole('textbox', { name: 'Referencias externas' })

/** A sight of the page: a scene of scenes.ts, and what a person does to get there. */
export interface Look {
  scene: string
  reach?: (page: Page) => Promise<void>
}

const openStory = (reference: string) => async (page: Page) => {
  await page.getByRole('button', { name: reference, exact: true }).click()
  await page.getByRole('dialog', { name: `Reenvío de ${reference}` }).waitFor()
}

/** Everything there is to see. */
export const looks: Record<string, Look> = {
  ...actionLooks,
  ...studioLooks,
  bienvenida: { scene: 'primera' },
  'bienvenida sin completar': {
    scene: 'primera',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Guardar' }).click()
      await page.getByText('Completá este dato.').first().waitFor()
    },
  },
  'protección débil': {
    scene: 'primera',
    reach: async (page) => {
      await fillCredentials(page, { name: 'Feria', apikey: '0000' })
      await page.getByRole('button', { name: 'Guardar' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  'reenviar vacío': { scene: 'vacia' },
  'reenviar con problemas': {
    scene: 'trabajando',
    reach: async (page) => {
      await field(page).fill(`FC-1\nFC-1\nFC 2\u200B\n${'x'.repeat(256)}`)
      await page.getByText('no se puede enviar').waitFor()
    },
  },
  confirmación: {
    scene: 'trabajando',
    reach: async (page) => {
      await field(page).fill(`FC-2026-00014\n${Array.from({ length: 24 }, (_, index) => index).join('\n')}`)
      await page.getByRole('button', { name: 'Reenviar 25' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Reenviar 24' }).and(page.locator(':enabled')).waitFor()
    },
  },
  'todos los avisos': { scene: 'avisos' },
  'avisos abiertos': {
    scene: 'avisos',
    reach: async (page) => {
      await page.getByRole('button', { name: /avisos más$/u }).click()
      await page.getByRole('button', { name: 'Ver más' }).first().click()
    },
  },
  lote: { scene: 'lote', reach: (page) => page.getByRole('grid', { name: 'Lote' }).getByRole('row').nth(5).waitFor() },
  'lote abierto': {
    scene: 'lote',
    reach: async (page) => {
      await page.getByRole('button', { name: /sin nada que hacer/u }).click()
      await page.getByRole('button', { name: /^Qué corregir/u }).click()
    },
  },
  'fechas de un grupo': {
    scene: 'lote',
    reach: async (page) => {
      await page.getByRole('button', { name: /^Cambiar fecha/u }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'jornada con muchos puntos de venta': {
    scene: 'jornada#actividad',
    reach: (page) => page.getByRole('combobox', { name: 'Punto de venta' }).click(),
  },
  'actividad vacía': { scene: 'vacia#actividad' },
  'actividad con lote': { scene: 'trabajando#actividad' },
  'actividad de cien mil': { scene: 'muchas#actividad', reach: (page) => page.getByText('FC-100000').waitFor() },
  'actividad con fechas': {
    scene: 'trabajando#actividad',
    reach: async (page) => {
      await page.getByRole('combobox', { name: 'Fecha' }).selectOption('Elegir fechas…')
      await page.getByRole('textbox', { name: 'Desde' }).fill('31/02/2026')
      await page.getByText('Ese día no existe').waitFor()
    },
  },
  'actividad guardada': {
    scene: 'trabajando#actividad',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Guardar para Excel' }).click()
      await page.getByText('reenvíos guardados').waitFor()
    },
  },
  'sin archivados': {
    scene: 'archivada#actividad',
    reach: async (page) => {
      await page.getByRole('combobox', { name: 'Mostrar' }).selectOption('Archivados')
      await page.getByText('No hay nada archivado').waitFor()
    },
  },
  'resumen vacío': { scene: 'vacia#resumen', reach: (page) => page.getByRole('region', { name: 'El mes en cuatro números' }).waitFor() },
  resumen: { scene: 'trabajando#resumen', reach: (page) => page.getByText('Resultados por día').waitFor() },
  'resumen en tabla': {
    scene: 'trabajando#resumen',
    reach: (page) => page.getByText('Ver los días en una tabla').click(),
  },
  'cancelar un lote': {
    scene: 'trabajando',
    reach: (page) => page.getByRole('button', { name: 'Cancelar lote' }).click(),
  },
  'historia de un emitido': { scene: 'trabajando#actividad', reach: openStory('FC-2026-00007') },
  'historia de un emitido con el PDF afuera': {
    scene: 'pdf-afuera#actividad',
    reach: async (page) => {
      await openStory('FC-AFUERA')(page)
      await page.getByRole('button', { name: 'Abrir el PDF' }).click()
      await page.getByRole('button', { name: 'Copiar', exact: true }).waitFor()
    },
  },
  'historia de un emitido sin PDF': {
    scene: 'pdf-perdido#actividad',
    reach: async (page) => {
      await openStory('FC-SIN-PDF')(page)
      await page.getByRole('button', { name: 'Abrir el PDF' }).click()
      await page.getByText('TusFacturasAPP no muestra este comprobante').waitFor()
    },
  },
  'historia de un rechazado': {
    scene: 'trabajando#actividad',
    reach: async (page) => {
      await openStory('FC-2026-00003')(page)
      await page.getByText('Ver el texto original').click()
    },
  },
  'historia de uno a decidir': { scene: 'trabajando#actividad', reach: openStory('FC-2026-00002') },
  'explicar un error': { scene: 'vacia#actividad', reach: (page) => page.getByRole('button', { name: 'Explicar un error' }).click() },
  'ajustes de uno': { scene: 'vacia#ajustes' },
  'ajustes de varios': { scene: 'avisos#ajustes' },
  'ajustes de muchos': { scene: 'muchos-puntos#ajustes' },
  'ajustes de uno con las credenciales rechazadas': { scene: 'muchos-puntos#ajustes/puntos-de-venta/pdv-17' },
  'ajustes del programa': { scene: 'escritorio#ajustes/tema' },
  'ajustes buscados': { scene: 'vacia#ajustes', reach: (page) => page.getByRole('searchbox', { name: 'Buscar un ajuste' }).fill('contrasena') },
  'reenvío automático prendido': { scene: 'automatica#ajustes/vigilancia', reach: (page) => page.getByText('usadas hoy 6 de 20').waitFor() },
  'reenvío automático por prender': {
    scene: 'vacia#ajustes/vigilancia',
    reach: async (page) => {
      await page.getByRole('switch', { name: 'Reenvío automático' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  'actividad con automáticos': { scene: 'automatica#actividad', reach: (page) => page.getByText('Automático').first().waitFor() },
  'con error con automáticos': { scene: 'automatica#con-error', reach: (page) => page.getByText('usadas hoy 6 de 20').waitFor() },
  'proxy a mano': {
    scene: 'vacia#ajustes/conexion',
    reach: async (page) => {
      await page.getByText('Un proxy de la oficina').click()
      await page.getByRole('button', { name: 'Guardar proxy' }).click()
    },
  },
  'avisos apagados': { scene: 'vacia#ajustes/avisos', reach: (page) => page.getByText('No reemplaces el de tu sistema').waitFor() },
  'avisos encendidos': {
    scene: 'avisada#ajustes/avisos',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Mostrar la dirección de Casa central' }).click()
      await page.getByText('Para TusFacturasAPP').waitFor()
      await page.getByText('Cómo publicarla en Internet').click()
      await page.getByRole('button', { name: 'Elegir archivo de avisos' }).click()
      await page.getByText('812 avisos nuevos').waitFor()
    },
  },
  'avisos con problemas': { scene: 'sin puerto#ajustes/avisos', reach: (page) => page.getByText('Otro programa está usando ese puerto').waitFor() },
  'renovar la dirección': {
    scene: 'avisada#ajustes/avisos',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Renovar la dirección de Casa central' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  'exportar diagnóstico': {
    scene: 'vacia#ajustes/diagnostico',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Exportar diagnóstico…' }).click()
      await page.getByRole('dialog').getByText('registro.txt: las últimas líneas del registro (').click()
    },
  },
  'diagnóstico guardado': {
    scene: 'vacia#ajustes/diagnostico',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Exportar diagnóstico…' }).click()
      await page.getByText('Con los últimos reenvíos').click()
      await page.getByText('reenvios.json: los últimos reenvíos, con referencias y errores (').waitFor()
      await page.getByRole('button', { name: 'Guardar…' }).click()
      await page.getByText('Mandáselo a quien te ayuda').waitFor()
    },
  },
  'licencias de terceros': {
    scene: 'vacia#ajustes/acerca',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Licencias de terceros' }).click()
      await page.getByRole('dialog').getByText('ejemplo 1.0.0').click()
    },
  },
  'oferta de inicio': { scene: 'escritorio' },
  'ajustes del escritorio': { scene: 'escritorio#ajustes/inicio' },
  'ajustes del escritorio, todo distinto': { scene: 'escritorio-lleno#ajustes/inicio' },
  'referencia de un enlace': {
    scene: 'vacia',
    reach: async (page) => {
      await page.evaluate('window.reencola.navigate({ screen: "reenviar", offer: { from: "link", references: ["FC-2026-00090"] } })')
      await page.getByText('Un enlace trajo la referencia FC-2026-00090.').waitFor()
    },
  },
  'confirmación de lo copiado': {
    scene: 'vacia',
    reach: async (page) => {
      const references = Array.from({ length: 12 }, (_, index) => `FC-2026-${String(index).padStart(5, '0')}`)
      await page.evaluate(`window.reencola.navigate({ screen: "reenviar", offer: { from: "clipboard", references: ${JSON.stringify(references)} } })`)
      await page.getByRole('dialog').getByRole('button', { name: 'Reenviar 12' }).and(page.locator(':enabled')).waitFor()
    },
  },
  ...tableLooks,
  ...inboxLooks,
  ...closingLooks,
  'no arranca': { scene: 'rota' },
}

async function fillCredentials(page: Page, { name, apikey }: { name: string; apikey: string }) {
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill(name)
  await page.getByRole('textbox', { name: 'API key' }).fill(apikey)
  await page.getByRole('textbox', { name: 'API token' }).fill('tok1')
  await page.getByRole('textbox', { name: 'User token' }).fill('usr1')
}
