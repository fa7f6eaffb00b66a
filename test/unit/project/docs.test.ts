/** The documents against the repository and the program's own words. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { animated } from '../../manual/shots.ts'
import { withDiagram } from '../../../build/state-diagram.ts'
import * as dataFiles from '../../../electron/core/storage/data-files.ts'
import { triageGroups } from '#contract/model/inbox.ts'
import { inbox } from '#contract/texts/inbox.ts'
import { snooze } from '#contract/texts/snooze.ts'
import { holdLabels, stateLabels } from '#contract/texts/states.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const inFolder = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const documents = [...inFolder('.'), ...inFolder('docs'), 'test/host/README.md']
const read = (name: string) => readFileSync(join(root, name), 'utf8')

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** What a document links to inside the repository, web addresses left out. */
const linksOf = (text: string) => [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/u.test(target))

describe.each(documents)('%s', (name) => {
  const text = read(name)

  it('links to what is there', () => {
    const broken = linksOf(text).filter((target) => {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? join(root, name) : resolve(root, dirname(name), path)
      if (!existsSync(file)) return true
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(decodeURIComponent(anchor))
    })
    expect(broken).toEqual([])
  })

  it('names files and folders that exist', () => {
    const named = [...text.matchAll(/`((?:electron|renderer|test|build|docs)\/[\w./-]+)`/gu)].map(([, path = '']) => path)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm (?:run (?:-s )?([\w:]+)|(start|test)\b)/gu)].map(([, run, direct]) => run ?? direct ?? '')
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })
})

it('says for each thing that can be added what to touch, by paths', () => {
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| (an? .+?|what .+?) \| (.+) \|$/gmu)].map(([, what = '', where = '']) => ({ what, where }))
  const wanted = [
    'command',
    'event',
    'screen',
    'text',
    'setting',
    'state',
    'endpoint',
    'task',
    'ARCA',
    'notification',
    'condition',
    'interval',
    'column',
    'file of ours',
  ]
  expect(wanted.filter((each) => !rows.some(({ what }) => what.includes(each)))).toEqual([])
  // No path, no row: `a/b` of the folders above, or a document of the root.
  expect(rows.filter(({ where }) => !/`(?:electron|renderer|test|build|docs)\/|`README\.md`/u.test(where))).toEqual([])
})

it('no picture is left over', () => {
  const linked = documents.flatMap((name) => linksOf(read(name)).map((target) => resolve(root, dirname(name), target)))
  const used = new Set([...linked, ...animated.map(({ shot }) => join(root, 'docs/images', `${shot}.png`))])
  const pictures = readdirSync(join(root, 'docs/images')).map((name) => join(root, 'docs/images', name))
  expect(pictures.filter((picture) => !used.has(picture))).toEqual([])
})

it('the manual explains every state, and every reason of a hold, in the words of the screen', () => {
  const manual = read('docs/manual.md').replaceAll(/\s+/gu, ' ')
  expect(Object.values(stateLabels).filter((label) => !manual.includes(`| **${label}** |`))).toEqual([])
  expect(Object.values(holdLabels).filter((label) => !manual.includes(label))).toEqual([])
})

/** @returns a chapter of the manual, from its heading to the next one of the same kind, on one line */
function chapter(title: string): string {
  const found = read('docs/manual.md')
    .split(/^## /mu)
    .find((text) => text.startsWith(title))
  if (found === undefined) throw new Error(`the manual has no chapter ${title}`)
  return found.replaceAll(/\s+/gu, ' ')
}

/**
 * @param file of the page
 * @param property whose values are names of texts
 * @returns these texts; what is written in another way stands as it is written, so that it is not overlooked
 */
async function textsIn(file: string, property: string): Promise<unknown[]> {
  const source = read(file)
  const known = new Map<string, unknown>()
  for (const [, names = '', module = ''] of source.matchAll(/^import \{ ([^}]+) \} from '#contract\/(texts\/[\w-]+\.ts)'$/gmu)) {
    const exported = (await import(join(root, 'electron/contract', module))) as Record<string, Record<string, unknown>>
    for (const each of names.split(', ')) {
      const [name = '', alias = name] = each.split(' as ')
      for (const [key, text] of Object.entries(exported[name] ?? {})) known.set(`${alias}.${key}`, text)
    }
  }
  return [...source.matchAll(new RegExp(`\\b${property}: ([^,]+),`, 'gu'))].flatMap(([, value = '']) => {
    const named = [...value.matchAll(/\b\w+\.\w+(?! ===)\b/gu)].map(([name]) => known.get(name) ?? name)
    return named.length === 0 ? [value] : named
  })
}

it('the manual explains every section of Ajustes, by its title', async () => {
  const file = 'renderer/screens/ajustes/sections.ts'
  const titles = await textsIn(file, "id: '[\\w-]+', title")
  expect(titles).toContain('Puntos de venta')
  expect(titles).toHaveLength(read(file).match(/\bid: '/gu)?.length ?? 0)
  const ajustes = chapter('Ajustes')
  expect(titles.filter((title) => !ajustes.includes(`- **${String(title)}**: `))).toEqual([])
})

it('the manual names every item of the menu of a row, and every chip of Con error', async () => {
  const items = await textsIn('renderer/screens/con-error/row-menu.tsx', 'label')
  expect(items).toContain('Reenviar…')
  const chips = [...triageGroups.map((group) => `${inbox.chips[group](2)} ${inbox.chipsRest[group]}`.trim()), snooze.chip(2)]
  const conError = chapter('Con error')
  expect([...items, ...chips].filter((words) => !conError.includes(`**${String(words)}**`))).toEqual([])
})

it('the diagram of states is that of the table of transitions; `npm run diagram` draws it anew', () => {
  expect(read('ARCHITECTURE.md')).toBe(withDiagram(read('ARCHITECTURE.md')))
})

it('the table of files in the data folder names each', () => {
  const table = read('docs/deployment.md')
  const named = Object.entries(dataFiles).flatMap(([constant, name]) => (typeof name === 'string' ? [constant.endsWith('Folder') ? `${name}/` : name] : []))
  const ours = [...named, ...dataFiles.smallFiles.map((name) => `${name}.json`)].filter((name) => name !== dataFiles.logFile)
  expect(ours).toHaveLength(11)
  expect(ours.filter((name) => !table.includes(`| \`${name}\``))).toEqual([])
})
