/** The scripts that try an installed program, with the stand-in host in its place. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../../build/ensure-built.ts'
import { cleanEnvironment, collect } from '../../e2e/harness/app.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const hostStart = `exec "${process.execPath}" "${join(root, 'test', 'host', 'run.js')}" "$@"`

let scratch: string
beforeEach(async () => {
  ensureBuilt()
  scratch = await mkdtemp(join(tmpdir(), 'reencola humo ñ-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true, maxRetries: 3 }))

/** What is tried: a program of that name, made of a line of shell. */
async function program(path: string, line: string): Promise<string> {
  const file = join(scratch, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, `#!/usr/bin/env bash\n${line}\n`)
  await chmod(file, 0o755)
  return file
}

/** A system in which installing a package puts the program there. */
async function system() {
  const programs = join(scratch, 'bin')
  const installed = join(programs, 'reencola')
  const asked = join(scratch, 'apt')
  await program('program', hostStart)
  await program(
    'bin/apt-get',
    `echo "$*" >> '${asked}'\ncase $1 in install) cp '${join(scratch, 'program')}' '${installed}' ;; *) rm -f '${installed}' ;; esac`,
  )
  await program('bin/sudo', 'exec "$@"')
  await program('bin/xdg-mime', 'exit 0')
  return { env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` }, asked: () => readFile(asked, 'utf8').catch(() => '') }
}

async function smoke(script: string, target: string, env: Record<string, string> = {}) {
  const artifacts = join(scratch, 'registros')
  const child = spawn(join(root, '.github', 'smoke', script), [target], { cwd: root, env: { ...cleanEnvironment(), SMOKE_ARTIFACTS: artifacts, ...env } })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr(), artifacts }
}

describe.skipIf(process.platform !== 'linux').each([
  ['app.sh', 'Reencola.app/Contents/MacOS/Reencola', 'Reencola.app'],
  ['appimage.sh', 'Reencola.AppImage', 'Reencola.AppImage'],
])('%s', (script, file, target) => {
  test('passes with a program that explains and opens, and leaves nothing running', async () => {
    await program(file, hostStart)
    const { code, stdout, stderr, artifacts } = await smoke(script, join(scratch, target))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^explains: \{"codigo"[^]*\nopens: \w+\n$/u)
    const data = join(artifacts, `datos-${script.replace('.sh', '')}`)
    expect(await readFile(join(data, 'logs', 'reencola.log'), 'utf8')).toContain('services ready')
    expect(await readdir(data)).not.toContain('abierta.json')
  })

  test.each([
    ['that prints nothing', 'exit 0', /does not explain/u],
    ['whose window goes away by itself', `case "$*" in explicar*) ${hostStart} ;; esac; exit 3`, /ended by itself/u],
  ])('fails with one %s', async (_what, line, words) => {
    await program(file, line)
    const { code, stdout } = await smoke(script, join(scratch, target))
    expect([code === 0, stdout]).toEqual([false, expect.stringMatching(words)])
  })
})

describe.skipIf(process.platform !== 'linux')('deb.sh', () => {
  test('installs, explains, opens, removes and purges, and what a person has stays', async () => {
    const { env, asked } = await system()
    const deb = await program('reencola-1.deb', '')
    const { code, stdout, stderr, artifacts } = await smoke('deb.sh', deb, env)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^explains: \{"codigo"[^]*\nopens: deb\n$/u)
    expect(await asked()).toBe(`install -y ${deb}\nremove -y reencola\npurge -y reencola\n`)
    expect(await readdir(join(artifacts, 'datos-deb'))).toContain('ordenes.db')
  })

  test('fails without a package, before anything is installed or tried that may have been there', async () => {
    const { env, asked } = await system()
    await program('bin/reencola', hostStart)
    const { code, stdout, stderr } = await smoke('deb.sh', join(scratch, 'reencola-*.deb'), env)
    expect([code === 0, stdout, await asked()]).toEqual([false, '', ''])
    expect(stderr).toContain('reencola-*.deb')
  })
})

test.skipIf(process.platform !== 'linux')('smoke.sh says what was not built, and tries nothing', async () => {
  await cp(join(root, '.github'), join(scratch, '.github'), { recursive: true })
  const { status, stdout, stderr } = spawnSync(join(scratch, '.github', 'steps', 'smoke.sh'), { encoding: 'utf8', env: cleanEnvironment() })
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining('no match: dist/*.deb\n')])
})
