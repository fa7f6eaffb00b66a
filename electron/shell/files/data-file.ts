import { chmodSync, copyFileSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { asideFile, olderFile, type SmallFile } from '../../core/storage/data-files.ts'
import { bringUp, NewerFileError, versionOf, type FileFormat } from './file-format.ts'

/** A small JSON file, read and written whole. */
export interface DataFile<T> {
  /**
   * As it is on disk now; another start of the program may have written it.
   * @param known what was read or written last: it is what there is when the file has been damaged or lost since
   * @throws NewerFileError; the system's error when it cannot be read
   */
  read(known?: T): T
  /** Atomic. @throws when it cannot be written; the old content stays */
  write(value: T): void
}

interface DataFileOptions<T> {
  folder: string
  name: SmallFile
  format: FileFormat<T>
  logger: Logger
  clock: Clock
  /** What a damaged file is begun anew with, where that is not the format's own default. */
  ifDamaged?: T
}

const anObject = z.record(z.string(), z.unknown())

/**
 * Opens a file, written by electron-store, and brings it to the newest version of its format. What an older version of the program wrote stays beside
 * it, what a newer one wrote is refused, and what fits no version is set aside: nothing is overwritten that was not kept.
 * @throws NewerFileError; the system's error when the file cannot be read
 */
export function openDataFile<T extends object>({ folder, name, format, logger, clock, ifDamaged }: DataFileOptions<T>): DataFile<T> {
  const path = join(folder, `${name}.json`)
  const newest = format.migrations.length
  /** Members that this version does not know stay in the file: going back to an older version and forth costs nothing. */
  let rest: object = {}
  /** The version on disk while it is an older one. */
  let older: number | null = null

  let begunAnew = false

  const read = (known?: T): T => {
    const text = readText(path)
    if (text === null) return known ?? format.schema.parse({})
    const before = { rest, older }
    rest = {}
    older = null
    try {
      const content = anObject.parse(parse(text))
      const version = versionOf(content)
      if (version > newest) throw new NewerFileError(`${name}.json`, version)
      const current = bringUp(format, content, version)
      const value = format.schema.parse(current)
      rest = current
      if (version < newest) older = version
      return value
    } catch (error) {
      if (error instanceof NewerFileError) throw error
      const aside = join(folder, asideFile(name, clock.now()))
      renameSync(path, aside)
      logger.error('data file set aside', { aside, reason: (error as Error).name })
      if (known !== undefined) {
        ;({ rest, older } = before)
        return known
      }
      begunAnew = true
      return ifDamaged ?? format.schema.parse({})
    }
  }
  const write = (value: T): void => {
    if (older !== null) copyWhole(path, join(folder, olderFile(name, older)))
    store.store = { ...rest, ...value, version: newest }
    older = null
  }

  const value = read()
  // Only now: it reads the file too, and by now that is sound or set aside.
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: (text) => anObject.parse(parse(text)),
  })
  const from: number | null = older
  if (from === null && !(begunAnew && ifDamaged)) return { read, write }
  try {
    write(value)
    if (from !== null) logger.info('data file brought to a newer version', { name, from, to: newest })
  } catch (error) {
    // What is in memory is right, and the old file is whole: the next write tries again.
    logger.warn('the newer version of a data file could not be written', { name, reason: (error as Error).message })
  }
  return { read, write }
}

/** @returns null when there is no such file @throws the system's error: a file that cannot be read now may be sound */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const parse = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/u, ''))

function copyWhole(path: string, copy: string): void {
  const part = `${copy}.part`
  copyFileSync(path, part)
  chmodSync(part, 0o600)
  renameSync(part, copy)
}
