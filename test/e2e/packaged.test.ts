/** The program as installed: `app.isPackaged`, no folder of the app among its arguments, in a folder that people really have. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli } from './harness/app.ts'
import { until } from './harness/control.ts'

const point = {
  nombre: 'Peña y Núñez',
  apikey: '50502',
  apitoken: 'tokdeprueba0123456789abcdef05052',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef05052',
}

let scratch: string
let simulator: Simulator
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-instalada-'))
  simulator = await Simulator.start()
  const { nombre, ...credentials } = point
  simulator.addPointOfSale({ ...credentials, name: nombre })
  simulator.seed(['FC-1', 'FC-2'].map((external_reference) => ({ apikey: point.apikey, external_reference, status: 'error' as const })))
})
afterEach(async () => {
  await simulator.stop()
  await rm(scratch, { recursive: true, force: true })
})

/** A path with `ñ` and spaces, of 200 characters. */
async function longFolder(): Promise<string> {
  const start = join(scratch, 'Contaduría de Peña', 'mis datos')
  const folder = join(
    start,
    'año '
      .repeat(50)
      .slice(0, 198 - start.length)
      .concat('ñ'),
  )
  await mkdir(folder, { recursive: true })
  return folder
}

test.each([
  ['as installed', false],
  ['as installed on Windows', true],
] as const)('%s: configured, resent, handed over, linked and started again, in a long folder', async (_how, onWindows) => {
  const folder = await longFolder()
  expect(folder).toHaveLength(200)
  const computer = { packaged: true, ...(onWindows && { platform: 'win32' }) }
  const env = { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder, REENCOLA_ANFITRION_INICIO: JSON.stringify({ computer, 'local-state': { after: 0 } }) }
  const cli = (args: string[], stdin = '') => runCli(args, stdin, env)
  expect(await cli(['configurar'], JSON.stringify(point))).toMatchObject({ code: 0 })
  expect(await cli(['reenviar', '--json', '--', 'FC-1'])).toMatchObject({ code: 0 })

  await using app = await launchApp({ args: ['--oculto'], dataFolder: folder, env })
  await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
  expect(await cli(['reenviar', '--json', '--', 'FC-2'])).toMatchObject({ code: 4 })
  await until(() => simulator.executions('FC-2') === 1, 'the resend')
  expect(simulator.executions('FC-1')).toBe(1)
  expect(await cli(['--', 'reencola://reenviar?referencia=FC-3'])).toMatchObject({ code: 0 })
  const asked = await until(() => app.control.value('takeNavigation', {}), 'where to go')
  expect(asked).toMatchObject({ offer: { references: ['FC-3'] } })
  // Only an installed program makes links lead to itself, and nothing of it talks on standard error.
  const { app: state } = await app.control.until(({ app: { protocolClients } }) => protocolClients.length > 0, 'the links')
  expect(state.protocolClients).toEqual(['reencola'])
  expect(app.stderr()).toBe('')
  expect(await readFile(join(folder, 'logs', 'reencola.log'), 'utf8')).toContain('services ready')
})
