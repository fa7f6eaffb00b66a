import { hostileTexts, type Hostile } from './patterns/hostile.ts'
import { subjects } from './patterns/subjects.ts'
import { round, type BenchResult } from './result.ts'

export const name = 'patrones'

/** What somebody may paste, send or answer. In UTF-16 units. */
const length = 2 ** 20
/** All texts are tried at this length, and the slowest of them at the whole. */
const trial = length / 32
const suspects = 10
/** One that takes more at the trial is not tried at the whole. Milliseconds. */
const hopeless = 100

/** Whatever looks at text from outside, fed with texts made to keep it busy; the baseline is one walk over the same text. */
export async function run(): Promise<BenchResult[]> {
  const results = Object.entries(subjects).map(([subject, work]) => measure(subject, work))
  const slowest = results.reduce((slow, result) => (result.value > slow.value ? result : slow))
  return Promise.resolve([...results, { ...slowest, name: 'patrones.maslento', note: `${slowest.name}, ${slowest.note}; aim <= 50 ms` }])
}

function measure(subject: string, work: (text: string) => unknown): BenchResult {
  const tried = [...hostileTexts(trial)].map((hostile) => ({ ...hostile, took: timed(work, hostile.text) })).toSorted((a, b) => b.took - a.took)
  const names = new Set(tried.slice(0, suspects).map(({ name: tricky }) => tricky))
  // Once more, to tell what a text takes from what the machine did meanwhile.
  const worst = tried
    .slice(0, suspects)
    .map((one) => ({ ...one, took: best(work, one.text) }))
    .toSorted((a, b) => b.took - a.took)[0]
  if (worst && worst.took > hopeless)
    return told(subject, worst, worst.took * (length / trial), `${round(worst.took)} ms at a thirty-second of the length; not tried at the whole`)
  const whole = [...hostileTexts(length)].filter(({ name: tricky }) => names.has(tricky)).map((hostile) => ({ ...hostile, took: best(work, hostile.text) }))
  const slowest = whole.toSorted((a, b) => b.took - a.took)[0]
  return told(subject, slowest ?? { name: 'none', text: '' }, slowest?.took ?? 0, `the slowest of ${tried.length} texts`)
}

function told(subject: string, { name: text, text: fed }: Hostile, took: number, note: string): BenchResult {
  const baseline = best(walk, fed)
  return {
    name: `patrones.${subject}`,
    value: round(took),
    unit: 'ms',
    baseline: round(baseline),
    ratio: round(took / baseline),
    n: 5,
    note: `${fed.length} characters of ${text}; ${note}`,
  }
}

/** @returns something that depends on every character, so that none is left out */
function walk(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at)
  return sum
}

function timed(work: (text: string) => unknown, text: string): number {
  // Puts the pieces of the text into one, which is no work of the pattern's.
  walk(text)
  const started = performance.now()
  work(text)
  return performance.now() - started
}

const best = (work: (text: string) => unknown, text: string): number => Math.min(...Array.from({ length: 5 }, () => timed(work, text)))
