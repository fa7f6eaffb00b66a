import { z } from 'zod'

/** Takes the content of one version of a file to the next. @throws when it does not fit its own version */
export type Migration = (content: unknown) => object

/**
 * How a small file is written, now and by earlier versions of the program. The newest version's number is the number of
 * migrations, as with the database; files that were written before they carried a number are version 0.
 */
export interface FileFormat<T> {
  /** Of the newest version. Must accept `{}`: that is a file that does not exist yet. */
  schema: z.ZodType<T>
  /** One step per version, oldest first. A step that has been released is never edited. */
  migrations: readonly Migration[]
}

/** One step of a format, as data: what the older version must look like, and how it becomes the next. */
export const migration =
  <Old>(older: z.ZodType<Old>, up: (content: Old) => object): Migration =>
  (content) =>
    up(older.parse(content))

/** Version 0 differs only in that it does not carry its number. */
export const numbered = migration(z.looseObject({}), (content) => content)

/** A file that a newer version of the program wrote: reading it would lose what it says, so nothing is read or written. */
export class NewerFileError extends Error {
  /** File name. */
  readonly file: string
  constructor(file: string, version: number) {
    super(`${file} is of version ${version}`)
    this.name = 'NewerFileError'
    this.file = file
  }
}

const version = z.int().min(0)

/** @returns the version that a file's content carries; 0 when it carries none @throws when it is no version number */
export const versionOf = (content: Record<string, unknown>): number => version.parse(content['version'] ?? 0)

/** @returns content of version `from` as the newest version has it @throws when it does not fit one of the versions */
export const bringUp = ({ migrations }: Pick<FileFormat<unknown>, 'migrations'>, content: object, from: number): object =>
  migrations.slice(from).reduce((current, step) => step(current), content)
