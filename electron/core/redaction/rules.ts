/**
 * What is masked wherever it stands, by its looks: named fields, logins, keys, people, places. Each rule is a function from
 * text to text; what leaves the program goes through several, in an order that matters.
 */
import { inOrder, redactor, replacer, type Redaction, type Replacement } from './engine.ts'
import { hidden } from './masks.ts'
import type { SecretsInMemory } from './secrets-in-memory.ts'

/** Enough to tell one from another in a log, too little to guess the rest. */
const withEnd = (text: string): string => hidden + (text.length < 10 ? '' : text.slice(-3))

/**
 * The value of a named field: in JSON of any depth, in a form, in prose. A quoted value ends at the quote that began it; one
 * that is cut off is masked to the end.
 */
const field = (names: string, masked: (value: string) => string = () => hidden): Redaction => {
  const pattern = new RegExp(String.raw`((?:${names})\\*["']?\s*(?::|=>?)\s*)(?:(\\*["'])(.*?)((?<!\\)\2|$)|(\[[^\]]*\]?)|([^\s"',;&}\]\\]+))`, 'gimu')
  return (text) =>
    text.replace(pattern, (_all, name: string, quote?: string, quoted?: string, end?: string, list?: string, bare?: string) => {
      if (quote !== undefined) return name + quote + masked(quoted ?? '') + (end ?? '')
      return name + (list === undefined ? masked(bare ?? '') : `[${hidden}]`)
    })
}

const secretFields = field(String.raw`api[ _-]?key|api[ _-]?token|user[ _-]?token|contrase(?:ñ|\\+u00f1|n)a|\bclave|password|passwd|secreto?|token|cookie`)

/** An authorization header, whatever follows it. */
const authorization: Redaction = (text) =>
  text
    .replace(/\b(basic|bearer)\s+[\w.~+/=-]+/giu, `$1 ${hidden}`)
    .replace(/(authorization\\*["']?\s*[:=]\s*\\*["']?)(?!basic|bearer)[^\s"',;&}\\]+/giu, `$1${hidden}`)

