import type { FoundComprobante } from '../tusfacturas/api.ts'

export type Standing = 'error' | 'queued' | 'issued' | 'absent' | 'unclear'

/**
 * How an order's reference stands at TusFacturasAPP. Several comprobantes may share it, and the API resends the first that
 * it detects, so one in error is enough for the reference to be in error.
 * @param found what the free query returned for this reference
 */
export function standingOf(found: FoundComprobante[]): { standing: Standing; comprobante: FoundComprobante | null } {
  const pick = (...statuses: FoundComprobante['status'][]) => found.find((comprobante) => statuses.includes(comprobante.status))
  const error = pick('error')
  if (error) return { standing: 'error', comprobante: error }
  const queued = pick('queued', 'scheduled')
  if (queued) return { standing: 'queued', comprobante: queued }
  const issued = pick('issued')
  if (issued) return { standing: 'issued', comprobante: issued }
  return found[0] ? { standing: 'unclear', comprobante: found[0] } : { standing: 'absent', comprobante: null }
}
