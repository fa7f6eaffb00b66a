/**
 * What happened to an order, said to the person: what it was, whether it cost, what to do now. The keys of `failures` and
 * `refusals` are core's codes; core/guidance/outcome.ts does not compile when one is missing here.
 */
import { longestWaitHours } from '../model/waiting.ts'
import type { ExplanationKind, ResendAdvice } from '../model/explanation.ts'
import type { HoldReason, OrderState } from '../model/order.ts'
import { number } from './counting.ts'

export interface OutcomeText {
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  explanation: string
  nextStep: string
}

/** How an order stands. `cost` is what is said of it when the count is not at hand. */
export interface StateText extends OutcomeText {
  cost: string
}

/** A call without a usable answer. The cost and the wait are added to it, as they depend on what left this machine. */
export interface FailureText {
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  what: string
  /** What a person has to mend; null when the program manages alone. */
  mend: string | null
  /** The answer shows that TusFacturasAPP received it: it counts each one, whatever its answer. */
  counted?: true
}

export const costs = {
  none: 'No se gastó ninguna solicitud de tu abono.',
  possible: 'Puede haberse gastado una solicitud de tu abono.',
  one: 'Ese reenvío gastó una solicitud de tu abono.',
  free: 'Consultar no gasta solicitudes de tu abono.',
  waiting: 'Esperar no gasta solicitudes de tu abono.',
  written: 'Las solicitudes de tu abono que gastó figuran en su historia.',
}

const requests = (count: number) => (count === 1 ? 'una solicitud' : `${number(count)} solicitudes`)

/** @returns what an order has spent so far, e.g. `Gastó una solicitud de tu abono y puede haber gastado una más.` */
export function spentText(used: number, possible: number): string {
  if (used === 0) return possible === 0 ? costs.none : `Puede haber gastado ${requests(possible)} de tu abono.`
  const more = possible === 0 ? '' : ` y puede haber gastado ${possible === 1 ? 'una' : number(possible)} más`
  return `Gastó ${requests(used)} de tu abono${more}.`
}

export const waits = {
  notSent: 'No hace falta que hagas nada: se vuelve a intentar solo.',
  sent: 'No lo reenvíes: mientras esté abierta, Reencola consulta gratis si llegó y te avisa.',
  free: 'Probá de nuevo en unos minutos.',
}

const passing = { kind: 'transitorio', resendHelps: 'si', mend: null } as const
/** Nothing says whether resending helps. */
const unclear = { kind: 'desconocido', resendHelps: 'no-se-sabe' } as const
const uncertain = { kind: 'transitorio', resendHelps: 'no-se-sabe', mend: null } as const
const setting = { kind: 'configuracion', resendHelps: 'despues-de-corregir' } as const
const secret = { kind: 'credenciales', resendHelps: 'despues-de-corregir' } as const
/** Said of what a gate holds back: its notice has the button that lets go what waits. */
const goOn = 'Después tocá «Seguir enviando» en el aviso de arriba.'
const certificateHelp = 'Pedile a sistemas que revise el antivirus, el proxy o los certificados de esta PC'

