/** What the sentences of a message say that no rule knows: each by whom it is about and what it says of them. */
import { lexicon, likewise, type Topic } from './catalogue/lexicon.ts'
import { fold } from './fold.ts'
import { withoutPlaces } from './noise.ts'
import { WordFinder } from './words.ts'

/** What one sentence is about. */
export type Sense =
  'filter' | 'outage' | 'cipher' | 'enrolment' | 'access' | 'pointOfSale' | 'date' | 'period' | 'data' | 'numbering' | 'formality' | 'unreadable' | 'asking'

/** How many characters are read by their sentences in one explanation: a whole failure has some 600, and the time stays short. */
export const mostRead = 4096
const mostClauses = 60

/** What is left to be read. */
export interface Patience {
  characters: number
}

interface Lexicon {
  finder: WordFinder
  topics: Map<string, Topic[]>
}

let heard: Lexicon | null = null

/**
 * @param folded a text as fold.ts leaves it
 * @param patience with all texts of one explanation together; what is beyond it is not read
 * @returns what its sentences say, each sense once; a sentence that says nothing of all this gives none
 */
export function sensesOf(folded: string, patience: Patience = { characters: mostRead }): Set<Sense> {
  const senses = new Set<Sense>()
  const text = folded.slice(0, patience.characters)
  patience.characters -= text.length
  if (text === '') return senses
  const clauses = text
    .replace(leaf, ' . ')
    .replace(named, ' ')
    .replace(aboutNothing, ' ')
    .replace(shortened, '$1 ')
    .split(/[.;|!\]}]\s|:\s|\s[-=]+>?\s|\so\s(?=(?:el|la|los|las|tu|su)\s[^\s]{1,30}\s(?:es|son|est.|estan|no|se|tiene|fue)\s)|(?<=\berror)\s#\s?\d+\s|[\n"]/u)
  const read = clauses.length <= mostClauses ? clauses : [...clauses.slice(0, mostClauses), clauses.slice(mostClauses).join(' ')]
  for (const clause of read.map(withoutStamp)) {
    const whole = topicsIn(clause)
    // Beside what is lacking or wrong, brackets only explain it.
    const asides = explained(senseOf(whole)) ? [] : Array.from(clause.matchAll(aside), ([, said = '']) => topicsIn(said))
    for (const about of [whole, ...asides]) {
      const sense = senseOf(about)
      if (!sense) continue
      // What somebody has to set is told with all that it is for.
      if (senses.size === 0 && sense === 'enrolment' && (about.has('setting') || about.has('lack'))) return new Set([sense])
      senses.add(sense)
    }
  }
  return senses
}

/** A single word on a line is a piece of a sentence that was wrapped, unless it is the name of an error or a tag. */
const sentence = /\S\s+\S|[_<=]|[a-z][A-Z]/u

/**
 * What is said line by line, where two sentences have nothing but the end of a line between them: folding takes it for a space.
 * @param message as it came
 * @param patience what is left for the message as a whole, which takes it
 * @returns nothing for a message of one line
 */
export function sensesOfLines(message: string, { characters }: Patience): Set<Sense> {
  const lines = message.slice(0, characters).split(/[\r\n]+/u)
  const ended = lines.map((line, i) => (sentence.test(line) && sentence.test(lines[i + 1] ?? '') ? `${line} | ` : line))
  return lines.length > 1 && ended.join('').includes(' | ') ? sensesOf(fold(withoutPlaces(ended.join(' ')))) : new Set()
}

/** An element of XML with one word in it is a value and no sentence. */
const leaf = /<([\w:]{1,40})>[^<>\s]{0,80}<\/\1>/gu

/** A name between quotation marks belongs to its sentence. */
const named = / "[^"]{1,40}"(?= )/gu

/** Of no account with TusFacturasAPP: what takes too long ("más de la cuenta") and a running account; no fault: what "el problema no es", what is off for a while, what is not needed, an unknown error, and an invoice that was to be authorized. */
const aboutNothing =
  /\bm.s de la cuenta\b|\bcuentas? corrientes?\b|\b(?:problema|error) no es (?:el|la|del?|tu|su)\b(?: la)? \w+|\bdeshabilitad[oa]s? (?:por|moment|temporal|hasta)|\bauthoriz(?:e|ing) (?:the |this |electronic )?(?:invoice|voucher|receipt)s?\b|\bno hacen? falta\b[^.,;:|]{0,80}|(?<=\b(?:error|errores|motivo|causa|problema|falla|fallo|excepci.n) )desconocid[oa]s?/gu

