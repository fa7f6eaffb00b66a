/** Windows' own ways with a program of Electron's: no standard input, a blank first line, arguments after an address. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../../e2e/harness/app.ts'

const point = { nombre: 'Casa Ñandú', apikey: '30031', apitoken: 'c1d2e3f405162738495a6b7c8d9e0f12', usertoken: 'bb112233445566778899aabbccddeef0' }

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-windows-'))
})
afterEach(() => rm(scratch, { recursive: true }))

// The key of a first start is written at once: to wait for it is tried elsewhere.
const windows = JSON.stringify({ computer: { platform: 'win32', packaged: true }, 'local-state': { after: 0 } })
const data = () => join(scratch, 'datos')
const nobody = 'http://127.0.0.1:9'
const cli = (args: string[], stdin = '') => runCli(args, stdin, { REENCOLA_DATOS: data(), REENCOLA_API_URL: nobody, REENCOLA_ANFITRION_INICIO: windows })
/** On Windows itself the harness has taken it off, as it does for every test there. */
function withoutBlankLine(lines: string[]): string[] {
  if (process.platform === 'win32') return lines
  expect(lines[0]).toBe('')
  return lines.slice(1)
}

const stored = () => readFile(join(data(), 'credenciales.json'), 'utf8')

test.each(['utf8', 'utf16le'] as const)('configurar takes a file (%s) where standard input is at its end, and says that it stays', async (encoding) => {
  const file = join(scratch, 'punto de venta.json')
  await writeFile(file, `\uFEFF${JSON.stringify(point)}`, encoding)
  const { code, stdout, stderr } = await cli(['configurar', '--archivo', file])
  expect([code, stdout.trim()]).toEqual([0, '{"ok":true,"nombre":"Casa Ñandú"}'])
  expect(stderr).toContain('--borrar')
  expect(stderr).not.toContain(point.apitoken)
  expect(existsSync(file)).toBe(true)
  expect(await stored()).toContain('Casa Ñandú')
  expect(await stored()).not.toContain(point.apitoken)
})

test('with --borrar the file goes once its content is safe, and only then', async () => {
  const file = join(scratch, 'pdv.json')
  await writeFile(file, JSON.stringify({ ...point, usertoken: '' }))
  expect(await cli(['configurar', '--archivo', file, '--borrar'])).toMatchObject({ code: 2, stderr: expect.stringContaining('usertoken') })
  expect(existsSync(file)).toBe(true)
  await writeFile(file, JSON.stringify(point))
  expect(await cli(['configurar', '--archivo', file, '--borrar'])).toMatchObject({ code: 0, stderr: '' })
  expect(existsSync(file)).toBe(false)
})

test('a file that is not there, is too long or is no file is refused, and stores nothing', async () => {
  await writeFile(join(scratch, 'largo.json'), 'x'.repeat(1_100_000))
  for (const name of ['nada.json', 'largo.json', '.']) {
    const { code, stderr } = await cli(['configurar', '--archivo', join(scratch, name)])
    expect([name, code, stderr]).toEqual([name, 2, expect.stringMatching(/No se pudo leer|demasiado largo/u)])
  }
  await expect(stored()).rejects.toThrow()
})

test('what was redirected into the process is read all the same', async () => {
  expect(await cli(['configurar'], JSON.stringify(point))).toMatchObject({ code: 0 })
  expect(await stored()).toContain('Casa Ñandú')
})

test('without anything to read it says how to go on', async () => {
  expect(await cli(['configurar'])).toMatchObject({ code: 2, stderr: expect.stringContaining('configurar --archivo RUTA') })
})

test('the first line of --json is blank, and every other one is an object', async () => {
  const { code, stdout } = await cli(['explicar', '--json', '--', 'Error: CUIT: 20'])
  expect(code).toBe(0)
  const lines = withoutBlankLine(stdout.trimEnd().split('\n'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toHaveProperty('codigo')
})

test('an argument after a word with a colon ends the process before any code of ours; after `--` it does not', async () => {
  expect(await cli(['explicar', 'CUIT:invalido', '--json'])).toEqual({ code: 255, stdout: '', stderr: '' })
  expect(await cli(['explicar', '--json', '--', 'CUIT:invalido', 'resto'])).toMatchObject({ code: 0, stdout: expect.stringContaining('codigo') })
})

test('a text that ends with a colon may have been cut by the shell: it is said', async () => {
  expect(await cli(['explicar', 'CUIT:'])).toMatchObject({ code: 0, stderr: expect.stringContaining('explicar -- "TEXTO"') })
})

test('the commands of the deployment guide work as they stand there', async () => {
  const guide = await readFile(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'deployment.md'), 'utf8')
  // One that is started by PowerShell, and those of the text; words in quotes are one argument, what stands for many is none.
  const words = [/Reencola\.exe" '([^']+)'/gu, /`(?:reencola )?((?:estado|explicar|reenviar) (?![^`]*--archivo)[^`…]+)`/gu].flatMap((kind) =>
    [...guide.matchAll(kind)].map(([, line = '']) => line),
  )
  expect(new Set(words.map((line) => line.split(' ')[0]))).toEqual(new Set(['configurar', 'estado', 'explicar', 'reenviar']))
  const file = join(scratch, 'punto-de-venta.json')
  await writeFile(file, JSON.stringify(point))
  // In the guide's order: what is set up first is there for the others.
  for (const line of words) {
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/gu)]
      .map(([, quoted, plain]) => quoted ?? plain ?? '')
      .map((arg) => (arg === 'punto-de-venta.json' ? file : arg))
    const { code, stdout } = await cli(args)
    // There is nobody to send anything to.
    expect([line, code]).toEqual([line, line.startsWith('reenviar') ? 3 : 0])
    // As the guide filters it: without the blank lines each is an object.
    for (const one of withoutBlankLine(stdout.split('\n')).filter((text) => text !== '')) expect(JSON.parse(one), line).toBeTypeOf('object')
  }
  // Windows' own PowerShell reads the alphabet of the computer where none is named.
  expect(guide).toContain('Get-Content salida.json -Encoding UTF8 | Where-Object { $_ }')
  expect(existsSync(file)).toBe(false)
  expect(await stored()).toContain(point.nombre)
})