export const failures = {
  'dns-not-found': {
    ...passing,
    title: 'No se encontró a TusFacturasAPP en Internet',
    what: 'La PC no pudo ubicar la dirección de TusFacturasAPP; casi siempre es falta de Internet.',
  },
  'dns-temporary': {
    ...passing,
    title: 'Internet no respondió al buscar a TusFacturasAPP',
    what: 'La red no contestó a tiempo dónde está TusFacturasAPP; suele ser pasajero.',
  },
  refused: {
    ...passing,
    title: 'TusFacturasAPP no aceptó la conexión',
    what: 'Del otro lado no quisieron atender la conexión; puede ser una caída o un bloqueo de la red.',
  },
  unreachable: {
    ...passing,
    title: 'No hay camino hasta TusFacturasAPP',
    what: 'La PC no tiene cómo llegar a Internet en este momento.',
  },
  'connect-timeout': {
    ...passing,
    title: 'TusFacturasAPP no atendió a tiempo',
    what: 'La conexión no llegó a establecerse.',
  },
  reset: {
    ...uncertain,
    title: 'Se cortó la conexión',
    what: 'La conexión con TusFacturasAPP se cortó de golpe, sin respuesta.',
  },
  closed: {
    ...uncertain,
    title: 'TusFacturasAPP cerró la conexión sin responder',
    what: 'La conexión terminó antes de que llegara una respuesta.',
  },
  'answer-timeout': {
    ...uncertain,
    title: 'TusFacturasAPP tardó demasiado en responder',
    what: 'Se esperó la respuesta y no llegó a tiempo.',
  },
  'body-cut': {
    ...uncertain,
    title: 'La respuesta llegó cortada',
    what: 'TusFacturasAPP empezó a responder y la conexión se cortó por la mitad.',
  },
  aborted: {
    ...uncertain,
    title: 'Se interrumpió el envío',
    what: 'El envío se cortó desde esta PC, porque se canceló o se cerró el programa.',
  },
  'tls-untrusted': {
    ...setting,
    title: 'El certificado de la conexión no es de confianza',
    what: 'Alguien que esta PC no reconoce respondió en lugar de TusFacturasAPP; suele ser el antivirus o el proxy de la oficina.',
    mend: `${certificateHelp} y después probá de nuevo.`,
  },
  'tls-expired': {
    ...setting,
    title: 'El certificado de la conexión está vencido',
    what: 'El certificado que protege la conexión venció, o la fecha de esta PC está adelantada.',
    mend: 'Revisá la fecha y la hora de la PC; si están bien, avisale a sistemas. Después probá de nuevo.',
  },
  'tls-not-yet-valid': {
    ...setting,
    title: 'El certificado de la conexión todavía no vale',
    what: 'El certificado que protege la conexión empieza a valer más adelante; suele ser que la fecha de esta PC está atrasada.',
    mend: 'Poné en hora la PC y después probá de nuevo.',
  },
  'tls-wrong-host': {
    ...setting,
    title: 'Respondió otro sitio en lugar de TusFacturasAPP',
    what: 'El certificado de la conexión es de otra dirección; suele ser una red con página de ingreso o un proxy.',
    mend: `${certificateHelp} y después probá de nuevo.`,
  },
  'tls-failed': {
    ...setting,
    title: 'No se pudo armar la conexión segura',
    what: 'La PC y TusFacturasAPP no se pusieron de acuerdo para cifrar la conexión.',
    mend: `${certificateHelp} y después probá de nuevo.`,
  },
  'proxy-unreachable': {
    ...setting,
    title: 'El proxy de la oficina no responde',
    what: 'La conexión sale por el proxy de la oficina, y el proxy no atendió.',
    mend: 'Avisale a sistemas o revisá el proxy en Ajustes; después probá de nuevo.',
  },
  'proxy-credentials': {
    ...setting,
    title: 'El proxy de la oficina pide usuario y contraseña',
    what: 'El proxy no dejó salir la conexión porque le faltan el usuario y la contraseña, o están mal.',
    mend: 'Cargá el usuario y la contraseña del proxy en Ajustes y después probá de nuevo.',
  },
  'proxy-refused': {
    ...setting,
    title: 'El proxy de la oficina no dejó pasar la conexión',
    what: 'El proxy respondió que no puede o no quiere llegar hasta TusFacturasAPP.',
    mend: 'Pedile a sistemas que habilite www.tusfacturas.app y después probá de nuevo.',
  },
  'answer-empty': {
    ...uncertain,
    title: 'TusFacturasAPP respondió en blanco',
    what: 'Llegó una respuesta vacía, así que no se sabe qué pasó con el envío.',
  },
  'answer-html': {
    ...uncertain,
    title: 'Llegó una página web en lugar de la respuesta',
    what: 'Puede haber contestado un firewall, un proxy o una página de error, y no TusFacturasAPP.',
  },
  'answer-unreadable': {
    ...uncertain,
    title: 'La respuesta no se pudo leer',
    what: 'Lo que llegó de TusFacturasAPP no tiene la forma de una respuesta.',
  },
  'answer-unexpected': {
    ...uncertain,
    title: 'La respuesta no es la esperada',
    what: 'TusFacturasAPP respondió algo que Reencola no sabe interpretar.',
  },
  'answer-foreign': {
    ...uncertain,
    title: 'Contestó otro programa, no TusFacturasAPP',
    what: 'En el camino hay un filtro web, un antivirus o un proxy que contestó, y no TusFacturasAPP. Si se repite, pedile a sistemas que deje pasar a www.tusfacturas.app.',
  },
  'answer-too-large': {
    ...uncertain,
    title: 'La respuesta es demasiado larga',
    what: 'Llegó mucho más de lo que TusFacturasAPP manda siempre, y se dejó de leer.',
  },
  redirected: {
    ...uncertain,
    title: 'La conexión fue desviada a otra página',
    what: 'En lugar de responder, mandaron a otra dirección; por seguridad Reencola no la sigue. Suele ser una red con página de ingreso.',
  },
  'http-status': {
    ...uncertain,
    title: 'TusFacturasAPP respondió con un aviso de falla',
    what: 'La respuesta avisa una falla sin decir el motivo.',
  },
  'marker-failed': {
    kind: 'configuracion',
    resendHelps: 'despues-de-corregir',
    title: 'No se pudo anotar el envío en el disco',
    what: 'Antes de enviar, Reencola lo anota para no mandarlo dos veces. No pudo, así que no envió nada.',
    mend: 'Revisá que haya lugar en el disco y volvé a abrir Reencola.',
  },
  unknown: {
    ...uncertain,
    title: 'El envío falló por un motivo no previsto',
    what: 'La conexión con TusFacturasAPP falló de una manera que Reencola no reconoce; el detalle está en el registro.',
  },
} satisfies Record<string, FailureText>

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
  '503': {
    ...uncertain,
    title: 'TusFacturasAPP no está disponible',
    what: 'El servicio está sobrecargado o en mantenimiento.',
  },
  '504': {
    ...uncertain,
    title: 'TusFacturasAPP demoró demasiado por dentro',
    what: 'El servidor que recibe los envíos se cansó de esperar al que los procesa.',
  },
  '524': {
    ...uncertain,
    title: 'TusFacturasAPP tardó demasiado en responder',
    what: 'Puede haber seguido trabajando y haberlo procesado igual.',
  },
}

