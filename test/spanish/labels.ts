/** What can be pressed or chosen: the texts that the sources put on a button, a link, a choice or an entry of a menu. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sayings, textModules } from './texts.ts'

const root = join(import.meta.dirname, '..', '..')
const folders = ['renderer', 'electron/shell']
const texts = join(root, 'electron', 'contract', 'texts')

/** What stands inside one of these is its label. */
const elements = /<(Action|button|a|summary)(?=[\s>])/gu
/** Where a label is handed over to what shows it. */
const handedOver = /(?:\blabel(?:=\{|: )|\bcommand\(|\bbuttons: \[)([^}\]\n]+)/gu

/** @returns every text that is a label, numbers told with each count */
export async function everyLabel(): Promise<Set<string>> {
  const labels = new Set<string>()
  for (const source of folders.flatMap(sourcesIn)) {
    const named = await importedTexts(source)
    const places = [...insideElements(source), ...[...source.matchAll(handedOver)].map(([, place = '']) => place)]
    for (const [, name = '', path = ''] of places.flatMap((place) => [...place.matchAll(/\b(\w+)((?:\.\w+)+)/gu)])) {
      const imported = named.get(name)
      if (imported) for (const label of saidOf(imported, path.split('.').slice(1))) labels.add(label)
    }
  }
  for (const file of textModules) for (const value of Object.values((await import(join(texts, file))) as object)) addOwnLabels(labels, value)
  return labels
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))

/** A text or a group of texts, and from which name of which module. */
interface Imported {
  from: string
  value: unknown
}

/** @returns what a source imports from the modules of texts, by the names that it has there */
async function importedTexts(source: string): Promise<Map<string, Imported>> {
  const named = new Map<string, Imported>()
  for (const [, names = '', file = ''] of source.matchAll(/import \{([^}]+)\} from '#contract\/texts\/([^']+)'/gu)) {
    const module = (await import(join(texts, file))) as Record<string, unknown>
    for (const each of names.split(',').map((name) => name.trim())) {
      const [name = '', alias = name] = each.split(' as ')
      if (name in module) named.set(alias, { from: `${file}: ${name}`, value: module[name] })
    }
  }
  return named
}

function insideElements(source: string): string[] {
  return [...source.matchAll(elements)].flatMap(({ 0: begin, 1: tag = '', index }) => {
    const from = endOfTag(source, index + begin.length)
    return source[from - 2] === '/' ? [] : [source.slice(from, source.indexOf(`</${tag}>`, from))]
  })
}

/** @returns where the content begins: arrows and comparisons stand in braces only */
function endOfTag(source: string, from: number): number {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    if (source[at] === '{') depth++
    else if (source[at] === '}') depth--
    else if (source[at] === '>' && depth === 0) return at + 1
  }
  return source.length
}

/** @returns what is said by the member at the end of the path, and by its own members */
function saidOf({ from, value }: Imported, [name, ...rest]: string[]): string[] {
  if (name === undefined || typeof value !== 'object' || value === null || !(name in value)) return sayings(from, value)
  return saidOf({ from: `${from}.${name}`, value: (value as Record<string, unknown>)[name] }, rest)
}

function addOwnLabels(labels: Set<string>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (name === 'label' && typeof member === 'string') labels.add(member)
    else addOwnLabels(labels, member)
  }
}
