import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, runCli } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-start-'))
})
afterEach(() => rm(scratch, { recursive: true }))

const point = { nombre: 'Casa', apikey: '30030', apitoken: 'c1d2e3f405162738495a6b7c8d9e0f11', usertoken: 'bb112233445566778899aabbccddeeff' }
const data = () => join(scratch, 'datos')
const cli = (args: string[], stdin = '', env: Record<string, string> = {}) => runCli(args, stdin, { REENCOLA_DATOS: data(), ...env })
const configure = () => cli(['configurar'], JSON.stringify(point))

/** Starts of every kind: with a window, and from the command line. */
const starts: [string[], string][] = [
  [[], ''],
  [['--oculto'], ''],
  [['reenviar', 'A', '--json'], ''],
  [['configurar'], JSON.stringify(point)],
  [['estado', '--json'], ''],
]

test.each(starts)('%j says that the data folder cannot be used', async (args, stdin) => {
  await writeFile(join(scratch, 'file'), '')
  // Below /proc nothing can be made, and Linux says of it that it is not there.
  const unmakable = process.platform === 'linux' ? ['/proc/nada', '/proc/nada/datos', '/proc'] : []
  for (const REENCOLA_DATOS of [join(scratch, 'file'), join(scratch, 'file', 'below'), 'relative/folder', ...unmakable]) {
    const { code, stdout, stderr } = await cli(args, stdin, { REENCOLA_DATOS })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/No se puede escribir en la carpeta de datos|REENCOLA_DATOS tiene que ser una ruta completa/u)
    expect(stderr).not.toContain('    at ')
  }
})

