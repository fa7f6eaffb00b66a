/** The status strings of a comprobante. */
import type { ComprobanteStatus } from './api.ts'
import { legibleLine } from './legible.ts'

/**
 * In this order, by content: the documentation knows `EMITIDO`, `APROBADO Y EN COLA. SE EMITE EL dd/mm/aaaa`,
 * `EN COLA, ESPERANDO APROBACION` and `ENVIADO A PROCESAR - CON ERROR` (Consulta simple de ventas); integrators have also
 * met `PROGRAMADO` and other wordings with `ERROR`. Unknown is the answer when a string says two things at once.
 */
const patterns: ReadonlyArray<readonly [pattern: RegExp, status: ComprobanteStatus]> = [
  [/\bSIN ERROR|^EMITID[OA]\b.*\bERROR/u, 'unknown'],
  [/^EMITID[OA]\b/u, 'issued'],
  [/\bERROR/u, 'error'],
  [/\bPROGRAMAD[OA]\b|\bAPROBAD[OA] Y EN COLA\b|\bSE EMITE EL\b/u, 'scheduled'],
  [/\bEN COLA\b|\bESPERANDO APROBACION\b/u, 'queued'],
]

const plain = (text: string) => legibleLine(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toUpperCase()

/** A page of a thousand comprobantes has a handful of distinct statuses. */
const read = new Map<string, ComprobanteStatus>()
const remembered = 500
/** Far above any that is documented; a longer one is no status. In characters. */
const longest = 500

/** @param text the status as it came, in any case and with or without accents */
export function readStatus(text: string): ComprobanteStatus {
  const known = read.get(text)
  if (known) return known
  if (text.length > longest) return 'unknown'
  const plainText = plain(text)
  const status = patterns.find(([pattern]) => pattern.test(plainText))?.[1] ?? 'unknown'
  if (read.size < remembered) read.set(text, status)
  return status
}
