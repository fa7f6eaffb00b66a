import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, runCli } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '50606',
  apitoken: 'tokdefalla0123456789abcdef012345',
  usertoken: 'usrdefalla0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

let simulator: Simulator
let folder: string
let env: Record<string, string>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-crash-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  env = { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder }
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), env)
})
afterEach(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['exception', 'rejection'] as const)(
  'a defect (%s) while a resend is on its way: said in words without secrets, exit code 1, one execution',
  async (kind) => {
    const fault = simulator.inject({ method: 'reenviar_encolado', phase: 'hang', executed: true })
    {
      await using app = await launchApp({ env, dataFolder: folder, args: ['--oculto'] })
      await runCli(['reenviar', 'FC-0001'], '', env)
      await fault.reached
      await app.control.do('defect', { text: `odd: ${credentials.apitoken}, ${encodeURIComponent(credentials.usertoken)}`, kind })
      expect(await app.exit).toEqual({ code: 1, signal: null })
      expect(app.stderr()).toContain('diálogo showMessageBoxSync')
      expect(app.stderr()).toContain('Reencola se cerró por una falla')
      const log = readFileSync(join(folder, 'logs', 'reencola.log'), 'utf8')
      expect(log).toContain('error crash')
      for (const said of [app.stderr(), log]) {
        expect(said).toContain('odd: ••••')
        for (const secret of Object.values(credentials)) expect(said).not.toContain(secret)
      }
      expect(JSON.parse(readFileSync(join(folder, 'fallas.json'), 'utf8'))).toHaveLength(1)
    }
    await using app = await launchApp({ env, dataFolder: folder, args: ['--oculto'] })
    await app.control.do('power', { event: 'resume' })
    await until(async () => /"estado":"(?:accepted|issued)"/u.test((await runCli(['estado', '--json'], '', env)).stdout), 'the verification')
    expect(simulator.executions('FC-0001')).toBe(1)
    expect(simulator.requests().filter(({ method }) => method === 'reenviar_encolado')).toHaveLength(1)
  },
)

test('after three crashes of starts in a row the next one sends nothing by itself, and says so', async () => {
  writeFileSync(join(folder, 'fallas.json'), JSON.stringify([3_000, 2_000, 1_000].map((ago) => Date.now() - ago)))
  await using app = await launchApp({ env, dataFolder: folder, args: ['--oculto'] })
  const { dialogs } = await app.control.until((state) => state.windows.some(({ visible }) => visible), 'the window')
  expect(JSON.stringify(dialogs)).toContain('arrancó con los envíos en pausa')
  expect(await runCli(['reenviar', 'FC-0001'], '', env)).toMatchObject({ code: 4 })
  await until(async () => (await runCli(['estado', '--json'], '', env)).stdout.includes('"held"'), 'the held order')
  expect(simulator.requests()).toEqual([])
  await app.control.do('menu', { item: 'Reanudar envíos' })
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')
})
