import type { QueueItem } from '#contract/model/task.ts'
import { pick } from '../../lib/pick.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'

/** The part of a comprobante that a person decides by. */
export const queueItem = (found: FoundComprobante): QueueItem =>
  pick(found, 'tipo', 'numero', 'fecha', 'vencimiento_pago', 'total', 'razon_social', 'documento_nro', 'status', 'statusText')
