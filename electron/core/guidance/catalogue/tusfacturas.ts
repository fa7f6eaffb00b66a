import { httpStatuses } from '#contract/texts/outcomes/http-statuses.ts'
import { refusals } from '#contract/texts/outcomes/refusals.ts'
import { doubtful, passing, wrong, type Entry } from './entry.ts'
import { authentication, batches, clients, maintenance, newSale, reference, resend } from './sources.ts'

const documentedStatuses: Record<string, string> = { 429: reference, 524: batches }

/** A page of a server that is down, pasted: it may be ARCA's or TusFacturasAPP's. */
export const failing = {
  title: 'El servidor falló o no estaba disponible',
  explanation: 'Es la respuesta de un servidor caído o saturado, de ARCA o de TusFacturasAPP. No es un problema de tu comprobante.',
  nextStep: 'Esperá unos minutos, fijate que no se haya emitido igual y reenvialo.',
}

/** A status alone, pasted, does not tell who answered with it, and says nothing of the comprobante. */
const unheard = {
  kind: 'transitorio', resendHelps: 'no-se-sabe',
  explanation: 'No es una respuesta sobre tu comprobante: quien contestó no encontró la dirección o no acepta ese tipo de envío.',
  nextStep: 'Consultá primero cómo quedó; si se repite, pasale el mensaje a soporte de TusFacturasAPP.',
} as const
/** Something was not accepted, and no word says what: not the data, as far as anybody knows. */
const unreasoned = {
  kind: 'desconocido', resendHelps: 'no-se-sabe',
  explanation: 'Alguien no aceptó el envío (TusFacturasAPP, ARCA o algo del camino) y no dice por qué: puede no ser un problema de tu comprobante.',
  nextStep: 'Buscá en Ventas en cola de TusFacturasAPP un mensaje con el motivo y pegalo en «Explicar un error».',
} as const
const pasted: Partial<Record<string, Pick<Entry, 'kind' | 'resendHelps' | 'title' | 'explanation' | 'nextStep'>>> = {
  400: { ...unreasoned, resendHelps: 'no', title: 'El envío no se entendió, y falta el motivo' },
  413: { ...unreasoned, title: 'El envío se consideró demasiado grande' },
  422: { ...unreasoned, title: 'El envío no se aceptó, y falta el motivo' },
  404: { ...unheard, title: 'No se encontró la dirección pedida' },
  405: { ...unheard, title: 'La dirección no acepta ese tipo de envío' },
}

/** Their words, or others', say more than these statuses do. */
export const unreasonedStatuses: readonly string[] = ['HTTP-400', 'HTTP-413', 'HTTP-422']

/** Statuses of a server that fails, Cloudflare's too; 524 is another matter: TusFacturasAPP may go on working. */
const failingStatuses = [500, 501, 502, 503, 504, 505, 507, 508, 509, 520, 521, 522, 523, 525, 526, 527, 530]

/** TusFacturasAPP itself and the way to it. How it words a lack of credentials or quota is not documented. */
export const tusfacturas = (): Entry[] => [
  { id: 'MSG_NO_ENCONTRADO', ...refusals['not-found'], source: [resend] },
  { id: 'MSG_MANTENIMIENTO', ...refusals.maintenance, source: [maintenance] },
  { id: 'MSG_CREDENCIALES', ...refusals.credentials, source: [authentication] },
  { id: 'MSG_CUPO', ...refusals.quota, source: ['vousys/tusfacturas-api: faqs-or-preguntas-frecuentes.md'] },
  passing('MSG_TIMEOUT', ['vousys/tusfacturas-api: faqs-or-ventas-asincronicas.md (version transcripciones públicas: verificar por external_reference, 90 s de espera)'], 'Se cortó la conexión o tardó demasiado',
    'La respuesta no llegó a tiempo. El comprobante puede haberse emitido igual.', 'Consultá primero cómo quedó y, si sigue con error, reenvialo.'),
  wrong('TFC-8002', [newSale], 'La referencia externa no es válida',
    'La referencia externa falta o tiene caracteres no permitidos.',
    'Eliminalo de la cola si quedó ahí y volvé a crearlo con letras, números, guion o guion bajo en la referencia.'),
  wrong('TFC-6001', [newSale], 'No se pudieron guardar los datos del cliente',
    'TusFacturasAPP no pudo crear el cliente con los datos que recibió.', 'Revisá los datos del cliente y volvé a crear el comprobante.'),
  wrong('TFC-8004', ['vousys/tusfacturas-api: api-factura-electronica-afip-facturacion-ventas/README.md'], 'El cliente no puede recibir ese comprobante',
    'La condición de IVA del cliente no permite ese tipo de comprobante.', 'Elegí la letra correcta para ese cliente y volvé a crear el comprobante.'),
  doubtful('MSG_PAGINA_AJENA', [clients], 'Contestó una página web, no TusFacturasAPP',
    'Parece la página de un filtro, un proxy o un servidor del camino, y no una respuesta de TusFacturasAPP.',
    'Consultá primero cómo quedó; si se repite, probá más tarde o desde otra red.'),
  ...failingStatuses.map((status): Entry => ({ id: `HTTP-${status}`, kind: 'transitorio', resendHelps: 'si', ...failing, source: [clients] })),
  ...Object.entries(httpStatuses)
    .filter(([status]) => Number(status) > 0 && !failingStatuses.includes(Number(status)))
    .map(([status, { kind, resendHelps, title, what, mend }]) => ({
      id: `HTTP-${status}`, kind, resendHelps, title,
      explanation: what,
      nextStep: mend ?? 'Consultá primero cómo quedó, antes de reenviarlo.',
      source: [documentedStatuses[status] ?? authentication],
      ...pasted[status],
    })),
]
