import type { FoundComprobante } from '../../tusfacturas/api.ts'
import type { Seen } from './query.ts'

export type ReferenceStatus = 'error' | 'queued' | 'issued' | 'absent' | 'unclear'

/**
 * How an order's reference stands at TusFacturasAPP. Several comprobantes may share it, and the API resends the first that
 * it detects, so one in error is enough for the reference to be in error. Of a status that is not known nothing follows.
 * @param seen what the free query said of this reference
 * @returns with the comprobante that says so; also of an unclear one, when it is the status that is not known
 */
export function statusOf({ clear, found }: Seen): { status: ReferenceStatus; comprobante: FoundComprobante | null; rank: number } {
  const pick = (...statuses: FoundComprobante['status'][]) => found.find(({ comprobante }) => statuses.includes(comprobante.status))
  const told = (status: ReferenceStatus, one = pick('unknown')) => ({ status, comprobante: one?.comprobante ?? null, rank: one?.rank ?? 0 })
  if (!clear) return { status: 'unclear', comprobante: null, rank: 0 }
  if (found.length === 0) return { status: 'absent', comprobante: null, rank: 0 }
  const error = pick('error')
  if (error) return told('error', error)
  if (pick('unknown')) return told('unclear')
  const queued = pick('queued', 'scheduled')
  return queued ? told('queued', queued) : told('issued', pick('issued'))
}