/** Readable refusals whose meaning does not depend on their words; the cost is added. `other` is explained by its texts. */
export const refusals = {
  'not-found': {
    kind: 'no-encontrado',
    resendHelps: 'no',
    title: 'No hay un comprobante en cola con esa referencia',
    explanation: 'TusFacturasAPP no lo encontró en este punto de venta. Puede que ya se haya emitido o eliminado, o que sea de otro.',
    nextStep: 'Revisá la referencia y el punto de venta, y fijate si ya está emitido.',
  },
  quota: {
    kind: 'cupo',
    resendHelps: 'despues-de-corregir',
    title: 'Se agotaron las solicitudes de tu abono',
    explanation: 'TusFacturasAPP no atiende más reenvíos hasta que se renueve o se amplíe el abono.',
    nextStep: `Ampliá el abono en TusFacturasAPP o esperá la renovación. ${goOn}`,
  },
  credentials: {
    kind: 'credenciales',
    resendHelps: 'despues-de-corregir',
    title: 'TusFacturasAPP rechazó las credenciales',
    explanation: 'La API key, el API token o el user token no son los de este punto de venta.',
    nextStep: 'Volvé a copiarlos de TusFacturasAPP en Ajustes y tocá «Probar».',
  },
  maintenance: {
    kind: 'mantenimiento',
    resendHelps: 'si',
    title: 'TusFacturasAPP está en mantenimiento',
    explanation: 'Por un rato no atiende envíos. No es un problema de tu comprobante.',
    nextStep: 'Esperá a que termine; lo que está en Reencola sale solo después.',
  },
} satisfies Record<string, OutcomeText>

