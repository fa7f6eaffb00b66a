/** docs/faults.md against the tests: every fault has one, and every one that is named is there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor, type ESTree } from 'vite'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

interface Fault {
  fault: string
  tests: string[]
}

function readFaults(page: string): Fault[] {
  const faults: Fault[] = []
  for (const line of page.split('\n')) {
    if (line.startsWith('- ')) faults.push({ fault: line.slice(2), tests: [] })
    else if (line.startsWith('  - ')) faults.at(-1)?.tests.push(line.slice(4))
  }
  return faults
}

/** The function at the root of `test`, `test.each(…)`, `describe.skipIf(…)` and so on. */
function calleeName(node: ESTree.Expression | ESTree.Super): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'CallExpression') return calleeName(node.callee)
  if (node.type === 'TaggedTemplateExpression') return calleeName(node.tag)
  return node.type === 'MemberExpression' ? calleeName(node.object) : null
}

function titleOf({ arguments: [first, ...rest] }: ESTree.CallExpression): string | null {
  if (rest.length === 0) return null
  if (first?.type === 'Literal' && typeof first.value === 'string') return first.value
  return first?.type === 'TemplateLiteral' && first.expressions.length === 0 ? (first.quasis[0]?.value.cooked ?? null) : null
}

/** @returns what a call declares; null when it is none of these */
function part(node: ESTree.CallExpression): { isTest: boolean; title: string } | null {
  const name = calleeName(node.callee)
  const title = name === 'describe' || name === 'test' || name === 'it' ? titleOf(node) : null
  return title === null ? null : { isTest: name !== 'describe', title }
}

/** By source: the page names most files many times. */
const titlesRead = new Map<string, string[]>()

/** @returns the titles of all tests of a source, each with those of its describes before it */
function titlesOf(source: string): string[] {
  const known = titlesRead.get(source)
  if (known) return known
  const outer: string[] = []
  const titles: string[] = []
  new Visitor({
    CallExpression: (node) => {
      const found = part(node)
      if (found?.isTest) titles.push([...outer, found.title].join(' › '))
      else if (found) outer.push(found.title)
    },
    'CallExpression:exit': (node) => {
      if (part(node)?.isTest === false) outer.pop()
    },
  }).visit(parseSync('x.test.ts', source).program)
  titlesRead.set(source, titles)
  return titles
}

/** @returns null when the test or benchmark that is named is there, else what is wrong */
function problemOf(named: string, sourceOf: (file: string) => string | null): string | null {
  const benchmark = /^npm run bench -- ([\w-]+)$/u.exec(named)?.[1]
  if (benchmark) return new RegExp(`^ +(?:'${benchmark}'|${benchmark}):`, 'mu').test(sourceOf('test/bench/run.ts') ?? '') ? null : 'no such benchmark'
  const [file = '', ...path] = named.split(' › ')
  const source = sourceOf(file)
  if (source === null) return 'no such file'
  const titles = titlesOf(source)
  const problemOfTitle = (title: string) => {
    const alike = titles.filter((one) => one.endsWith(` › ${title}`)).length
    if (titles.includes(title) || alike === 1) return null
    return alike > 1 ? 'more than one test has that title' : 'no such test'
  }
  const whole = path.join(' › ')
  const problem = problemOfTitle(whole)
  const [, title, row] = /^(.+) \(([^()]+)\)$/u.exec(whole) ?? []
  if (problem !== 'no such test' || title === undefined || row === undefined) return problem
  return problemOfTitle(title) ?? (source.includes(row) ? null : `no case ${row}`)
}

const sourceOf = (file: string) => (/^test\/[\w./-]+\.ts$/u.test(file) && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null)
const faults = readFaults(readFileSync(join(root, 'docs/faults.md'), 'utf8'))

describe('the map from faults to tests', () => {
  test('has every fault once', () => {
    const all = faults.map(({ fault }) => fault)
    expect(all.length).toBeGreaterThan(100)
    expect(all.filter((fault, index) => all.indexOf(fault) !== index)).toEqual([])
  })

  test('names at least one test for each', () => {
    expect(faults.filter(({ tests }) => tests.length === 0).map(({ fault }) => fault)).toEqual([])
  })

  test('names tests that are there', () => {
    const named = faults.flatMap(({ tests }) => tests)
    expect(named.map((one) => `${one}: ${problemOf(one, sourceOf) ?? 'there'}`).filter((line) => !line.endsWith(': there'))).toEqual([])
  })
})

describe('a name in the map', () => {
  const source = `
    describe('outer', () => {
      test('one', () => {})
      test('two', () => {})
      test.each([['case a']])('%s goes (well)', () => {})
    })
    describe.each([['x']])('other', () => { it.skipIf(false)('two', () => {}) })`
  const problem = (named: string) => problemOf(named, (file) => (file === 'test/a.test.ts' ? source : file === 'test/bench/run.ts' ? '  medir: async\n' : null))

  test.each([
    ['test/a.test.ts › one', null],
    ['test/a.test.ts › outer › one', null],
    ['test/a.test.ts › other › two', null],
    ['test/a.test.ts › %s goes (well)', null],
    ['test/a.test.ts › %s goes (well) (case a)', null],
    ['npm run bench -- medir', null],
    ['test/a.test.ts › %s goes (well) (case b)', 'no case case b'],
    ['test/a.test.ts › two', 'more than one test has that title'],
    ['test/a.test.ts › on', 'no such test'],
    ['test/a.test.ts › outer', 'no such test'],
    ['test/b.test.ts › one', 'no such file'],
    ['one', 'no such file'],
    ['npm run bench -- otro', 'no such benchmark'],
  ])('%s: %s', (named, expected) => {
    expect(problem(named)).toBe(expected)
  })
})
