/** Something else stands where the program keeps its files: said in Spanish, at every kind of start, never a crash. */
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../../e2e/harness/app.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-in-the-way-'))
})
afterEach(() => rm(scratch, { recursive: true }))

const data = () => join(scratch, 'datos')
const inData = (name: string) => join(data(), name)
const cli = (args: string[], stdin = '') => runCli(args, stdin, { REENCOLA_DATOS: data(), REENCOLA_API_URL: 'http://127.0.0.1:9/' })
const point = { nombre: 'Casa', apikey: '30030', apitoken: 'c1d2e3f405162738495a6b7c8d9e0f11', usertoken: 'bb112233445566778899aabbccddeeff' }

test.each([
  ['logs', 'a file', /«logs» es un archivo/u, () => writeFile(inData('logs'), '')],
  ['copias', 'a file', /«copias» es un archivo/u, () => writeFile(inData('copias'), '')],
  ['diario.jsonl', 'a folder', /«diario\.jsonl» es una carpeta/u, () => mkdir(inData('diario.jsonl'))],
  ['ordenes.db', 'a folder', /«ordenes\.db» es una carpeta/u, () => mkdir(inData('ordenes.db'))],
])('%s is %s', async (name, _kind, words, put) => {
  await mkdir(data())
  if (name !== 'logs') {
    await cli(['configurar'], JSON.stringify(point))
    await rm(inData(name), { recursive: true, force: true })
  }
  await put()
  for (const args of [[], ['reenviar', 'A', '--json']]) {
    const { code, stdout, stderr } = await cli(args)
    expect([args, code, stdout]).toEqual([args, 2, ''])
    expect(stderr).toMatch(words)
    expect(stderr).not.toContain('    at ')
  }
})

test('orders that are gone are not called none by what only looks', async () => {
  await mkdir(data())
  await cli(['configurar'], JSON.stringify(point))
  await cli(['reenviar', 'A', '--esperar', '1'])
  expect(await readdir(data())).toContain('diario.jsonl')
  await truncate(inData('ordenes.db'))
  for (const suffix of ['-wal', '-shm']) await rm(inData(`ordenes.db${suffix}`), { force: true })
  const { code, stderr } = await cli(['estado'])
  expect([code, stderr.includes('falta, está vacío o está dañado')]).toEqual([2, true])
})
