/** What happened to a paid call other than a resend, said to the person. The cost is added from the count. */
import type { TaskMethod, TaskState } from '../model/task.ts'

export const taskTitles: Record<TaskMethod, string> = {
  cambiar_fecha_encolado: 'Cambio de fecha',
  eliminar_encolado: 'Eliminación de la cola',
  alertas: 'Estado de ARCA',
  consumo: 'Consulta de cupo',
}

export const taskStateLabels: Record<TaskState, string> = {
  requested: 'Por enviar',
  on_wire: 'Enviando',
  uncertain: 'Verificando si se hizo',
  done: 'Hecho',
  partial: 'Hecho en parte',
  not_found: 'No encontrado',
  not_sent: 'No se envió',
  not_processed: 'No se procesó',
  refused: 'Rechazado',
  not_done: 'No se hizo',
  unclear: 'No se pudo saber',
}

export interface TaskText {
  title: string
  explanation: string
  nextStep: string
}

const byState: Record<TaskState, TaskText> = {
  requested: {
    title: 'Por enviar',
    explanation: 'Espera su turno: de a un envío por vez en cada punto de venta.',
    nextStep: 'Esperá unos segundos. Todavía podés cancelarlo sin gastar nada.',
  },
  on_wire: {
    title: 'Enviando',
    explanation: 'El pedido salió y falta la respuesta.',
    nextStep: 'Esperá: la respuesta puede demorar hasta un minuto y medio.',
  },
  uncertain: {
    title: 'Verificando si se hizo',
    explanation: 'El pedido salió pero no hubo una respuesta clara.',
    nextStep: 'No lo repitas: mientras esté abierta, Reencola consulta gratis si se hizo y te avisa.',
  },
  done: { title: 'Hecho', explanation: 'TusFacturasAPP lo confirmó.', nextStep: 'No hace falta que hagas nada.' },
  partial: { title: 'Hecho en parte', explanation: 'TusFacturasAPP hizo una parte.', nextStep: 'Mirá abajo qué quedó.' },
  not_found: {
    title: 'No hay un comprobante en cola con esa referencia',
    explanation: 'TusFacturasAPP no lo encontró en este punto de venta. Puede que ya se haya emitido o eliminado, o que sea de otro.',
    nextStep: 'Revisá la referencia y el punto de venta.',
  },
  not_sent: { title: 'No se envió', explanation: 'No salió nada de esta PC y no queda pendiente.', nextStep: 'Probá de nuevo cuando quieras.' },
  not_processed: {
    title: 'TusFacturasAPP no lo procesó',
    explanation: 'Pidió esperar, así que no hizo nada.',
    nextStep: 'Probá de nuevo más tarde: puede costar otra solicitud.',
  },
  refused: {
    title: 'TusFacturasAPP lo rechazó',
    explanation: 'No lo aceptó y no dijo el motivo.',
    nextStep: 'Buscá el comprobante en Ventas en cola de TusFacturasAPP antes de repetirlo.',
  },
  not_done: {
    title: 'No se hizo',
    explanation: 'No hubo respuesta y la consulta gratuita muestra todo como estaba.',
    nextStep: 'Si querés, probá otra vez: puede costar una segunda solicitud.',
  },
  unclear: {
    title: 'No se pudo saber si se hizo',
    explanation: 'No hubo una respuesta clara y la consulta gratuita no alcanza para saberlo.',
    nextStep: 'Mirá el comprobante en Ventas en cola de TusFacturasAPP antes de repetirlo.',
  },
}

const account: Partial<Record<TaskState, TaskText>> = {
  unclear: {
    title: 'No llegó la respuesta',
    explanation: 'La pregunta salió, pero no hubo una respuesta clara.',
    nextStep: 'Si lo necesitás, preguntá otra vez: puede costar otra solicitud.',
  },
  refused: {
    title: 'TusFacturasAPP no respondió la pregunta',
    explanation: 'No la aceptó y no dijo el motivo.',
    nextStep: 'Entrá a TusFacturasAPP y miralo ahí, que no gasta solicitudes.',
  },
}

