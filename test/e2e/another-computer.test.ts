import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { until } from './harness/control.ts'

const credentials = {
  apikey: '60606',
  apitoken: 'tokdemudanza0123456789abcdef0123',
  usertoken: 'usrdemudanza0123456789abcdef0123456789abcdef0123456789abcdef0123',
}

const deployment = readFileSync(join(import.meta.dirname, '../../docs/deployment.md'), 'utf8')

/** What Electron itself would keep elsewhere. */
const ofTheHost = /^anfitrion/u

/** What the manual says to take along. */
const taken = () => {
  const manual = readFileSync(join(import.meta.dirname, '../../docs/manual.md'), 'utf8')
  const [, list = ''] = /estos archivos: (.+?)\.\n/su.exec(manual) ?? []
  return [...list.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name)
}

test('the files that the manual names bring what was waiting to another computer, which asks for the credentials again', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'reencola-mudanza-'))
  const [old, fresh] = [join(scratch, 'vieja'), join(scratch, 'nueva')]
  const simulator = await Simulator.start()
  const browser = await openBrowser()
  try {
    simulator.addPointOfSale({ ...credentials, name: 'Local' })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
    const env = { REENCOLA_API_URL: simulator.url }
    await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { ...env, REENCOLA_DATOS: old })
    await simulator.link('down')
    expect(await runCli(['reenviar', 'FC-0001'], '', { ...env, REENCOLA_DATOS: old })).toMatchObject({ code: 3 })
    await simulator.link('up')

    expect(readdirSync(old).filter((name) => !deployment.includes(`\`${name}`) && !ofTheHost.test(name))).toEqual([])
    mkdirSync(fresh)
    for (const name of taken().filter((one) => existsSync(join(old, one)))) copyFileSync(join(old, name), join(fresh, name))
    await using app = await launchApp({ env, dataFolder: fresh })
    const page = await browser.newPage()
    await page.goto(await app.ready())
    const wanted = page.getByText('Local: volvé a cargar las credenciales').first()
    await wanted.waitFor({ state: 'attached' })
    if (!(await wanted.isVisible())) await page.getByRole('button', { name: /^y \d+ avisos? más$/u }).click()
    await wanted.waitFor()
    expect(simulator.executions('FC-0001')).toBe(0)

    await page.getByRole('button', { name: 'Ir a Ajustes' }).first().click()
    await page.getByRole('textbox', { name: 'API key' }).fill(credentials.apikey)
    await page.getByRole('textbox', { name: 'API token' }).fill(credentials.apitoken)
    await page.getByRole('textbox', { name: 'User token' }).fill(credentials.usertoken)
    await page.getByRole('button', { name: 'Guardar', exact: true }).click()
    await until(() => simulator.executions('FC-0001') === 1, 'what was waiting')
  } finally {
    await browser.close()
    await simulator.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
})
