/** Reenvío automático in the whole product: what the switch says reaches the program, and what was spent comes back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchByDefault } from '#contract/model/settings.ts'
import { Simulator } from '../simulator/simulator.ts'
import { runCli } from './harness/app.ts'
import { launchProduct } from './harness/product.ts'

const credentials = {
  apikey: '20203',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

test('is off until it is switched on and confirmed, says what was spent today, and one press ends it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-reglas-'))
  const simulator = await Simulator.start()
  try {
    simulator.addPointOfSale({ ...credentials, name: 'Local' })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'PASA' }])
    // What resends by itself does so while it watches, so it watches whenever the test runs.
    const watch = { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 }
    await writeFile(join(folder, 'ajustes.json'), JSON.stringify({ version: 1, watch }))
    await using app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url }, dataFolder: folder })
    await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { REENCOLA_DATOS: folder })
    const page = await app.openPage()
    await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
    await page.getByRole('link', { name: 'Vigilancia' }).click()
    const theSwitch = page.getByRole('switch', { name: 'Reenvío automático' })
    expect(await theSwitch.getAttribute('aria-checked')).toBe('false')
    await theSwitch.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Prender' }).click()
    await page.getByText('Reenvío automático: usadas hoy 0 de 20 solicitudes').waitFor()
    await page.getByRole('spinbutton', { name: 'Solicitudes por día' }).fill('7')
    await page.keyboard.press('Enter')
    await page.getByText('Reenvío automático: usadas hoy 0 de 7 solicitudes').waitFor()
    await page.getByRole('link', { name: /^Con error/u }).click()
    await page.getByText('Reenvío automático: usadas hoy 0 de 7 solicitudes').waitFor()
    await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
    await page.getByRole('link', { name: 'Vigilancia' }).click()
    await theSwitch.click()
    await page.getByText('usadas hoy').waitFor({ state: 'detached' })
  } finally {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
