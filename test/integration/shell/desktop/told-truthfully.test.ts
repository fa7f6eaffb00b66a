/** What the person is told of what they sent, with the window hidden, closed or killed. Real processes, files and sockets. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Killable } from '../../core/outbox/kill/killable.ts'
import { Simulator, type SeedItem } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '20030',
  apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f01',
  usertoken: 'aa112233445566778899aabbccddeeff00112233445566778899aabbccdd88bb',
}

let simulator: Simulator

beforeAll(async () => {
  simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...credentials, quota: { reenviar_encolado: 1_000 } })
})
afterAll(() => simulator.stop())

const seed = (outcome: 'issue' | 'fail', ...references: string[]) => seedAs({ status: 'error', outcome }, references)

const seedAs = (state: Pick<SeedItem, 'status' | 'outcome'>, references: string[]) =>
  simulator.seed(
    references.map((external_reference) => ({
      ...state,
      apikey: credentials.apikey,
      external_reference,
      tipo: 'FACTURA B',
      razon_social: 'Consumidor Final',
      total: 100,
    })),
  )

interface Office {
  start: (...args: string[]) => Promise<RunningApp>
  reenviar: (references: string[], ...options: string[]) => Promise<number | null>
}

/** A computer with the program configured; whatever runs on it ends with the test. */
async function office(inicio: Record<string, unknown> = {}): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-told-'))
  const env = { REENCOLA_API_URL: simulator.url }
  const running: RunningApp[] = []
  onTestFinished(async () => {
    for (const app of running) await app[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const cli = (args: string[], stdin?: string) => runCli(args, stdin, { ...env, REENCOLA_DATOS: folder })
  expect(await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))).toMatchObject({ code: 0 })
  return {
    start: async (...args) => {
      const app = await launchApp({ args, dataFolder: folder, env: { ...env, REENCOLA_ANFITRION_INICIO: JSON.stringify(inicio) } })
      running.push(app)
      return app
    },
    reenviar: async (references, ...options) => (await cli(['reenviar', '--json', ...options, '--', ...references])).code,
  }
}

const notices = async (app: RunningApp) => (await app.control.state()).notifications.map(({ title, body }) => `${title}: ${body}`)
const tooltip = async (app: RunningApp) => (await app.control.state()).trays[0]?.toolTip ?? ''

test('six from the command line with the window hidden, four fail later: told so once, and the tray does not say that all is well', async () => {
  seed('issue', 'H-1', 'H-2')
  seed('fail', 'H-3', 'H-4', 'H-5', 'H-6')
  const { start, reenviar } = await office()
  const app = await start('--oculto')
  expect(await reenviar(['H-1', 'H-2', 'H-3', 'H-4', 'H-5', 'H-6'])).toBe(4)
  await until(async () => (await notices(app)).length > 0, 'the notification')
  expect(await notices(app)).toEqual(['Reenvíos terminados: 2 emitidos, 4 siguen con error'])
  await until(async () => (await tooltip(app)) === 'Reencola: 4 siguen con error', 'the tray to say so')
  const { app: described, trays, windows } = await app.control.state()
  expect(trays[0]?.image.source).toContain('needs-you')
  expect(described.badge.launcher).toMatchObject({ uri: 'application://app.reencola.desktop', count: 4 })
  expect(windows).toEqual([])

  // Seen means seen: the screen in front of the person.
  await app.control.do('notification', {})
  await until(async () => (await app.control.state()).windows[0]?.focused, 'the window in front')
  expect(await tooltip(app)).toBe('Reencola: 4 siguen con error')
  await app.control.value('showScreen', { screen: 'ajustes' })
  expect(await tooltip(app)).toBe('Reencola: 4 siguen con error')
  await app.control.value('showScreen', { screen: 'actividad' })
  await until(async () => (await tooltip(app)) === 'Reencola: al día', 'the tray that is calm again')
  expect((await app.control.state()).app.badge.launcher).toMatchObject({ count: 0 })
  expect(await notices(app)).toHaveLength(1)
})

test('what failed while nobody ran is told once at the next start, and not at the one after', async () => {
  seed('issue', 'K-1')
  seed('fail', 'K-2')
  const { start, reenviar } = await office()
  expect(await reenviar(['K-1', 'K-2'])).toBe(0)
  // Who waits for the end reads it there.
  seed('fail', 'K-0')
  expect(await reenviar(['K-0'], '--esperar', '60')).toBe(1)
  const first = await start('--oculto')
  await until(async () => (await notices(first)).length > 0, 'the notification')
  expect(await notices(first)).toEqual(['Reenvíos terminados: 1 emitido, 1 sigue con error'])
  first.kill('SIGKILL')
  await first.exit
  const second = await start('--oculto')
  await until(async () => (await tooltip(second)) === 'Reencola: 2 siguen con error', 'the tray to know it still')
  // What comes now is told alone; that it is issued already ends it before any POST.
  seedAs({ status: 'issued' }, ['K-3'])
  await reenviar(['K-3'])
  await until(async () => (await notices(second)).length > 0, 'the notification')
  expect(await notices(second)).toEqual(['Reenvío terminado: 1 emitido'])
})

test('killed between the end and the notice: told once at the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-told-kill-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const tusFacturas = await Simulator.start({ processAfterMs: 0 })
  onTestFinished(() => tusFacturas.stop())
  const uno = { apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
  tusFacturas.addPointOfSale(uno)
  tusFacturas.seed([
    { ...uno, external_reference: 'Q-1', outcome: 'issue' },
    { ...uno, external_reference: 'Q-2', outcome: 'fail' },
  ])
  const child = new Killable()
  await child.start({ folder, url: tusFacturas.url, references: ['Q-1', 'Q-2'], factor: 60, epoch: Date.now(), spacing: 100 })
  await child.says('over')
  await child.kill()

  const start = async () => {
    const app = await launchApp({ args: ['--oculto'], dataFolder: folder, env: { REENCOLA_API_URL: tusFacturas.url } })
    onTestFinished(() => app[Symbol.asyncDispose]())
    await until(async () => (await tooltip(app)) === 'Reencola: 1 sigue con error', 'the tray to say so')
    return app
  }
  const app = await start()
  await until(async () => (await notices(app)).length > 0, 'the notification')
  expect(await notices(app)).toEqual(['Reenvíos terminados: 1 emitido, 1 sigue con error'])
  app.kill('SIGKILL')
  await app.exit
  const again = await start()
  // Its window is there, and with it all that a start has to tell.
  await again.control.do('tray', {})
  await until(async () => (await again.control.state()).windows[0]?.visible, 'the window')
  expect((await again.control.value('snapshot', {})).status.unseen).toEqual({ orders: { failed_again: 1 }, inError: 0 })
  expect(await notices(again)).toEqual([])
})
