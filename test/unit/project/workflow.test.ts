/** The workflow, which nobody can run here: each of its steps is a script of the repository, and what its scripts expect is what we build. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const under = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)

const workflows = under('.github/workflows')
const scripts = [...under('.github/steps'), ...under('.github/smoke')]
const posixScripts = ['.ci/run', ...scripts.filter((path) => path.endsWith('.sh'))]
/** Not started, but read by the scripts beside it. */
const sourced = '.github/smoke/common.sh'

test('every step that runs something runs one script, and nothing beside it', () => {
  const steps = workflows.flatMap((path) => [...read(path).matchAll(/^\s*(?:- )?run: *(.*)$/gmu)].map(([, line = '']) => line))
  expect(steps.length).toBeGreaterThan(4)
  for (const step of steps) expect(posixScripts).toContain(step)
})

test('what is done on which system is said in the scripts, not in the workflow', () => {
  for (const path of workflows) expect(new Set([...read(path).matchAll(/\b(?:matrix|runner)\.\w+/gu)].map(([name]) => name))).toEqual(new Set(['matrix.os']))
})

test('every script is named by the workflow or by another one', () => {
  const texts = [...workflows, ...posixScripts].map((path) => ({ path, text: read(path) }))
  for (const script of scripts)
    expect(
      texts.some(({ path, text }) => path !== script && text.includes(basename(script))),
      script,
    ).toBe(true)
})

test('every file that a script names is there', () => {
  for (const path of [...posixScripts, ...scripts.filter((one) => one.endsWith('.ps1'))]) {
    const named = [...read(path).matchAll(/(?<![\w/.$-])(?:\.github|test|build)\/[\w./-]+\.\w+/gu)].map(([name]) => name)
    for (const name of named) expect(statSync(join(root, name), { throwIfNoEntry: false })?.isFile(), `${path}: ${name}`).toBe(true)
  }
})

describe.each(posixScripts)('%s', (path) => {
  test.skipIf(process.platform === 'win32')('is well formed, stops at the first failure, and can be started', () => {
    expect(spawnSync('bash', ['-n', join(root, path)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    if (path === sourced) return
    expect(read(path)).toMatch(/^#!\/usr\/bin\/env bash\n(?:#.*\n)+set -euo pipefail\n/u)
    expect(statSync(join(root, path)).mode & 0o111).not.toBe(0)
  })
})

test('what a run leaves behind is kept also when it failed, and is where the scripts put it', () => {
  const jobs = workflows.flatMap((path) => read(path).split(/^(?= {2}\w+:$)/mu))
  const leaving = jobs.filter((job) => scripts.some((script) => job.includes(script) && read(script).includes('SMOKE_ARTIFACTS')))
  expect(leaving.map((job) => /^ {2}(\w+):/u.exec(job)?.[1])).toEqual(['electron', 'installers'])
  for (const job of leaving) {
    expect(job).toMatch(/^ {4}env:\n {6}SMOKE_ARTIFACTS: \$\{\{ github\.workspace \}\}\/smoke$/mu)
    for (const [, step = ''] of job.matchAll(/^ {6}- uses: actions\/upload-artifact@v\d+\n((?: {8}.*\n)+)/gmu)) expect(step).toMatch(/^ {8}if: always\(\)$/mu)
    expect(job).toMatch(/^ {10}path: smoke$/mu)
    // One of a name is refused by GitHub, also of another job.
    const names = jobs.flatMap((one) => [...one.matchAll(/^ {10}name: (\S+)-\$/gmu)].map(([, name]) => name))
    expect(new Set(names).size).toBe(names.length)
  }
})

test('what must not be is asked by a condition: bash goes on after a line that `!` turns round', () => {
  const said = [...posixScripts, ...workflows].flatMap((path) =>
    read(path)
      .split('\n')
      .filter((line) => /^\s*(?:(?:- )?run: *)?! /u.test(line))
      .map((line) => `${path}: ${line}`),
  )
  expect(said).toEqual([])
})

test('on Windows files keep their line ends: bash reads no others, and tests look for them in the documents', () => {
  const { stdout } = spawnSync('git', ['check-attr', 'text', 'eol', '--', ...posixScripts, 'docs/manual.md', 'test/e2e/spanish.test.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
  const said = stdout.trimEnd().split('\n')
  expect(said).toHaveLength(2 * (posixScripts.length + 2))
  for (const line of said) expect(line).toMatch(/: (?:text: (?:auto|set)|eol: lf)$/u)
})

test('every action is of a version that runs on the Node that GitHub has: the one of before went in September 2026', () => {
  // The first of each that runs on Node 24.
  const oldest: Record<string, number> = { checkout: 5, 'setup-node': 5, 'upload-artifact': 6 }
  const used = workflows.flatMap((path) => [...read(path).matchAll(/uses: (\S+)/gu)].map(([, action = '']) => action))
  expect(used.length).toBeGreaterThan(4)
  for (const action of used) {
    const [, name = '', version] = /^actions\/([\w-]+)@v(\d+)$/u.exec(action) ?? []
    expect(Number(version), action).toBeGreaterThanOrEqual(oldest[name] ?? Infinity)
  }
})

test('what is made for root to write is a folder: in /tmp a file of somebody else is closed to root as well (fs.protected_regular)', () => {
  for (const path of posixScripts.filter((one) => read(one).includes('as-root.sh'))) expect(read(path).match(/\bmktemp\b(?! -d\b)/gu) ?? [], path).toEqual([])
})

test('the links that the smoke of Windows expects are those that the installer writes', () => {
  const written = /shell\\open\\command" "" '"\$INSTDIR\\[^"]+"(.*)'/u.exec(read('build/installer.nsh'))?.[1]
  const expected = /\$open -eq "`"\$program`"(.*?)"\)/u.exec(read('.github/smoke/windows.ps1'))?.[1]?.replaceAll('`"', '"')
  expect(written).toBe(' -- "%1"')
  expect(expected).toBe(written)
})

test('what the smoke of Windows looks for bears the names of the product', () => {
  const smoke = read('.github/smoke/windows.ps1')
  const { name, productName } = JSON.parse(read('package.json')) as { name: string; productName: string }
  const id = /^appId: (\S+)$/mu.exec(read('electron-builder.yml'))?.[1]
  for (const expected of [`Programs\\${name}`, `\\${productName}.exe`, `Uninstall ${productName}.exe`, `'${id}'`, `${name}-updater`])
    expect(smoke).toContain(expected)
  expect(read('electron/core/storage/data-files.ts')).toContain("'ordenes.db'")
  for (const script of ['.github/smoke/windows.ps1', sourced]) expect(read(script)).toContain('services ready')
  expect(read('electron/main.ts')).toContain("'services ready'")
})
