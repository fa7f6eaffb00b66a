import { parseReferences } from '#contract/model/references.ts'
import { appScheme } from '../window/app-scheme.ts'

/** Far above the longest reference with every byte escaped. */
const longestLink = 4_096
const verb = 'reenviar'
const parameter = 'referencia'

/** Why a link was refused; for the log, which never has the link itself. */
export type LinkRefusal = 'too-long' | 'not-an-address' | 'unknown-verb' | 'parameters' | 'encoding' | 'reference'

export type Link = { ok: true; reference: string } | { ok: false; refusal: LinkRefusal }

/** @returns true for an argument that is meant as a link of ours, good or bad */
export const isLink = (argument: string): boolean => argument.slice(0, appScheme.length + 1).toLowerCase() === `${appScheme}:`

/**
 * Reads `reencola://reenviar?referencia=FC-0001`. Whoever made it is a stranger: exactly this form passes, and what passes
 * is one reference that needs no cleaning.
 */
export function readLink(text: string): Link {
  if (text.length > longestLink) return refuse('too-long')
  const url = isLink(text) ? URL.parse(text) : null
  if (!url || url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return refuse('not-an-address')
  // Browsers add the slash.
  if (url.host.toLowerCase() !== verb || !['', '/'].includes(url.pathname)) return refuse('unknown-verb')
  const [name, value, ...more] = url.search.slice(1).split(/[&=]/u)
  if (name !== parameter || value === undefined || more.length > 0) return refuse('parameters')
  const decoded = decode(value)
  if (decoded === null) return refuse('encoding')
  // What would be cut, cleaned or refused in the field is not the text as it came.
  if (parseReferences(decoded).valid[0]?.text !== decoded) return refuse('reference')
  return { ok: true, reference: decoded }
}

const refuse = (refusal: LinkRefusal): Link => ({ ok: false, refusal })

/** Forms write a space as `+`. @returns null when the bytes are no UTF-8 */
function decode(value: string): string | null {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** @returns a link that brings `reference` back through readLink */
export const linkTo = (reference: string): string => `${appScheme}://${verb}?${parameter}=${encodeURIComponent(reference)}`
