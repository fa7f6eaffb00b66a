import { credentialFields, type Credentials } from '#contract/model/credentials.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'

/** Stands for what must not be seen. */
export const hidden = '••••'

/** A secret this short would be half given away by its last four characters. */
const shortSecret = 12

/** @returns e.g. `••••3f2a`; only dots for a short secret such as an API key of five digits */
export const mask = (secret: string): string => (secret.length < shortSecret ? hidden : hidden + secret.slice(-4))

export const noMasks: PointOfSale['masks'] = { apikey: hidden, apitoken: hidden, usertoken: hidden }

export const masksOf = (credentials: Credentials): PointOfSale['masks'] => {
  const masks = { ...noMasks }
  for (const field of credentialFields) masks[field] = mask(credentials[field])
  return masks
}

/** What one spelling of a secret takes at most; one that the end of a text cuts in two is in the part that is thrown away. */
const longestSpelling = 8_192

/** @returns the beginning of a text, masked, and no piece of a secret at its end; at most so many characters */
export function maskedStart(text: string, redact: (text: string) => string, most: number): string {
  const looked = most + longestSpelling
  return text.length <= looked ? redact(text).slice(0, most) : redact(text.slice(0, looked)).slice(0, -longestSpelling).slice(0, most)
}

/** @returns the same value, its texts masked at any depth and cut to so many characters */
export function maskedDeep<T>(value: T, redact: (text: string) => string, longest: number): T {
  const kept = everyText(value, (text) => (text.length > longest ? maskedStart(text, redact, longest) : text))
  const whole = JSON.stringify(kept) ?? ''
  return (redact(whole) === whole ? kept : everyText(kept, redact)) as T
}

function everyText(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((one) => everyText(one, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, redact)]))
}