/** @returns a sentence such as `Está previsto hasta el 26/07 a las 05:25.` */
export const maintenanceUntil = (when: string): string => `Está previsto hasta el ${when}.`

const calm = { kind: 'transitorio', resendHelps: 'no' } as const
const waiting = { ...calm, cost: costs.waiting }
const goesOn = { ...waiting, nextStep: 'No hace falta que hagas nada.' }

export const states: Record<OrderState, StateText> = {
  queued: {
    ...waiting,
    title: 'En espera de su turno',
    explanation: 'Está guardado y sale cuando terminen los anteriores.',
    nextStep: 'No hace falta que hagas nada. Si te arrepentiste, todavía podés cancelarlo.',
  },
  held: {
    ...waiting,
    title: 'Frenado',
    explanation: 'Está guardado, pero algo impide enviarlo.',
    nextStep: `Resolvé lo que dice el aviso de arriba. ${goOn}`,
  },
  preflight: {
    ...calm,
    title: 'Consultando cómo está el comprobante',
    explanation: 'Antes de gastar, Reencola mira si sigue con error.',
    cost: costs.free,
    nextStep: 'Esperá unos segundos.',
  },
  sending: {
    ...waiting,
    title: 'Por enviar',
    explanation: 'Reencola se está conectando con TusFacturasAPP.',
    nextStep: 'Esperá unos segundos.',
  },
  on_wire: {
    ...calm,
    title: 'Enviando',
    explanation: 'El reenvío salió y falta la respuesta.',
    cost: costs.possible,
    nextStep: 'Esperá: la respuesta puede demorar hasta un minuto y medio.',
  },
  unknown: {
    ...calm,
    title: 'Verificando si llegó',
    explanation: 'El reenvío salió pero no hubo una respuesta clara.',
    cost: costs.possible,
    nextStep: waits.sent,
  },
  accepted: {
    ...calm,
    title: 'Volvió a la cola de TusFacturasAPP',
    explanation: 'TusFacturasAPP aceptó el reenvío y va a intentar emitirlo de nuevo.',
    cost: costs.one,
    nextStep: 'No hace falta que hagas nada: mientras esté abierta, Reencola lo sigue y te avisa cómo terminó.',
  },
  issued: {
    ...calm,
    title: 'Emitido',
    explanation: 'TusFacturasAPP ya emitió el comprobante.',
    cost: costs.written,
    nextStep: 'No hace falta que hagas nada. En su historia podés abrir el PDF y copiar el número.',
  },
  failed_again: {
    ...unclear,
    title: 'Sigue con error',
    explanation: 'TusFacturasAPP lo intentó de nuevo y volvió a fallar, pero no informó el motivo.',
    cost: costs.one,
    nextStep: 'Buscá el motivo en Ventas en cola de TusFacturasAPP y pegalo en «Explicar un error».',
  },
  superseded: {
    ...calm,
    title: 'Ya estaba en cola',
    explanation: 'Cuando se consultó, el comprobante ya no estaba con error, así que no se envió nada.',
    cost: costs.none,
    nextStep: 'No hace falta que hagas nada: mientras esté abierta, Reencola lo sigue y te avisa cómo terminó.',
  },
  not_found: {
    kind: 'no-encontrado',
    resendHelps: 'no',
    title: 'No hay un comprobante en cola con esa referencia',
    explanation: 'No aparece en este punto de venta, así que no se envió nada.',
    cost: costs.none,
    nextStep: 'Revisá la referencia y el punto de venta. Si están bien, en su historia podés tocar «Enviar igual»: gasta una solicitud.',
  },
  rejected: {
    ...unclear,
    title: 'TusFacturasAPP rechazó el reenvío',
    explanation: 'No aceptó el reenvío y no dijo el motivo.',
    cost: costs.one,
    nextStep: 'Buscá el comprobante en Ventas en cola de TusFacturasAPP antes de volver a enviarlo.',
  },
  needs_decision: {
    ...unclear,
    title: 'Necesita que decidas',
    explanation: 'El reenvío salió, no hubo una respuesta clara y el comprobante sigue con error.',
    cost: costs.possible,
    nextStep: 'Elegí: enviarlo de nuevo (puede gastar otra solicitud), darlo por enviado o descartarlo.',
  },
  cancelled: {
    ...calm,
    title: 'Cancelado',
    explanation: 'Se canceló antes de enviarlo.',
    cost: costs.none,
    nextStep: 'No hace falta que hagas nada. Si cambiaste de idea, en su historia tocá «Reenviar otra vez».',
  },
}

