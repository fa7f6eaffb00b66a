/** What a person wrote about what is in error outlives the program; the whole product. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { launchProduct, runProduct } from './harness/product.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

let folder: string
let simulator: Simulator

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-notas-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed(['UNO', '000123', 'TRES'].map((external_reference) => ({ apikey: credentials.apikey, external_reference })))
})
afterEach(async () => {
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Every file of the data folder, byte by byte. */
async function everyFile(): Promise<{ name: string; content: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(files.map(async (name) => ({ name, content: await readFile(name, 'latin1') })))
}

const boxOf = (page: Page, reference: string) => page.getByRole('checkbox', { name: reference, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function seeBoth(page: Page): Promise<void> {
  await page.getByRole('button', { name: /1 pospuesto/u }).click()
  await boxOf(page, '000123').waitFor()
  await button(page, 'Quitar filtros').click()
  await boxOf(page, 'TRES').waitFor()
  expect(await boxOf(page, '000123').count()).toBe(0)
  await button(page, 'TRES').click()
  await page.getByRole('dialog').getByText('llamar a Lucía').waitFor()
  expect(await page.getByRole('dialog').getByText(credentials.apitoken).count()).toBe(0)
}

test('a note and what is put off outlive the page and the program, and nothing of it is sent', async () => {
  const launch = { env: { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder }, dataFolder: folder }
  await runProduct(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), launch.env)
  {
    await using app = await launchProduct(launch)
    const page = await app.openPage()
    const menu = async (reference: string, item: string) => {
      await button(page, `Acciones de ${reference}`).click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    await page.getByRole('link', { name: /^Con error/u }).click()
    await menu('TRES', 'Anotar…')
    // A key that somebody pastes into a note is kept from the disk.
    await page.getByRole('textbox', { name: 'Nota' }).fill(`llamar a Lucía ${credentials.apitoken}`)
    await button(page, 'Guardar').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await menu('000123', 'Posponer…')
    await button(page, 'Posponer').click()
    await boxOf(page, '000123').waitFor({ state: 'detached' })
    await page.reload()
    await seeBoth(page)
    await app.control.do('quit', {})
    expect(await app.exit).toEqual({ code: 0, signal: null })
  }
  const files = await everyFile()
  expect(files.map(({ content }) => content).join('\n')).toContain('llamar a ')
  expect(files.filter(({ content }) => content.includes(credentials.apitoken)).map(({ name }) => name)).toEqual([])

  await using app = await launchProduct(launch)
  const page = await app.openPage()
  await page.getByRole('link', { name: /^Con error/u }).click()
  await seeBoth(page)
  expect(simulator.counted('reenviar_encolado', credentials.apikey)).toBe(0)
})