/** What is printed on a comprobante that has no CAE yet is no refusal of it; of a datum it is one. */
const stamp = /\bno v.{1,3}lid[oa] como (?:factura|comprobante)\b(?! (?:asociad|original|de |mipyme|electr))/u
const withoutStamp = (clause: string): string => {
  const at = clause.search(stamp)
  return at === -1 || topicsIn(clause.slice(0, at)).has('field') ? clause : clause.replace(stamp, ' ')
}

const explained = (sense: Sense | null): boolean => sense !== null && sense !== 'outage'

/** The stop after an abbreviation ends no sentence. */
const shortened =
  /\b(ptos?|vta|nro|num|cbtes?|comp|fc|fact|cod|doc|fch)\. (?=de |del |desde |hasta |vta|venta|vto|doc|comp|cbte|asoc|[a-c] |\d|inv|incorrec|inexist|ya |debe|es |est|no (?!respond|contest|hay|se pud|dispon|func|and))/gu

/** What stands between brackets says something of its own. */
const aside = /\(([^()]{8,160})\)/gu

const variants = Object.keys(likewise).join('|').replaceAll('?', '\\?')
const variant = new RegExp(`(?<= )(?:${variants})(?= )`, 'gu')

/** Stricter senses first: what stops a comprobante for good is not said by the way. */
function senseOf(about: ReadonlySet<Topic>): Sense | null {
  const has = (...topics: Topic[]) => topics.some((topic) => about.has(topic))
  if (has('account')) return null
  if (has('lack')) return 'enrolment'
  if (has('filter') && has('kept') && !has('field', 'comprobante', 'pointOfSale')) return 'filter'
  if (has('service') && (has('outage') || (has('ailing') && !has('field')))) return 'outage'
  if (has('cipher') && has('stuck', 'barred', 'apart')) return 'cipher'
  if (has('setting')) return 'enrolment'
  const barred = has('barred') || (has('apart') && (has('papers') || !has('comprobante', 'field')))
  if (has('access') && barred) return has('papers') ? 'enrolment' : 'access'
  const demanded =
    has('demand', 'twice') || (has('unable') && !has('service')) || (has('owed') && has('field', 'date', 'due', 'period', 'associated', 'numbering'))
  const toBeMended = has('mend') && !has('wire', 'machine', 'access', 'cipher', 'reply', 'pointOfSale')
  if (has('associated') && (demanded || toBeMended)) return 'data'
  if (has('pointOfSale') && (has('demand', 'barred', 'apart') || (has('twice') && !has('comprobante')))) return 'pointOfSale'
  if (has('twice') && has('comprobante') && !has('formality', 'access')) return 'numbering'
  if (demanded) {
    if (has('period')) return 'period'
    if (has('date', 'due')) return 'date'
    if (has('numbering') && !has('stream')) return 'numbering'
    if (has('field', 'comprobante')) return 'data'
    if (has('formality') && !has('reply')) return 'formality'
  }
  if (toBeMended && (has('field') || (has('formality') && !has('service')))) return has('formality') ? 'formality' : 'data'
  if (has('wire') && has('stuck') && !has('access', 'field')) return 'outage'
  if (has('reply') && has('unreadable')) return 'unreadable'
  if (has('wrong') && !has('service', 'machine', 'access', 'wire', 'cipher', 'reply')) return has('formality') ? 'formality' : 'data'
  if (has('numbering') && has('failed') && !has('stream')) return 'numbering'
  return has('service') && has('asking') && has('failed') ? 'asking' : null
}

function topicsIn(clause: string): Set<Topic> {
  const { finder, topics } = (heard ??= hearing())
  const words = ` ${clause.replace(/[^a-z0-9?]+/gu, ' ')} `.replace(variant, (word) => likewise[word] ?? word)
  return new Set([...finder.find(words)].flatMap((word) => topics.get(word) ?? []))
}

function hearing(): Lexicon {
  const topics = new Map<string, Topic[]>()
  for (const topic of Object.keys(lexicon) as Topic[]) {
    for (const word of lexicon[topic].flatMap(spellings)) topics.set(word, [...(topics.get(word) ?? []), topic])
  }
  return { finder: new WordFinder([...topics.keys()]), topics }
}

/** @returns a word as it may arrive: without its accents, with lost letters for them, or with none; a whole one also in its plural */
function spellings(word: string): string[] {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  // A word that lost its last letter is another word.
  const lost = /[^ -~]$/u.test(word) ? plain : word.replace(/[^ -~]/gu, '')
  const found = [plain, word.replace(/[^ -~]/gu, '?'), lost]
  return [...new Set(found.flatMap((spelling) => (word.endsWith(' ') ? [` ${spelling}`, ` ${spelling.trim()}s `] : [` ${spelling}`])))]
}
