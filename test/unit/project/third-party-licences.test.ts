import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isPermissive, licencesFile, thirdPartyLicences } from '../../../build/third-party-licences.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reencola-avisos-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function install(name: string, license: string | undefined, files: Record<string, string>): string {
  const folder = join(root, 'node_modules', name)
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return join(folder, 'dist', 'index.js')
}

/** Says to the plugin that a bundle with these modules was made. */
function bundle(modules: Record<string, number>): unknown {
  const { generateBundle } = thirdPartyLicences(root)
  const chunk = { type: 'chunk', modules: Object.fromEntries(Object.entries(modules).map(([id, renderedLength]) => [id, { renderedLength }])) }
  ;(generateBundle as unknown as (options: object, bundle: object) => void)({}, { 'main.js': chunk, 'main.css': { type: 'asset' } })
  return JSON.parse(readFileSync(join(root, licencesFile), 'utf8'))
}

test('a bundle gives one entry a text, with notices, and only of what is really in it', () => {
  const modules = {
    [join(root, 'electron', 'main.ts')]: 10,
    '\0rolldown/runtime.js': 10,
    [install('uno', 'MIT', { LICENSE: 'texto\r\nuno\n' })]: 10,
    [install('@grupo/dos', 'MIT', { 'license.md': 'texto\nuno' })]: 10,
    [`${install('tres', 'Apache-2.0', { 'LICENSE.txt': 'texto tres', NOTICE: 'aviso' })}?comonjs`]: 10,
    [install('afuera', 'GPL-3.0', {})]: 0,
  }
  expect(bundle(modules)).toEqual([
    { packages: ['@grupo/dos 1.2.3', 'uno 1.2.3'], license: 'MIT', text: 'texto\nuno' },
    { packages: ['tres 1.2.3'], license: 'Apache-2.0', text: 'texto tres\n\naviso' },
  ])
})

test.each([
  ['without a licence', undefined, { LICENSE: 'texto' }, /unknown/u],
  ['that asks for more than a notice', 'GPL-3.0', { LICENSE: 'texto' }, /GPL-3\.0/u],
  ['without the text', 'MIT', {}, /no text/u],
])('a package %s breaks the build', (_name, license, files, problem) => {
  expect(() => bundle({ [install('malo', license, files)]: 10 })).toThrow(problem)
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['(MIT AND BSD-3-Clause)', true],
  ['MIT AND GPL-3.0', false],
  ['LGPL-2.1', false],
  ['SEE LICENSE IN LICENSE.md', false],
])('%s: %s', (license, fine) => {
  expect(isPermissive(license)).toBe(fine)
})
