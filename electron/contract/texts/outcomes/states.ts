/** How an order stands, by its state and by why it is held. */
import { longestWaitHours } from '../../model/waiting.ts'
import type { HoldReason, OrderState } from '../../model/order.ts'
import { costs, waits } from './costs.ts'
import { calm, certificateHelp, goOn, held, secret, setting, unclear, waiting, type StateText } from './kinds.ts'

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
    ...held(secret),
    title: 'Frenado: credenciales rechazadas',
    explanation: 'TusFacturasAPP no reconoce las credenciales de este punto de venta; este reenvío espera.',
    nextStep: 'Volvé a copiarlas de TusFacturasAPP en Ajustes y tocá «Probar».',
  },
  cupo: {
    ...held({ kind: 'cupo', resendHelps: 'despues-de-corregir' }),
    title: 'Frenado: se agotaron las solicitudes del abono',
    explanation: 'TusFacturasAPP no atiende más reenvíos hasta que se renueve o se amplíe el abono; este reenvío espera.',
    nextStep: `Ampliá el abono en TusFacturasAPP o esperá la renovación. ${goOn}`,
  },
  certificado: {
    ...held(setting),
    title: 'Frenado: la conexión no es de confianza',
    explanation: 'Esta PC no reconoce el certificado de la conexión, así que Reencola no manda nada por ahí.',
    nextStep: `${certificateHelp}. ${goOn}`,
  },
  proxy: {
    ...held(setting),
    title: 'Frenado: el proxy de la oficina no deja salir',
    explanation: 'El proxy no responde o pide usuario y contraseña; este reenvío espera.',
    nextStep: `Revisá el proxy en Ajustes. ${goOn}`,
  },
  vencido: {
    ...held(unclear),
    title: `Frenado: espera hace más de ${longestWaitHours} horas`,
    explanation: 'Pasó mucho tiempo y el comprobante puede haber cambiado, así que Reencola pregunta antes de enviarlo.',
    nextStep: 'Fijate si todavía hace falta. En su historia, tocá «Enviar ahora» o «Cancelar reenvío».',
  },
  luego: {
    ...waiting,
    title: 'En espera hasta la hora que elegiste',
    explanation: 'Está guardado. A esa hora Reencola consulta gratis y, si sigue con error, lo reenvía; si la PC está apagada, lo hace cuando la abras.',
    nextStep: 'No hace falta que hagas nada. Si cambiaste de idea, en su historia tocá «Enviar ahora» o «Cancelar reenvío».',
  },
  'sin-credenciales': {
    ...held(secret),
    title: 'Frenado: faltan las credenciales',
    explanation: 'Esta PC no pudo abrir las credenciales guardadas de este punto de venta; este reenvío espera.',
    nextStep: 'Cargalas otra vez en Ajustes.',
  },
  ausente: {
    ...held(setting),
    title: 'Frenado: su punto de venta no está en Ajustes',
    explanation: 'Se borró, o no se pudieron leer los puntos de venta guardados: no hay credenciales con que enviarlo.',
    nextStep: 'Si ya no lo querés enviar, en su historia tocá «Cancelar reenvío».',
  },
  respuesta: {
    ...held(unclear),
    title: 'Frenado: TusFacturasAPP responde lo mismo a todo',
    explanation: 'Rechazó dos pedidos seguidos con las mismas palabras; para no gastar por la misma respuesta, este reenvío espera.',
    nextStep:
      'Leé en el aviso de arriba qué responde TusFacturasAPP y tocá «Seguir enviando»: sale uno solo, que puede gastar una solicitud, y se mira qué pasa.',
  },
  llavero: {
    ...held(setting),
    title: 'Frenado: el llavero de la PC no responde',
    explanation: 'Ahí están guardadas las credenciales y el sistema no las entrega; este reenvío espera.',
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
