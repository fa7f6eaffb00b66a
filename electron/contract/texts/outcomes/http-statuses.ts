import { failures } from './failures.ts'
import { secret, uncertain, unclear, type FailureText } from './kinds.ts'

/** By HTTP status; `3xx`, `4xx` and `5xx` for those without their own text. */
export const httpStatuses: Record<string, FailureText> = {
  '3xx': { ...failures.redirected },
  '4xx': {
    ...unclear,
    title: 'TusFacturasAPP no aceptó el envío',
    what: 'La respuesta dice que el envío no se aceptó, pero no el motivo.',
    mend: 'Buscá el comprobante en Ventas en cola de TusFacturasAPP antes de volver a enviarlo.',
  },
  '5xx': { ...uncertain, title: 'TusFacturasAPP tuvo una falla', what: 'El sitio de TusFacturasAPP falló al atender el envío.' },
  // A status without a reason does not say that the data are wrong: nobody is sent to delete a comprobante for that. Of 400 alone it is
  // documented that the same would be refused again.
  '400': {
    kind: 'desconocido',
    resendHelps: 'no',
    title: 'TusFacturasAPP no entendió el envío',
    what: 'Dice que el envío no es válido, pero no por qué.',
    mend: 'Revisá la referencia y las credenciales del punto de venta; si están bien, escribile a soporte de TusFacturasAPP.',
    counted: true,
  },
  '401': {
    ...secret,
    title: 'TusFacturasAPP rechazó las credenciales',
    what: 'La API key, el API token o el user token no son los de este punto de venta.',
    mend: 'Volvé a copiarlos de TusFacturasAPP en Ajustes y tocá «Probar».',
    counted: true,
  },
  '403': {
    ...secret,
    title: 'TusFacturasAPP denegó el acceso',
    what: 'No reconoce las credenciales, o un firewall bloqueó la conexión.',
    mend: 'Revisá las credenciales en Ajustes con «Probar»; si están bien, probá más tarde o desde otra red.',
    counted: true,
  },
  '404': {
    kind: 'configuracion',
    resendHelps: 'no',
    title: 'No existe esa dirección en TusFacturasAPP',
    what: 'La dirección a la que Reencola envía ya no está, o la red la cambió.',
    mend: 'Fijate si hay una versión nueva de Reencola; si no, avisale a quien te ayuda.',
    counted: true,
  },
  '405': {
    kind: 'configuracion',
    resendHelps: 'no',
    title: 'TusFacturasAPP no acepta ese tipo de envío',
    what: 'La dirección existe, pero no admite lo que Reencola le mandó.',
    mend: 'Fijate si hay una versión nueva de Reencola; si no, avisale a quien te ayuda.',
    counted: true,
  },
  '407': { ...failures['proxy-credentials'] },
  '408': { ...uncertain, title: 'TusFacturasAPP se cansó de esperar', what: 'El envío tardó demasiado en llegarle completo.' },
  '409': {
    ...uncertain,
    title: 'TusFacturasAPP estaba ocupado con ese comprobante',
    what: 'Dice que el envío choca con otra cosa que está haciendo.',
  },
  '413': {
    ...unclear,
    title: 'El envío es demasiado grande',
    what: 'TusFacturasAPP o un firewall del camino no lo aceptó por su tamaño.',
    mend: 'Revisá que la referencia no sea un texto largo pegado por error; si está bien, probá más tarde o desde otra red.',
    counted: true,
  },
  '422': {
    ...unclear,
    title: 'TusFacturasAPP no pudo procesar el envío',
    what: 'Entendió el envío y no lo aceptó, pero no dice por qué.',
    mend: 'Revisá la referencia en Ventas en cola de TusFacturasAPP.',
    counted: true,
  },
  '429': {
    kind: 'transitorio',
    resendHelps: 'si',
    title: 'Demasiados envíos seguidos',
    what: 'TusFacturasAPP pidió ir más despacio y no procesó este envío.',
    mend: 'Esperá: Reencola frena la fila un rato y sigue sola.',
  },
  '500': { ...uncertain, title: 'TusFacturasAPP tuvo una falla interna', what: 'El sitio falló al atender el envío.' },
  '502': {
    ...uncertain,
    title: 'TusFacturasAPP está con problemas',
    what: 'El servidor que recibe los envíos no consiguió respuesta del que los procesa.',
  },
  '503': { ...uncertain, title: 'TusFacturasAPP no está disponible', what: 'El servicio está sobrecargado o en mantenimiento.' },
  '504': {
    ...uncertain,
    title: 'TusFacturasAPP demoró demasiado por dentro',
    what: 'El servidor que recibe los envíos se cansó de esperar al que los procesa.',
  },
  '524': { ...uncertain, title: 'TusFacturasAPP tardó demasiado en responder', what: 'Puede haber seguido trabajando y haberlo procesado igual.' },
}
