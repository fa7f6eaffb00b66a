/** What the words of a message say: the rules that they speak for, and what they point to where none does. */
import type { Guessed } from '#contract/texts/explanations.ts'
import type { Rule } from './catalogue/rule.ts'
import { hints, rules } from './catalogue/rules.ts'
import { WordFinder } from './words.ts'

/** Rules by their first words, those that refine a code by the code; put together on first use. */
interface Heard {
  byOpening: Map<string, Rule[]>
  byCode: Map<string, Rule[]>
  /** Of rules that say equally much, the earlier leads. */
  order: Map<Rule, number>
  finder: WordFinder
}

let heard: Heard | null = null

function hearing(): Heard {
  const byOpening = Map.groupBy(
    rules.filter((rule) => !rule.only),
    ({ words: [first] }) => first,
  )
  const byCode = Map.groupBy(
    rules.filter(({ refines }) => refines !== undefined),
    ({ refines }) => refines ?? '',
  )
  const order = new Map(rules.map((rule, i) => [rule, i]))
  const ruling = [...byOpening.values()].flat().flatMap(({ words, without = [], beside = [] }) => [...words, ...without, ...beside])
  const hinting = hints.flatMap(([, words]) => words.map((word) => word.trim()))
  return { byOpening, byCode, order, finder: new WordFinder([...new Set([...ruling, ...hinting])]) }
}

/** @returns the words of rules and hints that a text has in it */
export const wordsIn = (folded: string): Set<string> => (heard ??= hearing()).finder.find(folded)

/** @returns ids of the entries that rules find by the words in a text, the surer first */
export function meaningsOf(folded: string, present: ReadonlySet<string>): string[] {
  const { byOpening, order } = (heard ??= hearing())
  const holds = (word: string) => present.has(word)
  const said = [...present]
    .flatMap((word) => byOpening.get(word) ?? [])
    // To search the text itself takes long, and few rules come so far.
    .filter(
      (rule) =>
        rule.words.every(holds) &&
        !rule.without?.some(holds) &&
        (rule.beside?.some(holds) ?? true) &&
        inOrder(rule.words, folded) &&
        (rule.shape?.test(folded) ?? true),
    )
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return [...new Set(said.map((rule) => rule.means))]
}

/** @returns the id of the entry that the words next to a code tell it to mean; undefined: what it always does */
export const refinedMeaning = (code: string, near: string): string | undefined =>
  (heard ??= hearing()).byCode.get(code)?.find(({ words, without = [] }) => inOrder(words, near) && !without.some((word) => near.includes(word)))?.means

/** @returns whether the words occur in a text one after the other */
function inOrder(words: readonly string[], folded: string): boolean {
  let at = 0
  for (const word of words) {
    const found = folded.indexOf(word, at)
    if (found === -1) return false
    at = found + word.length
  }
  return true
}

/** @returns what the words of a message point to that no rule knows; undefined: nothing */
export const hinted = (folded: string, present: ReadonlySet<string>): Guessed | undefined =>
  hints.find(([, words]) => words.some((word) => present.has(word.trim()) && occurs(word, folded)))?.[0]

/** A space at either end of a word stands for anything but a letter or a digit. */
function occurs(word: string, folded: string): boolean {
  const bare = word.trim()
  for (let at = folded.indexOf(bare); at !== -1; at = folded.indexOf(bare, at + 1)) {
    const begins = !word.startsWith(' ') || !/[a-z0-9]/u.test(folded.charAt(at - 1))
    if (begins && (!word.endsWith(' ') || !/[a-z0-9]/u.test(folded.charAt(at + bare.length)))) return true
  }
  return false
}