/** `http://user:password@proxy` */
const logins: Redaction = (text) => text.replace(/(\w:(?:\\*\/){2})[^\s/\\"'@]+(?:@[^\s/\\"'@]+)*@/gu, `$1${hidden}@`)

const uuid = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}`

/** How often letters and digits take turns; in words and numbers rarely. */
const turns = (text: string): number => (text.match(/[a-z](?=\d)|\d(?=[a-z])/giu) ?? []).length

const looksLikeKey = (segment: string): boolean => /^[\w.~%=-]{12,}$/u.test(segment) && /\d/u.test(segment) && /[a-z]/iu.test(segment)

/** Addresses of the net: who knows the key in a path or query may use it. The program's own files stay readable. */
const addresses: Redaction = (text) =>
  text
    .replace(/\b(?!(?:file|node|reencola|devtools):)([a-z][\w+.-]{1,20}:(?:\\*\/){2})([^\s"'<>]+)/giu, (_all, scheme: string, rest: string) => {
      const [path = '', query = ''] = rest.split(/([?#].*)/u, 2)
      const kept = path.replace(/[^/\\]+/gu, (segment, at: number) => (at > 0 && looksLikeKey(segment) ? withEnd(segment) : segment))
      return scheme + kept + query.replace(/[?#][^?#]*/gu, (part) => part.replace(/=[^&;#]+/gu, `=${hidden}`).replace(/^([?#])[^=]{12,}$/u, `$1${hidden}`))
    })
    .replace(new RegExp(String.raw`(?<=\/)${uuid}`, 'giu'), hidden)

/** Long runs in which letters and digits mix: keys and tokens. The identifiers that this program makes are UUIDs. */
export const keysByPattern: Redaction = (text) =>
  text
    .replace(new RegExp(String.raw`(?<![\w-])(?!${uuid}(?![\w-]))[\w-]{20,}(?![\w-])`, 'giu'), (run) => (turns(run) >= 3 ? withEnd(run) : run))
    .replace(/\b(?=\w*\d)(?=\w*[a-z])\w{20,}\b/giu, withEnd)

const dash = String.raw`(?:[-.\s\u2010-\u2015\u2212]|%2d)?`
/** CUIT, CUIL and CDI, with or without hyphens; also wrong ones, as those are what error texts are about. */
const cuit = new RegExp(String.raw`(?<!\d)(?:2[03-7]|3[034])${dash}\d{8}${dash}\d(?!\d)`, 'giu')
const identityCard =
  /\b(dni|l\.?[ce]\.?|pasaporte|doc(?:umento)?(?:[ _-]?(?:nro|tipo))?)(\\*["']?\W{0,5}(?:n(?:ro|º|°)?\W{0,3})?)(\d{1,3}(?:\.?\d{3}){2})(?!\d)/giu
const eMail = /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,}/giu

/** The office's clients: their names, numbers and addresses. */
export const people: Redaction = inOrder(
  field(String.raw`raz(?:o|ó|\\+u00f3)n[ _]?social|\bcliente?|\bnombre|domicilio|direccion|e-?mail|documento[ _]?nro|doc_?nro`),
  (text) => text.replace(cuit, hidden).replace(identityCard, `$1$2${hidden}`).replace(eMail, hidden),
)

/** External references where a field carries them: an office may put names or order numbers in them. */
export const references: Redaction = field('(?:external_)?references?|referencias?(?: externas?)?', withEnd)

/** Where the program runs and who runs it. */
export interface Here {
  home: string
  user: string
  host: string
}

/** Names that say nothing about anybody, and would make other text unreadable. */
const saysNothing = new Set(['root', 'admin', 'administrador', 'administrator', 'usuario', 'user', 'localhost', 'reencola', 'info', 'error', 'warn', 'node'])

const tellsSomething = (name: string): boolean => name.length > 2 && !saysNothing.has(name.toLowerCase())

/** The home folder, the person's user name and the computer's; and of other people's folders the name. */
export function places({ home, user, host }: Here): Redaction {
  const replacements: Replacement[] = []
  if (home.length > 1) replacements.push({ text: home, by: '~' })
  if (tellsSomething(user)) replacements.push({ text: user, by: '(usuario)', alone: true })
  if (tellsSomething(host)) replacements.push({ text: host, by: '(equipo)', alone: true })
  const anybodys = /((?:home|users|usuarios|documents and settings)(?:\\|\/|%2f|%5c)+)(?!\(usuario\))[^\\/:*?"'<>|,\r\n%]+/giu
  return inOrder(replacer(replacements), (text) => text.replace(anybodys, '$1(usuario)'))
}

/**
 * The exact secrets that are in memory now. It holds a copy of them as long as it is held itself: for one long text, not to
 * be kept.
 */
export const secretsOfNow = (secrets: Pick<SecretsInMemory, 'values'>): Redaction => redactor(secrets.values())

/** Those that are in memory at each text; nothing is held between two. */
export const secretsOfEach =
  (secrets: Pick<SecretsInMemory, 'values'>): Redaction =>
  (text) =>
    secretsOfNow(secrets)(text)

/** Credentials, passwords and folders; what a person chose to tell about their clients stays. */
export const secretsRedaction = (known: Redaction, here: Here): Redaction => inOrder(known, secretFields, authorization, logins, places(here))

/**
 * What every line of the log goes through. Secrets that are known come first, while they are still spelled as they came;
 * folders come before what looks like a token, as a folder's name may.
 */
export const logRedaction = (known: Redaction, here: Here): Redaction => inOrder(secretsRedaction(known, here), addresses, keysByPattern, people)

/** What leaves the computer: the log's redaction, and the references. */
export const exportRedaction = (known: Redaction, here: Here): Redaction => inOrder(logRedaction(known, here), references)
