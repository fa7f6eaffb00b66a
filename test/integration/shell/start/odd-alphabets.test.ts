/** What scripts of Windows write into standard input: the point of sale is called as it is called, whatever the bytes. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBuilt } from '../../../../build/ensure-built.ts'
import { cleanEnvironment } from '../../../e2e/harness/app.ts'

const host = join(import.meta.dirname, '..', '..', '..', 'host', 'run.js')
const name = 'Sucursal Ñandú'
const json = JSON.stringify({
  nombre: name,
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef',
})

let folder: string
beforeEach(async () => {
  ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'reencola-alfabeto-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const configure = (input: Buffer) =>
  spawnSync(process.execPath, [host, 'configurar'], { input, encoding: 'utf8', env: { ...cleanEnvironment(), REENCOLA_DATOS: folder } })

test.each([
  ['UTF-8', Buffer.from(json)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${json}`)],
  ['the old alphabet of Windows', Buffer.from(json, 'latin1')],
  ['UTF-16 with its mark, as PowerShell 5.1 writes a file', Buffer.from(`\uFEFF${json}\r\n`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(json, 'utf16le')],
  ['UTF-16 the other way round', Buffer.from(`\uFEFF${json}`, 'utf16le').swap16()],
])('%s', (_alphabet, input) => {
  const { status, stdout } = configure(input)
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ ok: true, nombre: name })
})

test('what is no text is refused, and nothing is saved', () => {
  const { status, stderr } = configure(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]))
  expect(status).toBe(2)
  expect(stderr).toContain('no es un JSON válido')
})
