/** The scripts that try an installed program, with the stand-in host in its place. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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

async function smoke(script: string, target: string) {
  const artifacts = join(scratch, 'registros')
  const child = spawn(join(root, '.github', 'smoke', script), [target], { cwd: root, env: { ...cleanEnvironment(), SMOKE_ARTIFACTS: artifacts } })
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
