import { daysBetween, maxDays, readFecha } from '#contract/argentina.ts'
import { listarTexts } from '#contract/texts/inbox.ts'
import { vigilarTexts } from '#contract/texts/watch.ts'
import { tableTexts } from '#contract/texts/table-file.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { isLink } from '../start/deep-link.ts'

/** What a start of the program asks for. */
export type Command =
  /** `open`: a link of ours, or what Windows says of a clicked notification, as it came. */
  | { name: 'ventana'; hidden: boolean; open: string | null }
  | { name: 'simulador' }
  | { name: 'ayuda' }
  /** `file`: what to read instead of standard input; `remove`: it is deleted once its content is safe. */
  | { name: 'configurar'; file: string | null; remove: boolean }
  /** `patience`: milliseconds of `--esperar`; null without it. */
  | { name: 'reenviar'; references: string[]; file: string | null; column: string | null; pointOfSale: string | null; patience: number | null; json: boolean }
  | { name: 'estado'; json: boolean }
  /** `desde`, `hasta`: dd/mm/aaaa, a range that can be listed; `pointOfSale`: a name, null for all of them. */
  | { name: 'listar'; desde: string; hasta: string; pointOfSale: string | null; json: boolean }
  /** `desde`, `hasta`: dd/mm/aaaa; null: not said. */
  | { name: 'vigilar'; desde: string | null; hasta: string | null; pointOfSale: string | null; json: boolean }
  | { name: 'explicar'; text: string; json: boolean }

export type Parsed = { ok: true; command: Command } | { ok: false; problem: string }

type Flag =
  '--oculto' | '--simulador' | '--ayuda' | '--json' | '--pdv' | '--esperar' | '--desde' | '--hasta' | '--archivo' | '--columna' | '--borrar' | '--una-vez'

const flagsOf: Record<'' | 'configurar' | 'reenviar' | 'estado' | 'listar' | 'vigilar' | 'explicar', readonly Flag[]> = {
  '': ['--oculto', '--simulador', '--ayuda'],
  configurar: ['--archivo', '--borrar'],
  reenviar: ['--archivo', '--columna', '--pdv', '--esperar', '--json'],
  estado: ['--json'],
  listar: ['--desde', '--hasta', '--pdv', '--json'],
  vigilar: ['--una-vez', '--desde', '--hasta', '--pdv', '--json'],
  explicar: ['--json'],
}
const valued: readonly string[] = ['--pdv', '--esperar', '--desde', '--hasta', '--archivo', '--columna']

const longestPatience = 86_400

// Chromium, Electron, its updater, Windows' notification activation and macOS' Finder add arguments of their own.
const notOurs =
  /^(?:-psn_|-Embedding$|--(?:disable|enable|force|ozone|inspect|remote-debugging|password-store|proxy|lang=|no-sandbox|no-zygote|user-data-dir|original-process-start-time|allow-|squirrel-|updated$|gtk-|in-process-gpu|use-|headless|js-flags|log-|logging|v=|vmodule|trace-|host-|ignore-|single-process|type=|field-trial|secure-schemes|standard-schemes|cors-schemes|fetch-schemes|service-worker-schemes|streaming-schemes))/u

// Windows starts the program with this when a notification of an earlier run is clicked.
const activation = /^type=(?:click|action|reply)(?:&|$)/u

/**
 * Takes Electron's own part off the arguments.
 * @param argv as in `process.argv`
 * @param packaged false when Electron was started with the path of the app as its first plain argument
 */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const rest = argv.slice(1)
  return packaged ? rest : rest.slice(rest.findIndex((argument) => !argument.startsWith('-')) + 1)
}

/**
 * Reads the command line; see the README for its promises.
 * @param args without the program's own part (ownArguments)
 * @returns the command, or what is wrong in Spanish
 */
export function parseCommandLine(args: readonly string[]): Parsed {
  const flags = new Map<string, string>()
  const words: string[] = []
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] as string
    if (argument === '--') {
      words.push(...args.slice(index + 1))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      words.push(argument)
      continue
    }
    if (notOurs.test(argument)) continue
    const [flag, inline] = splitFlag(argument)
    if (!valued.includes(flag)) {
      flags.set(flag, inline ?? '')
      continue
    }
    const value = inline ?? args[++index]
    if (value === undefined || value === '') return wrong(texts.missingValue(flag))
    flags.set(flag, value)
  }
  return assemble(words, flags)
}