const byMethod: Record<TaskMethod, Partial<Record<TaskState, TaskText>>> = {
  cambiar_fecha_encolado: {
    done: {
      title: 'Fecha cambiada',
      explanation: 'El comprobante quedó con la fecha y el vencimiento nuevos.',
      nextStep: 'Puede volver solo a la cola o seguir con error: miralo en Con error y, si sigue, reenvialo: cuesta otra solicitud.',
    },
    not_done: {
      title: 'La fecha no cambió',
      explanation: 'No hubo respuesta y la consulta gratuita muestra la fecha de antes.',
      nextStep: 'Si querés, probá otra vez: puede costar una segunda solicitud.',
    },
  },
  eliminar_encolado: {
    done: {
      title: 'Eliminado de la cola',
      explanation: 'Ya no está en la cola de TusFacturasAPP; es definitivo.',
      nextStep: 'Si el comprobante hace falta, cargalo de nuevo con los datos corregidos.',
    },
    partial: {
      title: 'Se eliminó una parte',
      explanation: 'Había varios con la misma referencia y fecha: algunos se eliminaron y otros quedaron.',
      nextStep: 'Mirá abajo cuáles quedaron y por qué. Lo que ya se emitió solo se revierte con una nota de crédito.',
    },
    not_found: {
      title: 'No hay un comprobante en cola con esa referencia y esa fecha',
      explanation: 'TusFacturasAPP no encontró nada para eliminar en este punto de venta.',
      nextStep: 'Revisá la referencia y la fecha. Si ya se emitió, solo se revierte con una nota de crédito.',
    },
    not_done: {
      title: 'No se eliminó',
      explanation: 'No hubo respuesta y la consulta gratuita lo sigue mostrando.',
      nextStep: 'Si querés, probá otra vez: puede costar una segunda solicitud.',
    },
  },
  alertas: { ...account, done: { title: 'ARCA respondió', explanation: 'Este es el estado que informa TusFacturasAPP.', nextStep: '' } },
  consumo: { ...account, done: { title: 'Cupo informado', explanation: 'Son los números que informa TusFacturasAPP, tal cual.', nextStep: '' } },
}

/** @returns what a task in this state means */
export const taskText = (method: TaskMethod, state: TaskState): TaskText => byMethod[method][state] ?? byState[state]

/** What there is left to do once the date is changed: TusFacturasAPP does not say whether that puts a comprobante back in its queue. */
export const redateEnds = {
  followed: 'No hace falta que hagas nada: Reencola mira gratis si volvió solo a la cola, y lo reenvía únicamente si sigue con error.',
  error: 'Sigue con error: la fecha nueva no lo volvió a la cola. Para que se emita, reenvialo: cuesta otra solicitud.',
  queued: 'Volvió solo a la cola: no hace falta reenviarlo.',
  issued: 'Ya se emitió: no hace falta que hagas nada.',
}

/** Why nothing left although the person asked, where no call says it. */
export const notSentTexts = {
  'already-issued': {
    title: 'El comprobante ya está emitido',
    explanation: 'La consulta gratuita lo muestra emitido, así que no se envió nada.',
    nextStep: 'Un comprobante emitido no se cambia ni se elimina: solo se revierte con una nota de crédito.',
  },
  'not-clear': {
    title: 'No se sabe cómo está el comprobante',
    explanation: 'Las respuestas de TusFacturasAPP no coinciden con lo que se le preguntó, así que no se envió nada.',
    nextStep: 'Buscalo en Ventas en cola de TusFacturasAPP, o probá de nuevo en unos minutos.',
  },
  cancelled: { title: 'Lo cancelaste', explanation: 'No salió nada de esta PC.', nextStep: 'No hace falta que hagas nada.' },
  interrupted: {
    title: 'Reencola se cerró antes de enviarlo',
    explanation: 'No salió nada de esta PC y no queda pendiente.',
    nextStep: 'Si todavía hace falta, pedilo de nuevo.',
  },
} as const satisfies Record<string, TaskText>

/** Refusals that mean something else than for a resend. */
export const taskRefusals = {
  quota: {
    title: 'Se agotaron las solicitudes de este tipo',
    explanation: 'Tu abono tiene un cupo aparte para cada tipo de pedido y el de este se terminó. Los reenvíos tienen el suyo.',
    nextStep: 'Hacelo desde la página de TusFacturasAPP, ampliá el abono o esperá a que se renueve.',
  },
  maintenance: {
    title: 'TusFacturasAPP está en mantenimiento',
    explanation: 'Por un rato no atiende pedidos. No es un problema de tu comprobante.',
    nextStep: 'Probá de nuevo cuando termine: puede costar otra solicitud.',
  },
} as const satisfies Record<string, TaskText>

/** Behind what stood in the way. */
export const nothingLeft = 'No salió nada de esta PC.'

/** Added where nothing left: this is not kept for later. */
export const notKept = 'No queda pendiente: probá de nuevo cuando esté resuelto.'
