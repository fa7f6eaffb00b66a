/** What a zip says of itself before anything in it is opened. Format: PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16. */
import { TableError } from './file-kind.ts'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endLength = 22
const entryLength = 46
const longestComment = 0xffff
/** Bytes of all parts together, unpacked. */
const mostUnpacked = 100 * 1024 * 1024
const mostParts = 2_000

/**
 * The reader unpacks no part beyond the size that is declared for it, so what is declared can be trusted as a limit.
 * @returns the names of the parts
 * @throws TableError when it is no whole zip, or would unpack to more than any list
 */
export function refuseBomb(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostParts) throw new TableError('too-big')
  const names: string[] = []
  let at = view.getUint32(end + 16, true)
  let unpacked = 0
  for (let part = 0; part < count; part++) {
    if (at + entryLength > bytes.length || view.getUint32(at, true) !== entryMark) throw new TableError('damaged')
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    unpacked += size
    // Nothing declared is no limit.
    if (unpacked > mostUnpacked || (size === 0 && packed > 2)) throw new TableError('too-big')
    const nameLength = view.getUint16(at + 28, true)
    names.push(new TextDecoder().decode(bytes.subarray(at + entryLength, at + entryLength + nameLength)))
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - endLength; at >= Math.max(0, view.byteLength - endLength - longestComment); at--)
    if (view.getUint32(at, true) === endMark) return at
  throw new TableError('damaged')
}