export const holds: Record<HoldReason, StateText> = {
  pausa: {
    ...waiting,
    title: 'Frenado: los envíos están en pausa',
    explanation: 'Está guardado y espera a que saques la pausa.',
    nextStep: 'Tocá «Reanudar envíos» cuando quieras seguir.',
  },
  credenciales: {
    ...secret,
    title: 'Frenado: credenciales rechazadas',
    explanation: 'TusFacturasAPP no reconoce las credenciales de este punto de venta; este reenvío espera.',
    cost: costs.waiting,
    nextStep: 'Volvé a copiarlas de TusFacturasAPP en Ajustes y tocá «Probar».',
  },
  cupo: {
    kind: 'cupo',
    resendHelps: 'despues-de-corregir',
    title: 'Frenado: se agotaron las solicitudes del abono',
    explanation: 'TusFacturasAPP no atiende más reenvíos hasta que se renueve o se amplíe el abono; este reenvío espera.',
    cost: costs.waiting,
    nextStep: `Ampliá el abono en TusFacturasAPP o esperá la renovación. ${goOn}`,
  },
  certificado: {
    ...setting,
    title: 'Frenado: la conexión no es de confianza',
    explanation: 'Esta PC no reconoce el certificado de la conexión, así que Reencola no manda nada por ahí.',
    cost: costs.waiting,
    nextStep: `${certificateHelp}. ${goOn}`,
  },
  proxy: {
    ...setting,
    title: 'Frenado: el proxy de la oficina no deja salir',
    explanation: 'El proxy no responde o pide usuario y contraseña; este reenvío espera.',
    cost: costs.waiting,
    nextStep: `Revisá el proxy en Ajustes. ${goOn}`,
  },
  vencido: {
    ...unclear,
    title: `Frenado: espera hace más de ${longestWaitHours} horas`,
    explanation: 'Pasó mucho tiempo y el comprobante puede haber cambiado, así que Reencola pregunta antes de enviarlo.',
    cost: costs.waiting,
    nextStep: 'Fijate si todavía hace falta. En su historia, tocá «Enviar ahora» o «Cancelar reenvío».',
  },
  luego: {
    ...waiting,
    title: 'En espera hasta la hora que elegiste',
    explanation: 'Está guardado. A esa hora Reencola consulta gratis y, si sigue con error, lo reenvía; si la PC está apagada, lo hace cuando la abras.',
    nextStep: 'No hace falta que hagas nada. Si cambiaste de idea, en su historia tocá «Enviar ahora» o «Cancelar reenvío».',
  },
  'sin-credenciales': {
    ...secret,
    title: 'Frenado: faltan las credenciales',
    explanation: 'Esta PC no pudo abrir las credenciales guardadas de este punto de venta; este reenvío espera.',
    cost: costs.waiting,
    nextStep: 'Cargalas otra vez en Ajustes.',
  },
  ausente: {
    ...setting,
    title: 'Frenado: su punto de venta no está en Ajustes',
    explanation: 'Se borró, o no se pudieron leer los puntos de venta guardados: no hay credenciales con que enviarlo.',
    cost: costs.waiting,
    nextStep: 'Si ya no lo querés enviar, en su historia tocá «Cancelar reenvío».',
  },
  respuesta: {
    ...unclear,
    title: 'Frenado: TusFacturasAPP responde lo mismo a todo',
    explanation: 'Rechazó dos pedidos seguidos con las mismas palabras; para no gastar por la misma respuesta, este reenvío espera.',
    cost: costs.waiting,
    nextStep:
      'Leé en el aviso de arriba qué responde TusFacturasAPP y tocá «Seguir enviando»: sale uno solo, que puede gastar una solicitud, y se mira qué pasa.',
  },
  llavero: {
    ...setting,
    title: 'Frenado: el llavero de la PC no responde',
    explanation: 'Ahí están guardadas las credenciales y el sistema no las entrega; este reenvío espera.',
    cost: costs.waiting,
    nextStep: 'Desbloqueá el llavero si el sistema te pide una contraseña; si esto sigue, reiniciá Reencola. No cargues las credenciales de nuevo.',
  },
  danado: {
    ...unclear,
    title: 'Frenado: hizo cerrar el programa',
    explanation: 'Reencola se cerró tres veces al trabajar con este reenvío; lo apartó y sigue con los demás.',
    cost: costs.written,
    nextStep:
      'En su historia, tocá «Cancelar reenvío» y después cargá la referencia de nuevo. Si se repite, mandale el diagnóstico de Ajustes a quien te ayuda.',
  },
}

