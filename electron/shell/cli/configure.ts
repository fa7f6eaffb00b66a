import { z } from 'zod'
import { credentialFields, maxCredentialLength } from '#contract/model/credentials.ts'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { holdsKey } from '../../core/redaction/secrets-in-memory.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Vault } from '../files/vault.ts'
import { jsonLine } from './printable.ts'
import type { Streams } from './streams.ts'

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
 * @returns the configuration, or what is wrong in Spanish
 */
export async function readConfiguration(streams: Streams): Promise<Configuration | { problem: string }> {
  if (streams.interactive) streams.complain(texts.pasteHere)
  let value: unknown
  try {
    value = JSON.parse((await streams.readAll(longestInput)).replace(/^\uFEFF/u, ''))
  } catch (error) {
    return { problem: error instanceof RangeError ? texts.inputTooLong : texts.notJson }
  }
  const read = input.safeParse(value)
  if (read.success) return read.data
  const fields = new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')))
  const named = ['nombre', ...credentialFields].filter((field) => fields.has(field) || fields.has(''))
  return { problem: texts.missingFields(named) }
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
