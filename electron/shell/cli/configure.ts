import { readFileSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { credentialFields, maxCredentialLength, type Credentials } from '#contract/model/credentials.ts'
import { companyKey, maxCompanyLength, readCuit } from '#contract/model/company.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { fail, type Result } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { systemClock, type Clock } from '../../core/lib/clock.ts'
import { keychainPatience } from '../../core/lib/waits.ts'
import { keyFinder } from '../../core/redaction/secrets-in-memory.ts'
import { exitCodes } from '../start/start-problem.ts'
import { companyToStore, ownerOfName, type Newcomer } from '../files/name-owner.ts'
import type { Vault } from '../files/vault.ts'
import { jsonLine, printable } from './printable.ts'
import type { Problem } from './refusal.ts'
import { textOf, type Streams } from './streams.ts'

/** Some hundred points of sale. */
const longestInput = 1024 * 1024

/** Eleven digits, and what people put between them. */
const maxCuitLength = 20

// An API key of digits may well be written as a JSON number.
const text = (longest: number) => z.union([z.string(), z.int().transform(String)]).pipe(z.string().trim().min(1).max(longest))

const input = z
  .object({
    nombre: text(80),
    apikey: text(maxCredentialLength),
    apitoken: text(maxCredentialLength),
    usertoken: text(maxCredentialLength),
    empresa: text(maxCompanyLength).optional(),
    cuit: text(maxCuitLength).transform(readCuit).pipe(z.string()).optional(),
  })
  .refine(({ empresa, cuit }) => cuit === undefined || empresa !== undefined, { path: ['empresa'] })
const fields = ['nombre', ...credentialFields, 'empresa', 'cuit']

export type Configuration = z.infer<typeof input>

/**
 * Reads what `configurar` is given, one object or an array of them; nothing of it is ever printed again.
 * @param file from the folder in which the command was given; null for standard input
 * @returns the points of sale, or what is wrong in Spanish: then none is to be saved
 */
export async function readConfiguration(streams: Streams, file: string | null): Promise<Configuration[] | Problem> {
  const given = file === null ? await typed(streams) : contentOf(file)
  if ('problem' in given) return given
  let value: unknown
  try {
    value = JSON.parse(given.text.replace(/^\uFEFF/u, ''))
  } catch {
    return { problem: given.text === '' && file === null ? texts.nothingCame : texts.notJson }
  }
  const several = Array.isArray(value)
  const asked = several ? (value as unknown[]) : [value]
  const configurations: Configuration[] = []
  const problems: string[] = []
  const placed = new Map<string, number>()
  for (const [index, one] of asked.entries()) {
    const read = input.safeParse(one)
    if (!read.success) {
      const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')))
      problems.push(texts.missingFields(several ? index + 1 : null, wrong.has('') ? fields.slice(0, 4) : fields.filter((field) => wrong.has(field))))
      continue
    }
    const before = placed.get(companyKey(read.data.nombre))
    if (before !== undefined) problems.push(texts.namedTwice(before, index + 1))
    else placed.set(companyKey(read.data.nombre), index + 1)
    configurations.push(read.data)
  }
  if (configurations.length === 0 && problems.length === 0) return { problem: texts.emptyList }
  return problems.length > 0 ? { problem: [...problems, texts.nothingSaved].join('\n') } : configurations
}

async function typed(streams: Streams): Promise<{ text: string } | Problem> {
  if (streams.interactive) streams.complain(texts.pasteHere)
  try {
    return { text: await streams.readAll(longestInput) }
  } catch (error) {
    if (error instanceof RangeError) return { problem: texts.inputTooLong }
    throw error
  }
}

function contentOf(file: string): { text: string } | Problem {
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
 * `configurar`: creates each point of sale, or replaces the one of that name, unless the name is of another company's. One that cannot be
 * saved does not keep the others from it, and ends the command with `cannotStart`.
 * @param changed tells a running instance, if there is one, and gives false when there is one that does not hear
 * @param clock a keychain that does not answer is waited for, as it may be asking for its password; once that takes long, it is said
 * @returns the exit code
 */
export async function runConfigure(
  configurations: readonly Configuration[],
  vault: Vault,
  changed: () => Promise<boolean>,
  streams: Streams,
  clock: Clock = systemClock,
): Promise<number> {
  const cancel = clock.after(keychainPatience, () => streams.complain(texts.keychainSilent))
  const saved = await saveAll(configurations, vault, streams).finally(cancel)
  const heard = saved.length === 0 || (await changed())
  for (const nombre of saved) streams.print(jsonLine({ ok: true, nombre }))
  if (!heard) streams.complain(texts.notReloaded)
  return saved.length < configurations.length ? exitCodes.cannotStart : heard ? exitCodes.ok : exitCodes.waiting
}

/** @returns the names of those that were saved; what kept others from it is told */
async function saveAll(configurations: readonly Configuration[], vault: Vault, streams: Streams): Promise<string[]> {
  const saved: string[] = []
  const { texts: stored } = await vault.everySecret()
  const holdsKey = keyFinder([...stored, ...configurations.flatMap((one) => credentialFields.map((field) => one[field]))])
  for (const configuration of configurations) {
    const { nombre, empresa, cuit, ...credentials } = configuration
    const newcomer = { name: nombre, company: empresa === undefined ? null : { name: empresa, cuit: cuit ?? null } }
    const [sharing = []] = await vault.namesWith([credentials])
    const owner = ownerOfName(newcomer, vault.named(nombre), { sharing, unread: await vault.unread() })
    if (owner) {
      streams.complain(texts.nameOfOther(nombre, owner.company))
      continue
    }
    const result = await save(newcomer, credentials, vault, holdsKey)
    if (result.ok) {
      saved.push(result.value.name)
      continue
    }
    const { title, text: detail } = describeFailure(result.error)
    streams.complain(configurations.length > 1 ? texts.refusedOne(nombre, title, detail) : texts.refused(title, detail))
  }
  return saved
}

async function save(newcomer: Newcomer, credentials: Credentials, vault: Vault, holdsKey: (texts: readonly string[]) => boolean): Promise<Result<PointOfSale>> {
  const { name, company: given } = newcomer
  if (holdsKey([name, given?.name ?? ''])) return fail('looks-secret', { what: 'name' })
  const stored = vault.named(name)
  const company = companyToStore(newcomer, stored)
  return vault.save({ name, credentials, weakProtection: 'refuse', ...(company && { company }), ...(stored && { id: stored.id }) })
}
