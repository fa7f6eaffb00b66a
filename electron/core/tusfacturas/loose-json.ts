/** JSON as PHP servers write it. */
import { withMendedStrings } from './mended-strings.ts'
import { withoutTrailingCommas } from './trailing-commas.ts'

/** References of digits that come as a number keep every digit and leading zero. */
const bareReference = /("external_reference"\s*:\s*)(-?\d+)(?=\s*[,}])/gu

/** Reads JSON with the defects that TusFacturasAPP's own examples have. @returns undefined when it is none even so */
export const parseLoosely = (json: string): unknown => parseSound(json) ?? parseSound(withoutTrailingCommas(withMendedStrings(json)))

/** Reads JSON without defects, and its references to the last digit. @returns undefined when it is none */
export const parseSound = (json: string): unknown => parse(json.replace(bareReference, '$1"$2"'))

/** JSON.parse takes a tenth of a second for a million brackets that are never closed, and what follows it no brackets so deep. */
const deepest = 10_000

/** Also counts what stands in strings: nobody writes so many there. */
function isTooDeep(json: string): boolean {
  if (json.length <= deepest) return false
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === 0x5b || unit === 0x7b) {
      if (++depth > deepest) return true
    } else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return false
}

function parse(json: string): unknown {
  if (isTooDeep(json)) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
