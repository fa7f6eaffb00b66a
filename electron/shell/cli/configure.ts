import { readFileSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { credentialFields, maxCredentialLength } from '#contract/model/credentials.ts'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { holdsKey } from '../../core/redaction/secrets-in-memory.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Vault } from '../files/vault.ts'
import { jsonLine, printable } from './printable.ts'
import { textOf, type Streams } from './streams.ts'

const longestInput = 64 * 1024

// An API key of digits may well be written as a JSON number.
const text = (longest: number) => z.union([z.string(), z.int().transform(String)]).pipe(z.string().trim().min(1).max(longest))

const input = z.object({
  nombre: text(80),
  apikey: text(maxCredentialLength),
  apitoken: text(maxCredentialLength),
  usertoken: text(maxCredentialLength),
})

export type Configuration = z.infer<typeof input>

/**
 * Reads what `configurar` is given; nothing of it is ever printed again.
 * @param file from the folder in which the command was given; null for standard input
 * @returns the configuration, or what is wrong in Spanish
 */
export async function readConfiguration(streams: Streams, file: string | null): Promise<Configuration | { problem: string }> {
  const given = file === null ? await typed(streams) : contentOf(file)
  if ('problem' in given) return given
  let value: unknown
  try {
    value = JSON.parse(given.text.replace(/^\uFEFF/u, ''))
  } catch {
    return { problem: given.text === '' && file === null ? texts.nothingCame : texts.notJson }
  }
  const read = input.safeParse(value)
  if (read.success) return read.data
  const fields = new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')))
  const named = ['nombre', ...credentialFields].filter((field) => fields.has(field) || fields.has(''))
  return { problem: texts.missingFields(named) }
}

async function typed(streams: Streams): Promise<{ text: string } | { problem: string }> {
  if (streams.interactive) streams.complain(texts.pasteHere)
  try {
    return { text: await streams.readAll(longestInput) }
  } catch (error) {
    if (error instanceof RangeError) return { problem: texts.inputTooLong }
    throw error
  }
}

function contentOf(file: string): { text: string } | { problem: string } {
  const path = resolve(file)
  try {
    if (statSync(path).size > longestInput) return { problem: texts.inputTooLong }
    return { text: textOf(readFileSync(path)) }
  } catch {
    return { problem: texts.fileNotRead(printable(file)) }
  }
}

/**
 * What is to become of the file with the credentials, once they are in the vault. It is in everybody's sight as long as it is there.
 * @param remove the person asked for it
 */
export function finishFile(file: string, remove: boolean, streams: Streams): void {
  if (!remove) return streams.complain(texts.fileStays(printable(file)))
  try {
    rmSync(resolve(file))
  } catch {
    streams.complain(texts.fileNotRemoved(printable(file)))
  }
}

/**
 * `configurar`: creates the point of sale, or replaces the one of that name.
 * @param changed tells a running instance, if there is one, and gives false when there is one that does not hear
 * @returns the exit code
 */
export async function runConfigure(
  { nombre, ...credentials }: Configuration,
  vault: Vault,
  changed: () => Promise<boolean>,
  streams: Streams,
): Promise<number> {
  const complain = (failure: Failure) => {
    const { title, text: detail } = describeFailure(failure)
    streams.complain(texts.refused(title, detail))
    return exitCodes.cannotStart
  }
  if (holdsKey([nombre], Object.values(credentials))) return complain({ code: 'looks-secret', params: { what: 'name' } })
  const id = vault.idOf(nombre)
  const saved = await vault.save({ name: nombre, credentials, weakProtection: 'refuse', ...(id !== null && { id }) })
  if (!saved.ok) return complain(saved.error)
  const heard = await changed()
  streams.print(jsonLine({ ok: true, nombre: saved.value.name }))
  if (heard) return exitCodes.ok
  streams.complain(texts.notReloaded)
  return exitCodes.waiting
}
