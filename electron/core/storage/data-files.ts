/** The name of every file and folder of ours in the data folder, once. Electron keeps its own things beside them. */
import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'

export const ordersFile = 'ordenes.db'
export const journalFile = 'diario.jsonl'
/** Its presence asks the next start for a full check before anything else. */
export const suspicionFile = 'revisar'
/** When starts crashed. */
export const crashesFile = 'fallas.json'
/** Where this program is open: which session of the computer, for another that starts it. */
export const openFile = 'abierta.json'
export const copiesFolder = 'copias'
export const deliveriesFolder = 'entregas'
export const logsFolder = 'logs'
/** In the folder of the logs. */
export const logFile = 'reencola.log'

/** Small files that are read and written whole, by their names without `.json`. */
export const smallFiles = ['ajustes', 'credenciales', 'avisos'] as const
export type SmallFile = (typeof smallFiles)[number]

/** What was damaged at that moment, in milliseconds since the epoch: of the orders in a folder, a small file by itself. */
export const asideFolder = (at: number): string => `danado-${at}`
export const asideFile = (name: SmallFile, at: number): string => `${name}.danado-${at}.json`
/** A small file as an older version of the program wrote it. */
export const olderFile = (name: SmallFile, version: number): string => `${name}.version-${version}.json`

const asidePattern = new RegExp(String.raw`^(${smallFiles.join('|')})\.danado-\d+\.json$`, 'u')

/** @returns which small file was set aside under that name; null when it is no such name */
export const setAsideOf = (name: string): SmallFile | null => (asidePattern.exec(name)?.[1] as SmallFile | undefined) ?? null

const oneOf = (names: readonly string[]): string => `(?:${names.join('|').replaceAll('.', String.raw`\.`)})`

/** Whose folder it is, these names say: anybody may have a file called `revisar` or `abierta.json`, or a folder called `copias`. */
const telling = new RegExp(String.raw`^(?:${oneOf([ordersFile, journalFile, crashesFile])}|${oneOf(smallFiles)}\.(?:.+\.)?json).*$`, 'u')
const folders = new RegExp(String.raw`^(?:${oneOf([copiesFolder, deliveriesFolder, logsFolder])}|danado-\d+)$`, 'u')

/** @returns whether a folder with these names in it is one of this program */
export const tellsOfUs = (names: readonly string[]): boolean => names.some((name) => telling.test(name))

const untelling: ReadonlySet<string> = new Set([suspicionFile, openFile])

const isOwn = (entry: Dirent): boolean => (entry.isDirectory() ? folders : telling).test(entry.name) || untelling.has(entry.name)

/**
 * @param folder the data folder
 * @returns the files and folders of ours and what lies directly in these folders, with `/` between; sorted
 * @throws the file system's error when the data folder itself cannot be read
 */
export function listOwn(folder: string): string[] {
  const own = readdirSync(folder, { withFileTypes: true }).filter(isOwn)
  return own
    .flatMap((entry) => [entry.name, ...(entry.isDirectory() ? namesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [])])
    .toSorted()
}

/** @returns the names in a folder; none where it is gone meanwhile, or not ours to look into: whoever needs it says so */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
