import type { QueueItem } from '#contract/model/task.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'

/** The part of a comprobante that a person decides by. */
export const queueItem = ({ tipo, numero, fecha, vencimiento_pago, total, razon_social, documento_nro, status, statusText }: FoundComprobante): QueueItem => ({
  tipo,
  numero,
  fecha,
  vencimiento_pago,
  total,
  razon_social,
  documento_nro,
  status,
  statusText,
})
