import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { link, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../e2e/harness/control.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const fixture = join(root, 'test', 'host', 'fixture')

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'host-start-'))
})

afterEach(() => rm(folder, { recursive: true }))

const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '')

async function finished(child: ChildProcess) {
  const ended = once(child, 'close')
  const [stdout, stderr] = await Promise.all([child.stdout ? text(child.stdout) : '', child.stderr ? text(child.stderr) : ''])
  const [code] = (await ended) as [number | null]
  return { code, stdout, stderr }
}

const start = (args: string[]) =>
  spawn(process.execPath, [join(root, 'build', 'start.ts'), ...args], {
    env: { ...process.env, REENCOLA_ANFITRION: '1', REENCOLA_ANFITRION_APP: fixture, FIXTURE_DATOS: folder },
  })

describe('npm start', () => {
  test('prints what the app prints, ends as it ends, and says in one line that this is the host', async () => {
    const child = start(['echo'])
    child.stdin.end('{"a":1}\n')
    const { code, stdout, stderr } = await finished(child)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '{"a":1}\n' })
    expect(stderr).toMatch(/^[^\n]*Electron[^\n]*\n$/u)
  })

  test('hands on the signal that ends it', async () => {
    const child = start(['--oculto'])
    await until(async () => (await read('notes.txt')).includes('did-finish-load'), 'the app')
    const end = finished(child)
    child.kill('SIGTERM')
    const { code } = await end
    if (process.platform !== 'win32') {
      expect(code).toBe(0)
      expect(await read('notes.txt')).toContain('will-quit')
    }
  })

  test('with --simulador configures a point of sale and leaves nothing behind', async () => {
    const child = start(['--simulador', '--oculto'])
    const end = finished(child)
    const started = await until(async () => /^started (.*)$/mu.exec(await read('notes.txt'))?.[1], 'the app')
    const configured = /^configurar (.*)$/mu.exec(await read('notes.txt'))?.[1]
    expect(JSON.parse(configured ?? '')).toMatchObject({ nombre: expect.any(String), apikey: expect.any(String) })
    const { args, api, data } = JSON.parse(started) as { args: string[]; api: string; data: string }
    expect(args).toEqual(['--oculto'])
    expect((await fetch(api)).status).toBeLessThan(500)
    expect(existsSync(data)).toBe(true)
    child.kill('SIGTERM')
    const { stdout } = await end
    expect(stdout).toBe('')
    if (process.platform !== 'win32') expect(existsSync(data)).toBe(false)
    await expect(fetch(api)).rejects.toThrow()
  })
})

const ensure = () => finished(spawn(process.execPath, [join(root, 'build', 'ensure-built.ts'), folder]))
const builds = async () => (await read('builds.txt')).split('\n').filter(Boolean).length
const source = (name: string) => join(folder, 'electron', name)

describe('ensureBuilt', () => {
  beforeEach(async () => {
    const tool = join(folder, 'node_modules', 'electron-vite', 'bin')
    for (const path of [tool, join(folder, 'electron'), join(folder, 'renderer'), join(folder, 'build', 'icons', 'tray')])
      await mkdir(path, { recursive: true })
    await writeFile(
      join(tool, 'electron-vite.js'),
      `const fs = require('node:fs')
      fs.appendFileSync('builds.txt', process.argv[2] + '\\n')
      console.log('built')
      process.exit(fs.readFileSync('electron/main.ts', 'utf8') === 'broken' ? 1 : 0)`,
    )
    for (const path of ['electron/main.ts', 'electron/old.ts', 'electron.vite.config.ts', 'build/third-party-licences.ts'])
      await writeFile(join(folder, path), '')
    await writeFile(join(folder, 'package.json'), '{}')
  })

  test('builds once, and again only for a newer source; standard output stays clean', async () => {
    expect(await ensure()).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('built') })
    expect(await ensure()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await builds()).toBe(1)
    const later = new Date(Date.now() + 60_000)
    await utimes(source('main.ts'), later, later)
    await ensure()
    expect(await builds()).toBe(2)
  })

  test('a copy of the folder by hard links is not told of what this one has built', async () => {
    await ensure()
    const shared = join(folder, 'shared')
    await link(join(folder, 'out', '.built'), shared)
    const before = (await stat(shared)).mtimeMs
    const earlier = new Date(Date.now() - 1_000)
    await utimes(join(folder, 'out', '.built'), earlier, earlier)
    await rm(source('old.ts'))
    await ensure()
    expect(await builds()).toBe(2)
    expect((await stat(shared)).mtimeMs).toBeLessThan(before)
  })

  test('builds again when a source was deleted', async () => {
    await ensure()
    await rm(source('old.ts'))
    await ensure()
    expect(await builds()).toBe(2)
  })

  test('a build that failed does not count', async () => {
    await writeFile(source('main.ts'), 'broken')
    expect((await ensure()).code).toBe(1)
    expect((await ensure()).code).toBe(1)
    expect(await builds()).toBe(2)
  })

  test('two processes at once build once', async () => {
    const both = await Promise.all([ensure(), ensure()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(await builds()).toBe(1)
  })
})
