/** Comprobantes as TusFacturasAPP shows them. */
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'

export const today = '29/11/2026'
export const yesterday = '28/11/2026'

export function comprobante(external_reference: string, change: Partial<FoundComprobante> = {}): FoundComprobante {
  return {
    external_reference,
    status: 'error',
    statusText: 'ENVIADO A PROCESAR - CON ERROR',
    tipo: 'FACTURA B',
    punto_venta: 10,
    numero: 0,
    fecha: today,
    vencimiento_pago: '',
    total: 1210,
    moneda: 'PES',
    cae: '',
    vencimiento_cae: '',
    comprobante_pdf_url: '',
    afip_observaciones: '',
    razon_social: 'Lucía Ferreyra',
    documento_nro: '20000000001',
    ...change,
  }
}

export const issued = (reference: string, change: Partial<FoundComprobante> = {}) =>
  comprobante(reference, { status: 'issued', statusText: 'EMITIDO', numero: 7, ...change })
export const queued = (reference: string) => comprobante(reference, { status: 'queued', statusText: 'EN COLA, ESPERANDO APROBACION' })
