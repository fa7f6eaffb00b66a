/** Everything that the text modules can say, and whether a text that somebody sees was said by them. */
import { ruleNames } from '#contract/model/rules.ts'
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { becameKinds } from '#contract/model/inbox.ts'
import { shares } from '#contract/model/batch.ts'
import { holdReasons, orderStates } from '#contract/model/order.ts'
import { neededFields, pointOfSaleFields } from '#contract/model/points-of-sale-import.ts'
import { failureCodes } from '#contract/result.ts'
import { taskMethods, taskStates } from '#contract/model/task.ts'
import { diagnosisFiles } from '#contract/texts/diagnosis.ts'
import type { OutcomeText } from '#contract/texts/outcomes/kinds.ts'
import { notes } from '#contract/texts/outcomes/notes.ts'
import { holds, states } from '#contract/texts/outcomes/states.ts'

const folder = join(import.meta.dirname, '..', '..', 'electron', 'contract', 'texts')
/** Every module of texts, by its path in their folder. */
export const textModules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll(sep, '/'))

/** A sentence, and from which name of which module. */
export interface Said {
  from: string
  /** The number that was counted, where one was. */
  count: number | null
  text: string
}

/** The numbers for which a plural can go wrong. */
const counts = [0, 1, 2, 1000] as const

/** Stands for a name or another text that a sentence quotes; no letter, so that the words around it can be told from it. */
export const quotedName = '\u{e000}'

/** Calls every function of every module with each count. @throws when one cannot be called with what its parameters are named */
export async function everythingSaid(): Promise<Said[]> {
  const said: Said[] = []
  for (const file of textModules) {
    const module = (await import(join(folder, file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(module)) collect(`${file}: ${name}`, value, null, said)
  }
  return said
}

/** @returns the texts of one value of a module */
export function sayings(from: string, value: unknown): string[] {
  const said: Said[] = []
  collect(from, value, null, said)
  return said.map(({ text }) => text)
}

function collect(from: string, value: unknown, count: number | null, said: Said[]): void {
  if (typeof value === 'string') said.push({ from, count, text: value })
  else if (Array.isArray(value)) value.forEach((member, index) => collect(`${from}[${index}]`, member, count, said))
  else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) collect(`${from}.${name}`, member, count, said)
  else if (typeof value === 'function') for (const n of counts) collect(from, call(from, value as (...args: unknown[]) => unknown, n), n, said)
}

/** What a parameter is given, by its name. Every function of the modules names its parameters after what they are. */
const samples: [RegExp, (n: number) => unknown][] = [
  [/^(?:list|characters|references|names|fields|fechas|titles)$/u, () => [quotedName, quotedName]],
  [/^outcomes$/u, (n) => ({ issued: n, queued: n, failed: n, cancelled: n })],
  [/^entries$/u, () => [{ external_reference: quotedName }, { external_reference: quotedName }]],
  [/^(?:resend|packaged)$/u, (n) => n > 0],
  [/At$|^at$/u, (n) => (n === 0 ? 0 : Date.parse('2026-11-25T12:00:00Z'))],
  [
    /^(?:n|count|one|many|used|possible|saved|done|total|rows|sent|notSent|uncertain|waiting|most|shown|seen|hidden|left|all|days|size|left|limit|resendCost|requests|orders|minutes|seconds|megabytes|changed|max|port|attempts|found|events|status|milliseconds|stored|repeated|length|numero)$/u,
    (n) => n,
  ],
  [/^(?:state|hold|reason|method|problem|kind)$/u, () => quotedName],
  [/./u, () => quotedName],
]

const overrides: Record<string, unknown[][]> = {
  'shares.ts: sharesText': [1, 2].map((n) => [Object.fromEntries(shares.map((share) => [share, n]))]),
  'counting.ts: count': [
    [1, 'reenvío', 'reenvíos'],
    [2, 'reenvío', 'reenvíos'],
  ],
  'counting.ts: tally': [[['one'], { one: 2 }, { one: () => '2 emitidos' }]],
  'cost.ts: costSentence': [
    [1, 1],
    [1, 2],
    [2, 4],
    [1000, 2000],
  ],
  'inbox.ts: inbox.costs': [
    [1, 1],
    [2, 2],
    [1000, 1000],
    [1000, 2],
  ],
  'inbox.ts: inbox.left': [1, 2, 1000].flatMap((n) => [
    ...becameKinds.map((kind) => [{ [kind]: n }]),
    [Object.fromEntries(becameKinds.map((kind) => [kind, n]))],
  ]),
  'order.ts: inItsStory': [states, holds, notes].flatMap((texts) => Object.values<OutcomeText>(texts).map(({ nextStep }) => [nextStep])),
  'reenviar.ts: reenviar.unusual': [[[quotedName, ' ']]],
  'banners.ts: banners.clock': [60_000, -45 * 60_000, 3_600_000, -3 * 3_600_000, 40 * 86_400_000].map((offset) => [offset]),
  'failures.ts: describeFailure': failureCodes.map((code) => [{ code, params: {} }]),
  'diagnosis.ts: diagnosis.size': [[1], [2], [50_000]],
  'diagnosis.ts: readme': [[Object.keys(diagnosisFiles)]],
  'states.ts: labelOf': orderStates.map((state) => [state, null]),
  'storage.ts: storageTexts.recovered': (['missing', 'empty', 'damaged', 'older', 'unfinished', 'foreign-journal'] as const).flatMap((fault) =>
    [null, 'none', 'unsound', Date.parse('2026-11-25T12:00:00Z')].flatMap((copy) => [
      [{ fault, aside: null, copy, waiting: [], doubtful: [], gap: false }],
      [
        {
          fault,
          aside: quotedName,
          copy,
          waiting: Array(1007)
            .fill('')
            .map((_, index) => quotedName.repeat(index + 1)),
          doubtful: [quotedName, null],
          gap: true,
        },
      ],
      [{ fault, aside: quotedName, copy, waiting: [quotedName], doubtful: [quotedName], gap: true }],
    ]),
  ),
  'points-of-sale-import.ts: pointsOfSaleImport.columnsMissing': [[['apikey']], [['apitoken', 'usertoken']], [[...neededFields]]],
  'points-of-sale-import.ts: pointsOfSaleImport.says': [
    ...pointOfSaleFields.flatMap((field) => (['missing', 'too-long', 'damaged'] as const).map((kind) => ({ kind, field }))),
    { kind: 'wrong-cuit' },
    { kind: 'key-in-name' },
    { kind: 'named-twice', row: 7 },
    { kind: 'keys-twice', row: 7 },
    { kind: 'keys-taken', name: quotedName },
    { kind: 'name-of-other', company: quotedName },
    { kind: 'name-of-other', company: null },
    null,
  ].flatMap((problem) => [true, false].map((replaces) => [{ problems: problem ? [problem] : [], replaces }])),
  'points-of-sale-import.ts: tryAll.over': [
    [1, 1, 1],
    [2, 2, 2],
    [190, 0, 0],
    [0, 1000, 0],
  ],
  'whereabouts.ts: whereaboutsTexts.place': (['error', 'queued', 'issued', 'unclear'] as const).map((status) => [quotedName, status]),
  'whereabouts.ts: whereaboutsTexts.free': [[1], [199], [20_000]],
  'rule-marks.ts: ruleMarks.used': [
    [0, 20],
    [1, 1],
    [1000, 20_000],
  ],
  'rule-marks.ts: ruleMarks.marked': ruleNames.map((rule) => [rule]),
  'rule-marks.ts: ruleMarks.ledger': [[1], [2], [1000]],
  'rules.ts: rulesTexts.confirm': [1, 20].flatMap((perDay) => [1, 2, 1000].map((points) => [perDay, points])),
  'rules.ts: rulesTexts.usedAt': [
    [quotedName, 1, 1],
    [quotedName, 6, 20],
  ],
  'rules.ts: rulesTexts.spent': [
    [quotedName, 1],
    [quotedName, 20],
  ],
  'tasks.ts: taskText': taskMethods.flatMap((method) => taskStates.map((state) => [method, state])),
  'shell.ts: notificationTexts.gate': holdReasons.map((reason) => [quotedName, reason]),
}

function call(from: string, work: (...args: unknown[]) => unknown, n: number): unknown {
  const given = overrides[from]
  if (given) return given.map((args) => work(...args))
  const args = parametersOf(work).map((name) => samples.find(([pattern]) => pattern.test(name))?.[1](n))
  try {
    return work(...args)
  } catch (error) {
    throw new Error(`${from}(${args.map(String).join(', ')})`, { cause: error })
  }
}

function parametersOf(work: (...args: unknown[]) => unknown): string[] {
  const source = work.toString()
  const list = /^(?:function \w*)?\s*\(([^)]*)\)/u.exec(source)?.[1] ?? /^(\w+)\s*=>/u.exec(source)?.[1] ?? ''
  return list
    .split(',')
    .map((name) => name.trim().replace(/ = .*$/u, ''))
    .filter(Boolean)
}

