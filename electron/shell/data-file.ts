import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import type { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'

/** A small JSON file, read and written whole. */
export interface DataFile<T> {
  /** As it is on disk now; another start of the program may have written it. */
  read(): T
  /** Atomic. @throws when it cannot be written; the old content stays */
  write(value: T): void
}

interface DataFileOptions<T> {
  folder: string
  /** Without extension. */
  name: string
  /** Must accept `{}`: that is a file that does not exist yet. */
  schema: z.ZodType<T>
  logger: Logger
  clock: Clock
}

/**
 * Opens a file kept by electron-store, checked by a schema. One that does not fit is set aside, never overwritten.
 * @throws when the folder cannot be written
 */
export function openDataFile<T extends object>({ folder, name, schema, logger, clock }: DataFileOptions<T>): DataFile<T> {
  const path = join(folder, `${name}.json`)
  const open = () =>
    new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600, accessPropertiesByDotNotation: false })
  const setAside = (reason: unknown) => {
    if (!existsSync(path)) return
    const aside = join(folder, `${name}.danado-${clock.now()}.json`)
    renameSync(path, aside)
    logger.error('data file set aside', { aside, reason: reason instanceof Error ? reason.name : 'schema' })
  }

  let store: Store
  try {
    store = open()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    setAside(error)
    store = open()
  }
  return {
    read: () => {
      const checked = schema.safeParse(readStore(store, setAside))
      if (checked.success) return checked.data
      setAside(checked.error)
      return schema.parse({})
    },
    write: (value) => {
      store.store = value as Record<string, unknown>
    },
  }
}

function readStore(store: Store, setAside: (reason: unknown) => void): unknown {
  try {
    return store.store
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    setAside(error)
    return {}
  }
}
