/**
 * Zeros that exist only in how a number is shown: 000123 in the cell, 123 in the file. The reader knows how .xlsx shows its numbers; of
 * .xls and .ods it does not, so that the person has to be told.
 */
import { unzipSync } from 'fflate'

/** [MS-XLS] 2.4.126: what stands before the characters of a number format. */
const formatRecord = [0x1e, 0x04]
const headLength = 9
const longestMask = 40
const zero = 0x30
const dash = 0x2d

/**
 * @param bytes of an .xls, or of an .ods that refuseBomb() has passed
 * @returns whether a format of it fills numbers up with zeros
 */
export const hidesZeros = (bytes: Uint8Array, kind: 'zip' | 'ole'): boolean => (kind === 'ole' ? hasMask(bytes) : hasWideNumbers(bytes))

/** Looks for the record wherever it may begin; its length has to fit its text. */
function hasMask(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = bytes.indexOf(0x1e); at !== -1 && at + headLength < bytes.length; at = bytes.indexOf(0x1e, at + 1)) {
    if (bytes[at + 1] !== formatRecord[1]) continue
    const count = view.getUint16(at + 6, true)
    const isPlain = bytes[at + 8] === 0
    const wide = isPlain ? 1 : 2
    if (count < 2 || count > longestMask || view.getUint16(at + 2, true) !== 5 + count * wide) continue
    const mask = bytes.subarray(at + headLength, at + headLength + count * wide).filter((_, place) => place % wide === 0)
    if (mask.every((sign) => sign === zero || sign === dash) && mask.filter((sign) => sign === zero).length > 1) return true
  }
  return false
}

/** OpenDocument 1.2, 19.353: how many digits a number shows at least. */
const wideNumber = /<number:number\b[^>]*\bnumber:min-integer-digits="(?:[2-9]|\d{2,})"/u

function hasWideNumbers(bytes: Uint8Array): boolean {
  const parts = unzipSync(bytes, { filter: ({ name }) => name === 'content.xml' || name === 'styles.xml' })
  return Object.values(parts).some((part) => wideNumber.test(new TextDecoder().decode(part)))
}