const asked = {
  ...unclear,
  cost: costs.none,
  nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP y elegí: enviarlo (puede gastar una solicitud), darlo por enviado o descartarlo.',
} as const

/** @returns how a status that Reencola does not know is told, in TusFacturasAPP's words */
export const saidStatus = (words: string): string => `TusFacturasAPP dice «${words}» y no sabemos si está con error. Reencola no lo envió.`

/** @returns why an order waits, by the reference of the one that has to be settled first */
export const waitsFor = (reference: string): string => `Espera a que se aclare «${reference}», que va antes: no se sabe todavía si llegó.`

/** Said of an order that waits for a decision. */
export const youngerLeft = 'Mientras tanto ya salieron otros más nuevos de este punto de venta.'

/** What a state needs said besides, when something particular is the matter. */
export const notes = {
  offline: {
    ...waiting,
    title: 'En espera de Internet',
    explanation: 'Está guardado y sale solo cuando vuelva la conexión.',
    nextStep: 'No hace falta que hagas nada; podés apagar la PC sin perderlo.',
  },
  retrying: {
    ...goesOn,
    title: 'En espera para volver a intentar',
    explanation: 'No se pudo conectar con TusFacturasAPP. Está guardado y se vuelve a intentar solo.',
  },
  'first-verified': {
    ...goesOn,
    title: 'En espera de que salga el primero',
    explanation: 'Después de un corte, Reencola manda uno solo y se asegura de que llegó antes de seguir.',
  },
  'slow-down': {
    ...goesOn,
    title: 'En espera: TusFacturasAPP pidió ir más despacio',
    explanation: 'Hubo demasiados envíos seguidos; la fila espera un rato y sigue sola.',
  },
  maintenance: {
    kind: 'mantenimiento',
    resendHelps: 'no',
    title: 'En espera: TusFacturasAPP está en mantenimiento',
    explanation: 'La fila espera a que termine y sigue sola.',
    cost: costs.waiting,
    nextStep: 'No hace falta que hagas nada.',
  },
  'order-in-doubt': {
    ...waiting,
    title: 'En espera: primero se aclara uno anterior',
    explanation: 'Uno anterior salió y no se sabe todavía si llegó; salen en orden.',
    nextStep: 'No hace falta que hagas nada: se aclara en un minuto y sigue solo.',
  },
  stalled: {
    ...goesOn,
    title: 'En espera: TusFacturasAPP viene fallando',
    explanation: 'Varios envíos seguidos quedaron sin respuesta clara, así que la fila espera a que una consulta salga bien.',
  },
  stale: {
    ...calm,
    title: 'Reencolado, sin novedades',
    explanation: 'TusFacturasAPP lo aceptó hace más de 24 horas y no informó si se emitió.',
    cost: costs.one,
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP; la fecha del comprobante puede ser futura.',
  },
  'stale-superseded': {
    ...calm,
    title: 'Ya estaba en cola, sin novedades',
    explanation: 'Hace más de 24 horas que está en la cola de TusFacturasAPP y no informó si se emitió.',
    cost: costs.none,
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP; la fecha del comprobante puede ser futura.',
  },
  'answers-unclear': {
    ...asked,
    title: 'Decidís vos: las consultas no aclararon cómo está',
    explanation: 'Las respuestas de TusFacturasAPP no coinciden con lo que se le preguntó, y no sabemos si está con error. Reencola no lo envió.',
  },
  'status-unknown': {
    ...asked,
    title: 'Decidís vos: tiene un estado que Reencola no conoce',
    explanation: 'TusFacturasAPP no informa un estado, y no sabemos si está con error. Reencola no lo envió.',
  },
  rival: {
    ...asked,
    title: 'Decidís vos: otro reenvío parece ser del mismo comprobante',
    explanation: 'TusFacturasAPP responde con el mismo comprobante para esta referencia y para la de otro reenvío en camino. Reencola no lo envió.',
    nextStep: 'Mirá primero cómo termina el otro. Si son dos comprobantes, elegí enviarlo (puede gastar una solicitud); si es el mismo, descartalo.',
  },
  resting: {
    ...goesOn,
    title: 'En espera: pausa después de una respuesta',
    explanation: 'TusFacturasAPP contestó hace menos de un minuto y no lo tomó; Reencola espera un poco antes de volver a gastar.',
  },
  'nothing-left': {
    ...unclear,
    title: 'Necesita que decidas: no sale de nuevo solo',
    explanation: 'Ya salió las veces que confirmaste o que permiten tus ajustes, así que no sale de nuevo solo.',
    cost: costs.written,
    nextStep: 'Elegí: enviarlo de nuevo (puede gastar otra solicitud), darlo por enviado o descartarlo.',
  },
  'not-clear': {
    ...unclear,
    title: 'Necesita que decidas: no se sabe si llegó',
    explanation: 'El reenvío salió y las consultas gratuitas no aclararon si llegó: no dicen que siga con error, ni que esté en la cola.',
    cost: costs.written,
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP y elegí: enviarlo de nuevo (puede gastar otra solicitud), darlo por enviado o descartarlo.',
  },
  'query-refused': {
    ...unclear,
    title: 'Necesita que decidas: no se pudo consultar si llegó',
    explanation: 'El reenvío salió sin una respuesta clara, y TusFacturasAPP no aceptó la consulta gratuita que diría si llegó.',
    cost: costs.written,
    nextStep:
      'Buscalo en Ventas en cola de TusFacturasAPP. Si sigue con error, reenvialo desde ahí: Reencola no lo envía de nuevo sin esa consulta. Después elegí darlo por enviado o descartarlo.',
  },
  keychain: {
    ...setting,
    title: 'En espera: el llavero de la PC no responde',
    explanation: 'Ahí están guardadas las credenciales y el sistema no las entrega.',
    cost: costs.waiting,
    nextStep: 'Desbloqueá el llavero si el sistema te pide una contraseña; si esto sigue, reiniciá Reencola. No cargues las credenciales de nuevo.',
  },
  'orphan-followed': {
    ...calm,
    title: 'Ya no se sigue: su punto de venta no está en Ajustes',
    explanation: 'Está en la cola de TusFacturasAPP, pero no hay credenciales con que consultar si se emitió.',
    cost: costs.written,
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP.',
  },
  'orphan-undecided': {
    ...unclear,
    title: 'Necesita que decidas: su punto de venta no está en Ajustes',
    explanation: 'El reenvío salió, no hubo una respuesta clara y no hay credenciales con que consultar si llegó.',
    cost: costs.possible,
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP y elegí: darlo por enviado o descartarlo.',
  },
  deleted: {
    ...calm,
    title: 'Lo eliminaste de la cola',
    explanation: 'Ya no está en la cola de TusFacturasAPP, así que Reencola no lo sigue más.',
    cost: costs.written,
    nextStep: 'Si el comprobante hace falta, cargalo de nuevo con los datos corregidos.',
  },
} satisfies Record<string, StateText>
export type StateNote = keyof typeof notes
