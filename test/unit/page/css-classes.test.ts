/** A class is a name in two places: what one of them no longer says is dead in the other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '..', '..', '..', 'renderer')
const read = (ending: RegExp) =>
  readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }))

const sheets = read(/\.css$/u)
const parts = read(/\.tsx$/u)

/** What an attribute `className`, or a button's `look`, says: its words, and the beginnings of those that end in a value. */
function namesIn(text: string): { words: string[]; beginnings: string[] } {
  const said = [...text.matchAll(/(?:[cC]lassName|look)(?:=|: | = )(?:"([^"]*)"|'([^']*)'|\{((?:[^{}]|\{[^{}]*\})*)\})/gu)].flatMap(
    ([, plain, single, braces]) =>
      braces === undefined
        ? [plain ?? single ?? '']
        : [...braces.matchAll(/(=== )?(['"`])(.*?)\2/gu)].flatMap(([, compared, , quoted = '']) => (compared ? [] : quoted)),
  )
  const words = said.flatMap((each) => each.split(/\s+/u)).filter(Boolean)
  return {
    words: words.filter((word) => /^[a-z][\w-]*$/iu.test(word)),
    beginnings: words.flatMap((word) => /^([a-z][\w-]*-)\$\{/iu.exec(word)?.[1] ?? []),
  }
}

const used = parts.map(({ text }) => namesIn(text))
const words = new Set(used.flatMap((each) => each.words))
const beginnings = used.flatMap((each) => each.beginnings)

/** Selectors without what they say in brackets and comments. */
const styled = new Map(
  sheets.flatMap(({ name, text }) =>
    [...text.replaceAll(/\/\*[\s\S]*?\*\/|url\([^)]*\)/gu, '').matchAll(/([^{};]+)\{/gu)].flatMap(([, selector = '']) =>
      [...selector.replaceAll(/\[[^\]]*\]/gu, '').matchAll(/\.([a-z][\w-]*)/giu)].map(([, found = '']) => [found, name] as const),
    ),
  ),
)

/** Named by the components that we did not write; looks of a button that are its bare shape. */
const foreign = new Set(['react-aria-Label'])
const bare = new Set(['plain'])

test('every class that a sheet styles is given to something', () => {
  expect(styled.size).toBeGreaterThan(200)
  const dead = [...styled].filter(([name]) => !words.has(name) && !foreign.has(name) && !beginnings.some((beginning) => name.startsWith(beginning)))
  expect(dead.map(([name, sheet]) => `${sheet}: .${name}`)).toEqual([])
})

test('every class that something is given is styled', () => {
  expect(words.size).toBeGreaterThan(180)
  expect([...words].filter((word) => !styled.has(word) && !bare.has(word))).toEqual([])
  expect(beginnings.filter((beginning) => ![...styled.keys()].some((name) => name.startsWith(beginning)))).toEqual([])
})

test('what a class is by itself is said in one sheet', () => {
  const byItself = sheets.flatMap(({ name, text }) => [...text.matchAll(/^\.([a-z][\w-]*) \{/gmu)].map(([, found = '']) => ({ found, name })))
  const twice = Map.groupBy(byItself, ({ found }) => found)
  expect(
    [...twice].filter(([, all]) => new Set(all.map(({ name }) => name)).size > 1).map(([found, all]) => `${found}: ${all.map(({ name }) => name).join(', ')}`),
  ).toEqual([])
})