const wrong = (problem: string): Parsed => ({ ok: false, problem })
const right = (command: Command): Parsed => ({ ok: true, command })

function splitFlag(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=')
  const flag = at < 0 ? argument : argument.slice(0, at)
  return [flag === '--help' || flag === '-h' ? '--ayuda' : flag, at < 0 ? undefined : argument.slice(at + 1)]
}

function assemble([name = '', ...rest]: string[], flags: Map<string, string>): Parsed {
  // Strangers make links: one that brings more arguments along is no link, and opens the window as if there were none.
  if (isLink(name) || activation.test(name)) return right({ name: 'ventana', hidden: false, open: rest.length === 0 && flags.size === 0 ? name : null })
  if (!isCommandName(name)) return wrong(texts.unknownCommand(name))
  for (const flag of flags.keys()) if (!(flagsOf[name] as readonly string[]).includes(flag)) return wrong(texts.unknownFlag(flag))
  const json = flags.has('--json')
  switch (name) {
    case '':
      if (flags.has('--ayuda')) return right({ name: 'ayuda' })
      if (flags.has('--simulador')) return right({ name: 'simulador' })
      return right({ name: 'ventana', hidden: flags.has('--oculto'), open: null })
    case 'explicar':
      return rest.join(' ').trim() ? right({ name, text: rest.join(' '), json }) : wrong(texts.missingText)
    case 'configurar':
    case 'estado':
      if (rest[0] !== undefined) return wrong(name === 'configurar' ? texts.secretsNotHere : texts.unexpected(rest[0]))
      if (name === 'estado') return right({ name, json })
      return assembleConfigure(flags.get('--archivo') ?? null, flags.has('--borrar'))
    case 'reenviar':
      return assembleResend(rest, flags, json)
    case 'vigilar':
      return rest[0] === undefined ? assembleWatch(flags, json) : wrong(texts.unexpected(rest[0]))
    case 'listar':
      return rest[0] === undefined ? assembleList(flags, json) : wrong(texts.unexpected(rest[0]))
  }
}

const isCommandName = (name: string): name is keyof typeof flagsOf => Object.hasOwn(flagsOf, name)

const assembleConfigure = (file: string | null, remove: boolean): Parsed =>
  remove && file === null ? wrong(texts.removeWithoutFile) : right({ name: 'configurar', file, remove })

function assembleList(flags: Map<string, string>, json: boolean): Parsed {
  const [desde, hasta] = [flags.get('--desde'), flags.get('--hasta')]
  if (desde === undefined || hasta === undefined) return wrong(listarTexts.missingRange)
  const bad = [desde, hasta].find((fecha) => readFecha(fecha) === null)
  if (bad !== undefined) return wrong(listarTexts.badDate(bad))
  if (!daysBetween(desde, hasta)) return wrong(listarTexts.badRange(maxDays))
  return right({ name: 'listar', desde, hasta, pointOfSale: flags.get('--pdv') ?? null, json })
}

/** One end of the range says the other: until today, or from as far back as what is watched. */
function assembleWatch(flags: Map<string, string>, json: boolean): Parsed {
  if (!flags.has('--una-vez')) return wrong(vigilarTexts.once)
  const pointOfSale = flags.get('--pdv') ?? null
  const [desde, hasta] = [flags.get('--desde') ?? null, flags.get('--hasta') ?? null]
  const bad = [desde, hasta].find((fecha) => fecha !== null && readFecha(fecha) === null)
  if (bad) return wrong(vigilarTexts.badDate(bad))
  return right({ name: 'vigilar', desde, hasta, pointOfSale, json })
}

function assembleResend(references: string[], flags: Map<string, string>, json: boolean): Parsed {
  const file = flags.get('--archivo') ?? null
  const column = flags.get('--columna') ?? null
  if (references.length === 0 && file === null) return wrong(texts.missingReferences)
  if (column !== null && file === null) return wrong(tableTexts.columnWithoutFile)
  const wait = flags.get('--esperar')
  if (wait !== undefined && !(/^\d{1,5}$/u.test(wait) && Number(wait) <= longestPatience)) return wrong(texts.badPatience(wait))
  const patience = wait === undefined ? null : Number(wait) * 1_000
  return right({ name: 'reenviar', references, file, column, pointOfSale: flags.get('--pdv') ?? null, patience, json })
}
