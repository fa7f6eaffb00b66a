/** A failure before there is a log: Electron ends for nothing that nobody catches, so a command would wait for ever. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBuilt } from '../../../../build/ensure-built.ts'
import { runCli } from '../../../e2e/harness/app.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')

let folder: string
beforeEach(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'reencola-early-'))
  cpSync(join(root, 'out'), join(folder, 'out'), { recursive: true, filter: (path) => !path.endsWith('.map') })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As when the program is updated while it starts. */
function lose(chunk: RegExp): void {
  const chunks = join(folder, 'out', 'main', 'chunks')
  const lost = readdirSync(chunks).filter((name) => chunk.test(name))
  expect(lost).not.toEqual([])
  for (const name of lost) rmSync(join(chunks, name))
}

const env = () => ({ REENCOLA_DATOS: join(folder, 'datos') })

test('a command whose part of the program is missing says so and ends with 1', async () => {
  lose(/^explain-/u)
  const ended = await runCli(['explicar', '--json', '--', 'Error 10016'], '', env(), folder)
  expect(ended).toMatchObject({ code: 1, stdout: '' })
  expect(ended.stderr).toMatch(/^Reencola no llegó a empezar por una falla;.*Cannot find module/su)
})

test('a window that fails before its log says so in a box and ends with 1', async () => {
  const main = join(folder, 'out', 'main', 'main.js')
  const text = readFileSync(main, 'utf8')
  const broken = text.replace('process.umask(', '(()=>{throw new TypeError("early, apikey=12345678901234567890")})(')
  expect(broken).not.toBe(text)
  writeFileSync(main, broken)
  const ended = await runCli([], '', env(), folder)
  expect(ended).toMatchObject({ code: 1, stdout: '' })
  expect(ended.stderr).toMatch(/Reencola se cerró por una falla.*TypeError: early/su)
  expect(ended.stderr).not.toContain('12345678901234567890')
})
