import type { Explanation, ExplanationKind } from '#contract/model/explanation.ts'
import { besides, noMessage } from '#contract/texts/explanations.ts'
import { causesOf, ranks, type Cause } from './causes.ts'
import { mostRead } from './clauses.ts'
import { messagesIn } from './messages.ts'

/** Characters looked at and kept of all texts together; a whole failure of TusFacturasAPP has some 600. */
const longest = 65_536
const mostTexts = 200
const mostBesides = 2

/**
 * Explains an error text, or the several that TusFacturasAPP sends for one failure: the most particular reason leads, and of
 * those the one that resending helps least; general companions are left out.
 * @param texts any text at all: wrapped, damaged, JSON, empty
 * @returns an explanation in Spanish with the original texts, blank ones left out; never throws
 */
export function explain(texts: string | string[]): Explanation {
  const { kept, cut } = cap(typeof texts === 'string' ? [texts] : texts)
  const causes = causesIn(kept)
  const [lead] = causes
  if (!lead) return { code: null, kind: 'desconocido', resendHelps: 'no-se-sabe', ...noMessage, texts: kept }
  const { kind, resendHelps, title, explanation, nextStep } = lead.entry
  const others = titlesBesides(lead, causes)
  return {
    code: lead.code,
    kind,
    // What was cut off may hold a reason against it.
    resendHelps: cut && resendHelps === 'si' ? 'no-se-sabe' : resendHelps,
    title,
    explanation: others.length > 0 ? `${explanation} ${besides(others)}` : explanation,
    nextStep,
    texts: kept,
  }
}

/** Faults of one comprobante; whatever else stands in the way of one stands in the way of the next as well. */
const ofComprobante: ReadonlySet<ExplanationKind> = new Set(['datos', 'fecha', 'numeracion', 'observacion', 'no-encontrado'])

/**
 * Whether a rule or a documented code says that these texts are about the comprobante itself. What a person is glad to be told as a
 * guess is too little to pay on: a wrong one would have the same refusal bought for every order.
 */
export function isAboutComprobante(texts: string[]): boolean {
  const lead = causesIn(cap(texts).kept).find(({ guessed, entry }) => !guessed || entry.kind === 'desconocido')
  return lead !== undefined && ofComprobante.has(lead.entry.kind)
}

/** Whether rules and documented codes alone say all that is said of these texts: without a person nothing is paid on a guess. */
export function isCertain(texts: string[]): boolean {
  const causes = causesIn(cap(texts).kept)
  return causes.length > 0 && causes.every(({ guessed }) => !guessed)
}

function causesIn(kept: string[]): Cause[] {
  const patience = { characters: mostRead }
  return leading(fewer(kept.flatMap(messagesIn)).flatMap((message) => causesOf(message, patience)))
}

function cap(texts: string[]): { kept: string[]; cut: boolean } {
  const kept: string[] = []
  let left = longest
  for (const text of texts) {
    if (text.trim() === '') continue
    if (left === 0 || kept.length === mostTexts) return { kept, cut: true }
    kept.push(text.slice(0, left))
    if (text.length > left) return { kept, cut: true }
    left -= text.length
  }
  return { kept, cut: false }
}

/** JSON can hold thousands of strings; beyond a sensible number they are looked at as one. */
const fewer = (messages: string[]): string[] =>
  messages.length <= mostTexts ? messages : [...messages.slice(0, mostTexts), messages.slice(mostTexts).join(' \n ')]

/** Surest and strictest first; numbers that merely look like codes only count where nothing surer speaks against resending. */
function leading(causes: Cause[]): Cause[] {
  const settled = causes.some((cause) => !cause.loose && cause.rank < ranks.doubt)
  return causes.filter((cause) => !(settled && cause.loose)).toSorted((a, b) => a.rank - b.rank)
}

function titlesBesides(lead: Cause, causes: Cause[]): string[] {
  const titles = causes
    .filter((cause) => cause.rank < ranks.guess && !cause.entry.standing && cause.entry.id !== lead.entry.id)
    .map((cause) => cause.entry.title)
  return [...new Set(titles)].filter((title) => title !== lead.entry.title).slice(0, mostBesides)
}
