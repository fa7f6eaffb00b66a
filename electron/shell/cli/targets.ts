import { maxReferences, parseReferences, type ReferenceProblem } from '#contract/model/references.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import type { Vault } from '../files/vault.ts'
import { tableTexts } from '#contract/texts/table-file.ts'
import { printable } from './printable.ts'
import type { Problem } from './refusal.ts'

/** What `reenviar` is about, checked. */
export interface Targets {
  pointOfSaleId: string
  references: string[]
  /** Spanish; nothing to refuse for. */
  warnings: string[]
}

/** @returns the point of sale and the references, or what is wrong in Spanish */
export function readTargets(words: string[], name: string | null, vault: Names): Targets | Problem {
  const references = readReferences(words)
  if ('problem' in references) return references
  const chosen = choosePointsOfSale(name, vault)
  if ('problem' in chosen) return chosen
  const [pointOfSaleId = '', ...others] = chosen
  return others.length > 0 ? { problem: texts.whichPointOfSale(namesIn(vault)) } : { ...references, pointOfSaleId }
}

const reasons: Record<Exclude<ReferenceProblem, 'empty'>, string> = {
  'too-long': texts.tooLong,
  'control-character': texts.controlCharacter,
  'damaged-number': tableTexts.damaged,
}

/** The rule of the page's field: an argument is a line of it. */
function readReferences(words: string[]): Omit<Targets, 'pointOfSaleId'> | Problem {
  const { valid, invalid, repeated, cleaned, unwrapped, rounded, heading } = parseReferences(words.join('\n'))
  const wrong = invalid[0]
  if (wrong?.problem === 'empty' || (!wrong && valid.length === 0)) return { problem: texts.emptyReference }
  if (wrong?.problem) {
    return { problem: texts.badReference(printable(wrong.text), reasons[wrong.problem]) }
  }
  if (valid.length > maxReferences) return { problem: texts.tooMany(maxReferences) }
  return {
    references: valid.map(({ text }) => text),
    warnings: [
      ...valid.flatMap(({ text, unusual }) => (unusual.length > 0 ? [texts.unusual(text, unusual)] : [])),
      ...(heading !== null ? [tableTexts.headingSkipped(heading)] : []),
      ...(rounded > 0 ? [tableTexts.roundedInFile(rounded)] : []),
      ...(unwrapped > 0 ? [texts.unwrapped(unwrapped)] : []),
      ...(cleaned > 0 ? [texts.cleaned(cleaned)] : []),
      ...(repeated > 0 ? [texts.repeated(repeated)] : []),
    ],
  }
}

type Names = Pick<Vault, 'ids' | 'nameOf' | 'idOf'>

const namesIn = (vault: Names): string[] => vault.ids().map((id) => vault.nameOf(id) ?? '')

/** @param name null: all of them @returns their ids, at least one, or what is wrong in Spanish */
export function choosePointsOfSale(name: string | null, vault: Names): string[] | Problem {
  const ids = vault.ids()
  if (ids.length === 0) return { problem: texts.nothingConfigured }
  if (name === null) return ids
  const id = vault.idOf(name)
  return id === null ? { problem: texts.noSuchPointOfSale(name, namesIn(vault)) } : [id]
}
