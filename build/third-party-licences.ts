import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'
import type { Licence } from '#contract/commands/licences.ts'

/** Where the licences of the last build are, from the project's folder. */
export const licencesFile = join('out', 'licencias.json')

/** SPDX names of the licences that ask for nothing but a notice. */
const permissive = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0'])

interface Package {
  name: string
  version: string
  license?: string
}

interface WithText extends Package {
  text: string
}

/** A choice is fine when one side is; what joins licences needs all of them. */
export function isPermissive(license: string): boolean {
  const bare = license.replace(/[()]/gu, ' ')
  return bare.split(/\sOR\s/u).some((side) => side.split(/\sAND\s/u).every((name) => permissive.has(name.trim())))
}

/**
 * Collects the licences of the packages whose code ends in a bundle, and writes them beside the bundles. One plugin for all
 * bundles: the last one to be written completes the list.
 * @throws when a package has no licence, no text of it, or one that asks for more than a notice
 */
export function thirdPartyLicences(root: string): Plugin {
  const seen = new Map<string, WithText>()
  return {
    name: 'third-party-licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        const modules = chunk.type === 'chunk' ? Object.entries(chunk.modules) : []
        for (const [id, { renderedLength }] of modules) {
          const folder = renderedLength > 0 ? packageFolder(id) : null
          if (folder && !seen.has(folder)) seen.set(folder, withText(folder))
        }
      }
      mkdirSync(join(root, 'out'), { recursive: true })
      writeFileSync(join(root, licencesFile), JSON.stringify(groupByText([...seen.values()]), null, 1))
    },
  }
}

/** @returns the folder of the package that a module belongs to; null for the project's own and for what the bundler made up */
function packageFolder(id: string): string | null {
  const path = id.split('?')[0] ?? ''
  const parts = path.split(/[\\/]/u)
  const at = parts.lastIndexOf('node_modules')
  if (path.startsWith('\0') || at === -1) return null
  const scoped = parts[at + 1]?.startsWith('@') === true
  return parts.slice(0, at + (scoped ? 3 : 2)).join(sep)
}

function withText(folder: string): WithText {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
  if (license === undefined || !isPermissive(license)) throw new Error(`${name} ${version}: licence ${license ?? 'unknown'}`)
  const text = licenceText(folder) ?? (license === 'MIT' && Object.hasOwn(mitWithoutFile, name) ? mit(mitWithoutFile[name] ?? '') : null)
  if (text === null) throw new Error(`${name} ${version}: no text of its licence (${license})`)
  return { name, version, license, text }
}

/** Packages that say MIT and who wrote them, and bring no file that says the rest. */
const mitWithoutFile: Record<string, string> = { 'lazy-val': 'Vladimir Krivosheev' }

/** The licence in its own words (https://spdx.org/licenses/MIT.html). */
const mit = (author: string): string => `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

/** The package's own text, with its NOTICE, which Apache's licence wants to be passed on. */
function licenceText(folder: string): string | null {
  const files = readdirSync(folder)
  const read = (pattern: RegExp) => files.filter((file) => pattern.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const licences = read(/^licen[cs]e/iu)
  return licences.length === 0 ? null : [...licences, ...read(/^notice/iu)].join('\n\n').replaceAll('\r\n', '\n')
}

/** Packages that share a text, word by word, share an entry. */
function groupByText(packages: WithText[]): Licence[] {
  const groups = Map.groupBy(packages, ({ license, text }) => `${license}\n${text}`)
  const list = [...groups.values()].map((group) => ({
    packages: group.map(({ name, version }) => `${name} ${version}`).toSorted((a, b) => a.localeCompare(b)),
    license: group[0]?.license ?? '',
    text: group[0]?.text ?? '',
  }))
  return list.toSorted((a, b) => (a.packages[0] ?? '').localeCompare(b.packages[0] ?? ''))
}
