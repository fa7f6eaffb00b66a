/** A comprobante as consulta and consulta_avanzada show it, trailing spaces and all. */
import type { Quirks } from './answers.ts'
import type { Item } from './queue.ts'

const statusTexts: Record<Item['status'], (item: Item) => string> = {
  error: () => 'ENVIADO A PROCESAR - CON ERROR',
  queued: () => 'EN COLA, ESPERANDO APROBACION',
  waiting: () => 'EN COLA, ESPERANDO APROBACION',
  scheduled: (item) => `APROBADO Y EN COLA. SE EMITE EL ${item.fecha}`,
  issued: () => 'EMITIDO',
}

/** Sales point and number as printed, e.g. `00010-00000000` while it waits in the queue. @param digits of the number; one answer has six */
export const printedNumber = (item: Item, digits = 8) => `${String(item.punto_venta).padStart(5, '0')}-${String(item.numero).padStart(digits, '0')}`

/** Whoever opens a link of another day is told "no se ha encontrado informacion". @param today dd/mm/aaaa */
export const pdfAddress = (item: Item, base: string, today: string) => `${base}/${today.split('/').toReversed().join('')}/${printedNumber(item)}`

/** Field names, order and values of the documented example ("Consulta simple de ventas"). */
export function showComprobante(item: Item, { referencesAsNumbers, pdfBase, cae }: Pick<Quirks, 'referencesAsNumbers' | 'pdfBase' | 'cae'>, today: string) {
  const issued = item.status === 'issued'
  const pdf = issued ? pdfAddress(item, pdfBase, today) : ''
  const shownCae = { real: item.cae, absent: '', simulated: issued ? 'SIMULATED' : '' }[cae]
  const net = Math.round((item.total / 1.21) * 100) / 100
  const reference = item.external_reference
  return {
    cliente: {
      documento_tipo: 'CUIT',
      documento_nro: `${item.documento_nro} `,
      razon_social: item.razon_social,
      email: item.email,
      domicilio: item.domicilio,
    },
    comprobante: {
      fecha: item.fecha,
      tipo: item.tipo,
      moneda: item.moneda,
      idioma: 1,
      cotizacion: 1,
      operacion: 'V',
      punto_venta: item.punto_venta,
      numero: item.numero,
      periodo_facturado_desde: item.fecha,
      periodo_facturado_hasta: item.fecha,
      rubro: 'Servicios web',
      rubro_grupo_contable: 'servicios',
      detalle: [
        {
          cantidad: 1,
          producto: {
            descripcion: 'Abono mensual',
            precio_unitario: net,
            alicuota: 21,
            bonificacion: 0,
            impuestos_internos_alicuota: 0,
            precio_total: net,
          },
          bonificacion_porcentaje: 0,
          leyenda: '',
        },
      ],
      bonificacion: 0,
      leyenda_gral: ' ',
      percepciones_iibb: '0',
      percepciones_iva: 0,
      tributos: [],
      exentos: 0,
      nogravados: 0,
      impuestos_internos: 0,
      impuestos_internos_base: 0,
      impuestos_internos_alicuota: 0,
      total: item.total,
      cae: `${shownCae} `,
      external_reference: referencesAsNumbers && /^[1-9]\d{0,14}$/u.test(reference) ? Number(reference) : reference,
      micrositios: { cliente: '', descarga: '' },
      tags: [],
      ctacte_status: issued ? 'IMPAGA' : '',
      status: item.statusText ?? statusTexts[item.status](item),
      afip_codigo_barras: ' ',
      afip_observaciones: item.afip_observaciones,
      afip_qr: issued ? `https://www.afip.gob.ar/fe/qr/?p=${Buffer.from(printedNumber(item)).toString('base64')} ` : ' ',
      vencimiento_cae: cae === 'real' ? item.vencimiento_cae : '',
      vencimiento_pago: item.vencimiento_pago,
      comprobante_pdf_url: pdf && `${pdf}.pdf`,
      comprobante_ticket_url: pdf && `${pdf}-ticket.pdf`,
    },
  }
}
