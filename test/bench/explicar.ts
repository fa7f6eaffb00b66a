import { readFileSync } from 'node:fs'
import { explain } from '../../electron/core/guidance/explain.ts'
import { round, type BenchResult } from './result.ts'

export const name = 'explicar'

const longest = 65_536
const randomTexts = 100_000
const warmUp = 1000
/** The slowest are timed again, to tell what a text takes from what the machine did meanwhile. */
const suspects = 50

/** Explaining, against a bare scan of the same texts; and how long the slowest of any text takes. */
export async function run(): Promise<BenchResult[]> {
  const corpus = JSON.parse(readFileSync(new URL('../fixtures/error-texts.json', import.meta.url), 'utf8')) as { input: string | string[] }[]
  const inputs = corpus.map(({ input }) => input)
  const explained = perSecond(inputs, (input) => explain(input).kind.length)
  const scanned = perSecond(inputs, (input) => [input].flat().reduce((sum, text) => sum + bareScan(text), 0))
  const slow = slowest()
  return [
    {
      name: 'explicar.textos',
      value: round(explained),
      unit: 'texts/s',
      baseline: round(scanned),
      ratio: round(explained / scanned),
      n: inputs.length,
      note: 'corpus of error answers; baseline: one code pattern and one includes over the same texts',
    },
    {
      name: 'explicar.maslento',
      value: round(slow.text),
      unit: 'ms',
      baseline: round(slow.bare),
      ratio: round(slow.text / slow.bare),
      n: randomTexts,
      note: `slowest of random texts up to 64 KB; the ${suspects} slowest timed again, best of 5; first time, whatever else ran: ${round(slow.first)} ms; aim < 5 ms; baseline: bare scan`,
    },
  ]
}

const bareScan = (text: string) => (/#\d{5,8}\.(\d{1,5})/u.exec(text)?.index ?? 0) + (text.includes('No se han encontrado comprobantes') ? 1 : 0)

function perSecond<T>(items: T[], work: (item: T) => number): number {
  const pass = () => items.reduce((sum, item) => sum + work(item), 0)
  for (let i = 0; i < 20; i++) pass()
  let rounds = 0
  const started = performance.now()
  while (performance.now() - started < 1000) {
    pass()
    rounds++
  }
  return (rounds * items.length * 1000) / (performance.now() - started)
}

function slowest(): { first: number; text: number; bare: number } {
  const random = generator(20_261_123)
  const sources = [ascii, words, unicode, fragments].map((source) => source(random))
  let slow: { text: string; took: number }[] = []
  for (let i = -warmUp; i < randomTexts; i++) {
    const text = cut(sources[Math.abs(i) % sources.length] ?? '', random)
    const took = timed(() => explain(text))
    if (i >= 0 && took > (slow[suspects - 1]?.took ?? 0)) slow = [...slow, { text, took }].toSorted((a, b) => b.took - a.took).slice(0, suspects)
  }
  return {
    first: slow[0]?.took ?? Number.NaN,
    text: Math.max(...slow.map(({ text }) => best(() => explain(text)))),
    bare: Math.max(...slow.map(({ text }) => best(() => bareScan(text)))),
  }
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

const best = (work: () => unknown) => Math.min(...Array.from({ length: 5 }, () => timed(work)))

type Random = (below: number) => number

/** Mulberry32: the same texts in every run. */
function generator(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Lengths from 1 to 64 KB, as many between 1 and 2 as between 32 and 64 thousand; one in 50 is of the full length. */
function cut(source: string, random: Random): string {
  const length = random(50) === 0 ? longest : Math.floor(longest ** (random(1_000_000) / 1_000_000))
  const from = random(source.length - length)
  return source.slice(from, from + length)
}

const build = (random: Random, piece: (random: Random) => string) => {
  const pieces: string[] = []
  for (let length = 0; length < 8 * longest; length += pieces.at(-1)?.length ?? 0) pieces.push(piece(random))
  return pieces.join('')
}

const pick = (from: readonly string[], random: Random) => from[random(from.length)] ?? ''
const ascii = (random: Random) => build(random, (next) => String.fromCharCode(32 + next(95)))
const unicode = (random: Random) => build(random, (next) => String.fromCodePoint(next(next(2) === 0 ? 0x250 : 0xd7ff)))
const words = (random: Random) => build(random, (next) => `${pick('el campo fecha del comprobante cuit importe no es válido arca error'.split(' '), next)} `)
const fragments = (random: Random) =>
  build(random, (next) =>
    pick(
      [
        '#6661145.',
        '10016',
        ' (600) ',
        '[ codigo: ',
        'TFC-',
        'cms.',
        'HTTP ',
        '&oacute;',
        '&amp;',
        '\\u00f3',
        'Ã³',
        '<p',
        '{"',
        '" ',
        'x',
        '7',
        'ñ',
        ' - ',
        '\n',
      ],
      next,
    ),
  )