test.each([[[]], [['reenviar', 'A', '--json']], [['estado']]])('%j does not touch orders of a newer version', async (args) => {
  await configure()
  const database = new DatabaseSync(join(data(), 'ordenes.db'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 9999')
  database.close()
  const before = await readFile(join(data(), 'ordenes.db'))
  const { code, stdout, stderr } = await cli(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('versión más nueva')
  expect(await readFile(join(data(), 'ordenes.db'))).toEqual(before)
})

test.each<[string[], string]>([
  [[], 'ajustes.json'],
  [['reenviar', 'A', '--json'], 'ajustes.json'],
  [[], 'credenciales.json'],
  [['reenviar', 'A', '--json'], 'credenciales.json'],
  [['estado', '--json'], 'credenciales.json'],
  [['configurar'], 'credenciales.json'],
])('%j does not touch what a newer version wrote in %s', async (args, file) => {
  await configure()
  const newer = '{"version":9999,"de otra manera":true}'
  await writeFile(join(data(), file), newer)
  const { code, stdout, stderr } = await cli(args, args[0] === 'configurar' ? JSON.stringify(point) : '')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`Una versión más nueva de Reencola escribió ${file}`)
  expect(stderr).not.toContain('    at ')
  expect(await readFile(join(data(), file), 'utf8')).toBe(newer)
})

test('settings of before they carried a version are kept beside and taken over', async () => {
  await configure()
  const old = '{"theme":"dark"}'
  await writeFile(join(data(), 'ajustes.json'), old)
  await cli(['reenviar', 'A'], '', { REENCOLA_API_URL: 'http://127.0.0.1:9/' })
  expect(JSON.parse(await readFile(join(data(), 'ajustes.json'), 'utf8'))).toMatchObject({ version: 1, theme: 'dark', automaticResends: 1 })
  expect(await readFile(join(data(), 'ajustes.version-0.json'), 'utf8')).toBe(old)
})

test.each([[[]], [['reenviar', 'A', '--json']]])('%j refuses an address that is not safe', async (args) => {
  await configure()
  for (const REENCOLA_API_URL of ['http://example.com/api', 'ftp://127.0.0.1/', 'nada', 'https://ana:clave@example.com/']) {
    const { code, stdout, stderr } = await cli(args, '', { REENCOLA_API_URL })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('REENCOLA_API_URL')
    expect(stderr).not.toContain('clave@')
  }
})

test('orders that cannot be opened', async () => {
  await configure()
  await mkdir(join(data(), 'ordenes.db'))
  for (const args of [[], ['reenviar', 'A']]) {
    const { code, stderr } = await cli(args)
    expect([code, stderr]).toEqual([2, expect.stringContaining('No se pudo abrir el archivo de reenvíos')])
  }
})

test('explicar and the usage need no data folder at all', async () => {
  await writeFile(join(scratch, 'file'), '')
  const REENCOLA_DATOS = join(scratch, 'file')
  expect(await cli(['explicar', 'mantenimiento'], '', { REENCOLA_DATOS })).toMatchObject({ code: 0, stderr: '' })
  expect(await cli(['--ayuda'], '', { REENCOLA_DATOS })).toMatchObject({ code: 0, stdout: expect.stringContaining('reencola reenviar'), stderr: '' })
})

test('--simulador is not part of the program itself', async () => {
  expect(await cli(['--simulador'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('código fuente') })
})

// Windows keeps nobody out by the mode: there the folder inherits the rights of the person's own.
test.skipIf(process.platform === 'win32')('everything in the data folder is for its owner only', async () => {
  await configure()
  await cli(['reenviar', 'A'], '', { REENCOLA_API_URL: 'http://127.0.0.1:9/' })
  const entries = await readdir(data(), { recursive: true })
  expect(entries).toContain('ordenes.db')
  const open = await Promise.all(entries.map(async (entry) => ((await stat(join(data(), entry))).mode & 0o077) !== 0 && entry))
  expect(open.filter(Boolean)).toEqual([])
  expect((await stat(data())).mode & 0o077).toBe(0)
})

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

test.skipIf(process.platform === 'win32')(
  'a folder that others could look into is closed, with what is in it; a folder of other things is left as it is',
  async () => {
    await configure()
    await cli(['reenviar', 'A'], '', { REENCOLA_API_URL: 'http://127.0.0.1:9/' })
    const folders = ['copias', 'entregas', 'logs', 'danado-1']
    for (const name of folders) await mkdir(join(data(), name), { recursive: true })
    const files = ['ajustes.json', 'avisos.json', 'ajustes.danado-1.json', 'fallas.json', 'revisar', 'logs/reencola.log', 'danado-1/ordenes.db']
    const closed = ['', 'ordenes.db', 'diario.jsonl', 'credenciales.json', ...folders, ...files]
    for (const name of files) await writeFile(join(data(), name), '', { flag: 'a' })
    for (const name of closed) await chmod(join(data(), name), (await modeOf(join(data(), name))) | 0o055)
    await writeFile(join(data(), 'not ours'), '', { mode: 0o644 })
    await chmod(join(data(), 'not ours'), 0o644)
    await cli(['estado'])
    for (const name of closed) expect([name, (await modeOf(join(data(), name))) & 0o077]).toEqual([name, 0])
    expect(await modeOf(join(data(), 'not ours'))).toBe(0o644)

    const home = join(scratch, 'casa')
    await mkdir(home)
    for (const name of ['carta.txt', 'avisos.txt', 'revisar']) await writeFile(join(home, name), '')
    await chmod(home, 0o755)
    await cli(['estado'], '', { REENCOLA_DATOS: home })
    expect(await modeOf(home)).toBe(0o755)
  },
)

test('--oculto starts in the tray without a window; the tray brings it', async () => {
  await using app = await launchApp({ args: ['--oculto'], dataFolder: data() })
  await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
  expect((await app.control.state()).windows).toEqual([])
  await app.control.do('tray', {})
  await until(async () => (await app.control.state()).windows[0]?.visible, 'the window')
})

test('quitting ends it in order: the database is closed and its journal files are gone', async () => {
  await using app = await launchApp({ dataFolder: data() })
  await app.ready()
  await until(async () => (await readFile(join(data(), 'logs', 'reencola.log'), 'utf8')).includes('services ready'), 'the start')
  await app.control.do('quit', {})
  expect(await app.exit).toEqual({ code: 0, signal: null })
  expect((await readdir(data())).filter((name) => name.endsWith('-wal'))).toEqual([])
})
