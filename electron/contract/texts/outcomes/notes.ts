import { costs } from './costs.ts'
import { calm, held, setting, unclear, waiting, type StateText } from './kinds.ts'

const goesOn = { ...waiting, nextStep: 'No hace falta que hagas nada.' }

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
    ...goesOn,
    kind: 'mantenimiento',
    title: 'En espera: TusFacturasAPP está en mantenimiento',
    explanation: 'La fila espera a que termine y sigue sola.',
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
    ...held(setting),
    title: 'En espera: el llavero de la PC no responde',
    explanation: 'Ahí están guardadas las credenciales y el sistema no las entrega.',
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
