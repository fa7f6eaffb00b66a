/** What each picture shows, and how to get there. */
import type { Page } from 'playwright-core'
import type { Control } from '../e2e/harness/control.ts'
import type { DemoCredentials } from '../simulator/example-queue.ts'
import type { Simulator } from '../simulator/simulator.ts'

export interface Program {
  page: Page
  simulator: Simulator
  demo: DemoCredentials
  control: Control
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Referencias externas' })
/** Beside the button; what is announced says it once more. */
const costs = (page: Page) => page.getByRole('main').getByText('Si se corta Internet, hasta')
const go = (page: Page, screen: string) => page.getByRole('link', { name: screen, exact: true }).click()

/** Notes why the one that failed again did. */
async function explain(page: Page, text: string): Promise<void> {
  await page.getByRole('grid', { name: 'Lote' }).getByRole('button', { name: 'Explicar un error' }).click()
  await page.getByRole('textbox', { name: 'Texto del error' }).fill(text)
  await page.getByRole('button', { name: 'Explicar y anotar' }).click()
  await page.getByRole('dialog').getByText('Queda anotado').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar' }).click()
}

/** Of the example queue: wrong data, two that a resend mends, one that goes on waiting; and one that nobody knows. */
const processed = ['FC-0994', '0017040', 'M170_502']
const pasted = [...processed, 'FC-1000', 'FC-9999']

/** In this order, each from where the one before left off. */
export const programShots: Record<string, (program: Program) => Promise<void>> = {
  bienvenida: async ({ page }) => {
    await page.getByRole('textbox', { name: 'API key' }).waitFor()
    // Of the stand-in host; an employee never sees it.
    await page.getByRole('button', { name: 'Entendido' }).click()
  },
  'credenciales-probadas': async ({ page, demo }) => {
    await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill('Casa central')
    await page.getByRole('textbox', { name: 'API key' }).fill(demo.apikey)
    await page.getByRole('textbox', { name: 'API token' }).fill(demo.apitoken)
    await page.getByRole('textbox', { name: 'User token' }).fill(demo.usertoken)
    await page.getByRole('button', { name: 'Probar' }).click()
    await page.getByText('Las credenciales funcionan').first().waitFor()
  },
  'primera-lectura': async ({ page }) => {
    await page.getByRole('button', { name: 'Guardar' }).click()
    // What is in error is read at once; until all of it was in sight its number stands beside the link.
    await page.getByText(/^Actualizado/u).waitFor()
    await page.getByRole('link', { name: 'Con error', exact: true }).waitFor()
  },
  'primera-referencia': async ({ page }) => {
    await go(page, 'Reenviar')
    await field(page).fill(pasted.slice(0, 1).join('\n'))
    await costs(page).waitFor()
  },
  reenviar: async ({ page }) => {
    await field(page).fill(pasted.join('\n'))
    await costs(page).waitFor()
  },
  resultados: async ({ page, simulator }) => {
    await page.getByRole('button', { name: /^Reenviar 5/u }).click()
    const lote = page.getByRole('grid', { name: 'Lote' })
    await lote.getByText('No encontrado').first().waitFor()
    // What is not in the queue yet cannot be moved on there.
    await page.getByRole('button', { name: /^En cola 4/u }).waitFor()
    await simulator.process({ references: processed })
    await page.getByRole('button', { name: /^Emitidos 2/u }).waitFor({ timeout: 60_000 })
    await explain(page, 'AFIP informa el siguiente error: Cod. Error: 10015 - El campo DocNro es invalido o no se encuentra registrado en los padrones')
    await lote.getByText('(10015)').first().waitFor()
    await page.getByRole('button', { name: /sin nada que hacer/u }).click()
    await lote.getByText('Emitido').first().waitFor()
  },
  actividad: async ({ page }) => {
    await go(page, 'Actividad')
    await page.getByRole('button', { name: /^Ocultar: Lote/u }).click()
    await page.getByRole('grid', { name: 'Actividad' }).getByText('Emitido').first().waitFor({ timeout: 60_000 })
  },
  historia: async ({ page }) => {
    await page.getByRole('button', { name: 'FC-0994', exact: true }).click()
    await page.getByRole('dialog').getByText('Historia').first().waitFor()
  },
}

/** The main job in a picture that moves: some of the above, in their order. Milliseconds. */
export const animated: { shot: string; shownFor: number }[] = [
  { shot: 'primera-lectura', shownFor: 2_000 },
  { shot: 'primera-referencia', shownFor: 1_200 },
  { shot: 'reenviar', shownFor: 2_500 },
  { shot: 'resultados', shownFor: 3_500 },
  { shot: 'historia', shownFor: 4_000 },
]

/** Pictures that are looks of test/e2e/page-preview/looks.ts, by the name that they have there. */
export const previewShots: Record<string, string> = {
  'con-error': 'con error',
  'antes-de-pagar': 'antes de pagar',
  confirmacion: 'confirmación',
  avisos: 'todos los avisos',
  estados: 'actividad con lote',
  decidir: 'historia de uno a decidir',
  rechazado: 'historia de un rechazado',
  'proximos-pasos': 'próximos pasos por fecha',
  'cambiar-fecha': 'cambiar la fecha',
  eliminar: 'eliminar de la cola',
  resumen: 'resumen',
  diagnostico: 'exportar diagnóstico',
  ajustes: 'ajustes de uno',
  'avisos-de-tusfacturas': 'avisos apagados',
}