/** What a phrase is told with: a name, or a number, which another one may replace. */
const breaks = new RegExp(`${quotedName}|\\d[\\d.,]*|\\n`, 'u')

const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? []

/** Judges texts that somebody sees. */
export class Vocabulary {
  /** What the modules say, as words, by the first of them: `reenvíos` may stand where `${n} reenvíos` is said. */
  readonly #phrases = new Map<string, string[][]>()

  constructor(said: string[]) {
    for (const text of said)
      for (const phrase of text.split(breaks)) {
        const words = wordsOf(phrase)
        if (words[0] !== undefined) this.#phrases.set(words[0], [...(this.#phrases.get(words[0]) ?? []), words])
      }
  }

  /**
   * @param data words that come from data, such as a reference or a name
   * @returns the words of the text that neither a whole phrase of the modules nor data explains
   */
  unexplained(text: string, data: ReadonlySet<string>): string[] {
    const words = wordsOf(text)
    // How far phrases reach, from the front; a word that nothing explains is skipped and remembered.
    const best: (string[] | undefined)[] = [[]]
    words.forEach((word, at) => {
      const so = best[at]
      if (!so) return
      const reach = (end: number, missing: string[]) => {
        const known = best[end]
        if (!known || missing.length < known.length) best[end] = missing
      }
      reach(at + 1, data.has(word) || word.length === 1 ? so : [...so, word])
      for (const phrase of this.#phrases.get(word) ?? []) if (phrase.every((part, index) => words[at + index] === part)) reach(at + phrase.length, so)
    })
    return best[words.length] ?? words
  }
}

/** @returns every word in the texts of a value that crosses the bridge */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return wordsOf(value)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
