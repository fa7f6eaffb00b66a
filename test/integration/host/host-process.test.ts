import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, runCli, type Launch } from '../../e2e/harness/app.ts'
import { until } from '../../e2e/harness/control.ts'

const fixture = join(import.meta.dirname, '..', '..', 'host', 'fixture')

const onWindows = process.platform === 'win32'

let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'host-process-')))
})

afterEach(() => rm(folder, { recursive: true }))

const launch = (options: Launch = {}) => launchApp({ ...options, appFolder: fixture, env: { ...options.env, FIXTURE_DATOS: folder } })
const cli = (args: string[], stdin?: string) => runCli(args, stdin, { FIXTURE_DATOS: folder }, fixture)

const notes = async () => {
  const text = await readFile(join(folder, 'notes.txt'), 'utf8').catch(() => '')
  return text.split('\n').filter((note) => note !== '' && !note.startsWith('started'))
}
const noted = (what: string) => until(async () => (await notes()).find((note) => note.startsWith(what)), what)

test('a command has standard input and output to itself, and its exit code', async () => {
  const input = `${'ñandú '.repeat(20_000)}\n`
  // Windows' standard input is at its end at once, in Electron as here.
  expect(await cli(['echo'], input)).toEqual({ code: 3, stdout: onWindows ? '' : input, stderr: '' })
})

test('prints one line, once, when there is a window to show', async () => {
  await using app = await launch()
  expect(await app.ready()).toBe(app.url)
  await app.control.do('window', { action: 'hide' })
  await app.control.do('window', { action: 'show' })
  expect(app.stdout()).toBe(`Reencola lista en ${app.url}\n`)
})

test('takes the port it is given, and says so when it cannot have it', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const REENCOLA_PUERTO = String(port)
  const refused = await runCli([], '', { FIXTURE_DATOS: folder, REENCOLA_PUERTO }, fixture)
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('EADDRINUSE') })
  taken.close()
  await once(taken, 'close')
  await using app = await launch({ env: { REENCOLA_PUERTO } })
  expect(await app.ready()).toContain(`http://127.0.0.1:${port}/?clave=`)
})

test('prints nothing while the window stays hidden', async () => {
  await using app = await launch({ args: ['--oculto'] })
  await noted('did-finish-load')
  expect((await app.control.state()).windows).toMatchObject([{ visible: false }])
  expect(app.stdout()).toBe('')
  await app.control.do('tray', {})
  await app.ready()
})

test('quits in the order of Electron', async () => {
  await using app = await launch()
  await app.ready()
  await app.control.do('menu', { item: 'Salir' })
  expect(await app.exit).toEqual({ code: 0, signal: null })
  expect(await notes()).toEqual(['did-finish-load', 'before-quit', 'closed', 'will-quit', 'quit'])
})

test('a window that does not close keeps the app running', async () => {
  await using app = await launch({ args: ['--keep'] })
  await app.ready()
  await app.control.do('quit', {})
  expect((await app.control.state()).windows).toHaveLength(1)
  await app.control.do('quit', {})
  expect(await app.exit).toEqual({ code: 0, signal: null })
  expect(await notes()).toEqual(['did-finish-load', 'before-quit', 'before-quit', 'closed', 'will-quit', 'quit'])
})

test('closing the last window tells window-all-closed and nothing else', async () => {
  await using app = await launch()
  await app.ready()
  await app.control.do('window', { action: 'close' })
  await noted('window-all-closed')
  expect((await app.control.state()).windows).toEqual([])
  expect(await notes()).toEqual(['did-finish-load', 'closed', 'window-all-closed'])
})

test('a signal quits it in order', async () => {
  await using app = await launch()
  await app.ready()
  app.kill('SIGTERM')
  const { code } = await app.exit
  // On Windows there are no signals: Node ends the process at once.
  if (onWindows) expect(code).toBeNull()
  else expect(await notes()).toEqual(['did-finish-load', 'before-quit', 'closed', 'will-quit', 'quit'])
})

test('the lock may be refused without anybody being told', async () => {
  await using app = await launch()
  await app.ready()
  const unheard = { FIXTURE_DATOS: folder, REENCOLA_ANFITRION_INICIO: '{"single-instance":{"lock":"unheard"}}' }
  expect(await runCli(['A'], '', unheard, fixture)).toEqual({ code: 4, stdout: 'second\n', stderr: '' })
  await cli(['B'])
  expect(await noted('second-instance')).toContain('"argv":["B"]')
})

test.skipIf(onWindows)('a launch that no process of ours sends is ignored', async () => {
  await using app = await launch()
  await app.ready()
  for (const nonsense of ['{', '', 'null', '{"argv":"A"}']) {
    const socket = connect(join(folder, 'anfitrion.sock'))
    socket.end(nonsense)
    await textOf(socket)
  }
  await cli(['B'])
  expect(await noted('second-instance')).toContain('"argv":["B"]')
})

test('a data folder with a long name works too', async () => {
  const env = { FIXTURE_DATOS: join(folder, 'ñ'.repeat(60)) }
  await mkdir(env.FIXTURE_DATOS)
  await using app = await launchApp({ appFolder: fixture, env })
  await app.ready()
  expect(await runCli([], '', env, fixture)).toMatchObject({ code: 4, stderr: '' })
})

test('the lock goes with a process that is killed', async () => {
  const first = await launch()
  await first.ready()
  await first[Symbol.asyncDispose]()
  await using second = await launch()
  await second.ready()
  expect((await second.control.state()).app.holdsSingleInstanceLock).toBe(true)
  expect(await cli([])).toMatchObject({ code: 4 })
})

test('starts again with the arguments it was told to', async () => {
  // On Windows each of the two processes begins with an empty line; the first one's is taken off.
  expect(await cli(['again'])).toEqual({ code: 0, stdout: `${onWindows ? '\n' : ''}configured\n`, stderr: '' })
})

// On Windows the key is in `Local State`, in the care of DPAPI.
test.skipIf(onWindows)('what protects secrets is readable by its owner alone', async () => {
  await using app = await launch()
  await app.ready()
  await app.control.do('invoke', { channel: 'seal', args: ['x'] })
  const { mode, size } = await stat(join(folder, 'anfitrion.key'))
  expect(size).toBe(32)
  expect(mode & 0o777).toBe(0o600)
})

test('commands given beforehand hold before the app runs', async () => {
  const beforehand = JSON.stringify({ online: { online: false }, 'safe-storage': { decryption: 'undecryptable' } })
  await using app = await launch({ env: { REENCOLA_ANFITRION_INICIO: beforehand } })
  expect(await app.control.state()).toMatchObject({ online: false, safeStorage: { decryption: 'undecryptable' } })
})
