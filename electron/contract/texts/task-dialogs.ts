/** Dialogs and sections of the paid calls that a person asks for, and the next steps after an error. */
import { arcaWindow, mostDates, type DateProblem, type DateWarning } from '../model/new-dates.ts'
import type { QueueItem } from '../model/task.ts'
import { callCost } from './cost.ts'
import { comprobantes, count, number, requests } from './counting.ts'
import { calendar } from './page.ts'

export const look = {
  loading: 'Consultando gratis cómo está en TusFacturasAPP…',
  failed: 'No se pudo consultar',
  again: 'Consultar de nuevo',
  none: 'TusFacturasAPP no muestra ningún comprobante con esta referencia en este punto de venta. Puede que ya se haya eliminado, o que sea de otro. No se gastó nada.',
  states: {
    issued: 'Emitido',
    queued: 'En cola',
    scheduled: 'En cola, con fecha',
    error: 'Con error',
    unknown: 'Estado desconocido',
  } satisfies Record<QueueItem['status'], string>,
  due: (fecha: string) => `vence ${fecha}`,
  list: 'Comprobantes con esta referencia',
  found: (n: number) => `TusFacturasAPP muestra ${comprobantes(n)} con esta referencia.`,
}

export const changeDate = {
  title: (reference: string) => `Cambiar la fecha de ${reference}`,
  open: 'Cambiar fecha…',
  intro: 'Cambia la fecha y el vencimiento de pago del comprobante que espera en la cola. Nada más: ni el período facturado ni los importes.',
  date: 'Fecha nueva',
  due: 'Vencimiento de pago',
  limits: `ARCA acepta hasta ${arcaWindow.goods} días atrás si son productos, ${arcaWindow.services} si son servicios y ${arcaWindow.mipyme} si es MiPyME (FCE), sean servicios o no; y nunca una fecha anterior a la del último comprobante emitido de ese tipo y punto de venta.`,
  problems: {
    missing: calendar.missing,
    'due-before-date': 'El vencimiento no puede ser anterior a la fecha: ARCA lo rechaza (error 10036).',
  } satisfies Record<DateProblem, string>,
  warnings: {
    'goods-past': `Es de hace más de ${arcaWindow.goods} días: ARCA la acepta solo si el comprobante es de servicios.`,
    'too-old': `Es de hace más de ${arcaWindow.services} días: lo más probable es que ARCA la rechace.`,
    'mipyme-past': `Es de hace más de ${arcaWindow.mipyme} días y es MiPyME (FCE): lo más probable es que ARCA la rechace, aunque sea de servicios.`,
    'mipyme-due-past': 'El vencimiento ya pasó: en una factura MiPyME (FCE), ARCA lo rechaza (error 10164).',
    future: 'Es una fecha futura: queda en cola y TusFacturasAPP lo emite recién ese día.',
  } satisfies Record<DateWarning, string>,
  several: (n: number) => `Hay ${comprobantes(n)} con esta referencia. TusFacturasAPP cambia uno solo: el primero que encuentra.`,
  issued: 'El comprobante ya está emitido: su fecha no se puede cambiar. Solo se revierte con una nota de crédito.',
  resend: 'Después, si sigue con error, reenviarlo',
  resendHelp: 'Al cambiar la fecha puede volver solo a la cola o seguir con error. Reencola consulta gratis y lo reenvía solo si sigue con error.',
  costs: (resend: boolean, resendCost: number) =>
    resend
      ? `El cambio de fecha cuesta ${requests(1)}. Si hay que reenviarlo, hasta ${resendCost === 1 ? 'una' : number(resendCost)} más: en total puede costar hasta ${requests(1 + resendCost)} de tu abono.`
      : callCost(1),
  run: 'Cambiar la fecha',
  openFollowUp: 'Ver el reenvío',
}

export const changeDates = {
  open: (n: number) => (n === 1 ? 'Cambiar la fecha…' : `Cambiar la fecha de los ${number(n)}…`),
  title: (n: number) => `Cambiar la fecha de ${comprobantes(n)}`,
  intro: 'Todos quedan con la misma fecha y el mismo vencimiento de pago. Nada más: ni el período facturado ni los importes. Salen de a uno.',
  tooMany: (n: number) =>
    `Elegiste ${comprobantes(n)} y de una vez se puede cambiar la fecha de ${number(mostDates)}. Elegí menos: cuando terminen, seguís con los demás.`,
  which: 'Ver cuáles',
  costs: (n: number, most: number) => `${callCost(n)}${most === 0 ? '' : ` Reenviar los que sigan con error cuesta hasta ${requests(n * most)} más.`}`,
  run: (n: number) => `Cambiar la fecha de ${number(n)}`,
  progress: (done: number, total: number) => `Cambiando fechas: ${number(done)} de ${number(total)}`,
  stop: 'Detener',
  stopHelp: 'Si el que sigue todavía no salió, se cancela sin costo; si está en camino, termina. Y no se empieza ninguno más.',
  stopping: 'Deteniendo: falta la respuesta del que está en camino.',
  done: (n: number) => `${count(n, 'comprobante tiene', 'comprobantes tienen')} la fecha nueva.`,
  none: 'Ninguno cambió de fecha.',
  left: (n: number) => `${count(n, 'no se empezó y no costó', 'no se empezaron y no costaron')} nada.`,
  leftOver: 'Lo que frenó al anterior lo iba a frenar también.',
  stopped: 'Lo detuviste antes.',
  others: 'Para mirar',
  cost: 'Costo',
}

export const deletion = {
  title: (reference: string) => `Eliminar ${reference} de la cola`,
  open: 'Eliminar de la cola…',
  final: 'Es definitivo: no se puede deshacer.',
  acts: (n: number, fecha: string) =>
    n === 1
      ? `Se elimina el comprobante con esta referencia y fecha ${fecha}.`
      : `Se eliminan todos los que tengan esta referencia y fecha ${fecha}: la consulta gratuita muestra ${comprobantes(n)}.`,
  issuedStay: (n: number) =>
    `${n === 1 ? 'Uno ya está emitido y no se puede eliminar' : `${number(n)} ya están emitidos y no se pueden eliminar`}: solo se ${n === 1 ? 'revierte' : 'revierten'} con una nota de crédito.`,
  allIssued: 'Ya está emitido: no se puede eliminar de la cola. Solo se revierte con una nota de crédito.',
  chooseDate: 'Hay comprobantes con esta referencia en más de una fecha. ¿De cuál?',
  dateOption: (fecha: string, n: number) => `${fecha} (${comprobantes(n)})`,
  costs: callCost(1),
  confirm: (reference: string) => `Para confirmar, escribí la referencia: ${reference}`,
  mismatch: 'Todavía no coincide con la referencia.',
  run: 'Eliminar de la cola',
  gone: 'Eliminados',
  stay: 'Quedaron',
  left: 'Lo que sigue mostrando la consulta gratuita',
  nothingLeft: 'La consulta gratuita ya no muestra ninguno con esta referencia y fecha.',
  notLooked: 'No se pudo consultar qué quedó.',
  summaryTitle: 'Para cargarlo de nuevo',
  summaryHelp: 'Copialo y pasáselo a quien carga los comprobantes.',
  copy: 'Copiar',
  copied: 'Copiado.',
}

/** Lines of what to correct in the new request. */
export const summary = {
  head: (reference: string) => `Comprobante eliminado de la cola de TusFacturasAPP: hay que cargarlo de nuevo, corregido.\nReferencia externa: ${reference}`,
  pointOfSale: (name: string) => `Punto de venta: ${name}`,
  comprobante: (tipo: string, fecha: string) => `Comprobante: ${tipo}, fecha ${fecha}`,
  client: (name: string, document: string) => `Cliente: ${name}${document === '' ? '' : ` (${document})`}`,
  total: (amount: string) => `Total: ${amount}`,
  reason: (title: string, code: string | null) => `Motivo del error: ${title}${code === null ? '' : ` (código ${code})`}`,
  unknownReason: 'Motivo del error: no se conoce. Buscalo en Ventas en cola de TusFacturasAPP.',
  fix: (text: string) => `Qué corregir: ${text}`,
  original: (text: string) => `Texto original: ${text}`,
  reuse: 'Si volvés a usar la misma referencia, asegurate antes de que ya no figure en la cola.',
}

export const task = {
  waiting: 'Esperando su turno: de a un envío por vez. Todavía no salió nada.',
  sending: 'Enviando… la respuesta puede demorar hasta un minuto y medio. Si cerrás esta ventana, el resultado queda en Actividad.',
  verifying: (when: string) => `Próxima consulta gratuita: ${when}.`,
  again: 'Intentar de nuevo',
  cost: 'Costo',
}

export const steps = {
  more: 'Otras opciones',
  futileResend: (n: number) =>
    `Por el motivo del error, reenviarlo así como está no alcanza: puede costar hasta ${requests(n)} y lo más probable es que falle otra vez.`,
  'change-date': { label: changeDate.open, help: 'Le ponés una fecha que ARCA acepte y, si sigue con error, se reenvía.' },
  delete: { label: deletion.open, help: 'Para cargarlo de nuevo con los datos corregidos. Es definitivo.' },
  credentials: { label: 'Revisar las credenciales', help: 'En Ajustes podés cargarlas de nuevo y probarlas gratis.' },
  'arca-link': { label: 'Revisar el enlace con ARCA', help: 'Te decimos qué mirar en TusFacturasAPP; no gasta nada.' },
  quota: { label: 'Ver el cupo…', help: callCost(1) },
  'service-state': { label: 'Ver cómo está ARCA…', help: callCost(1) },
  later: { label: 'Reenviar más tarde…', help: 'Lo dejás programado: sale solo a la hora que elijas.' },
  wait: { label: 'Por qué conviene esperar', help: 'No gasta nada.' },
  explain: { label: 'Explicar un error', help: 'Si sabés el motivo, pegalo: no sale de esta PC y no cuesta nada.' },
}

export const later = {
  title: (reference: string) => `Reenviar ${reference} más tarde`,
  when: '¿Cuándo?',
  choices: { hour: 'En una hora', hours: 'En tres horas', tomorrow: 'Mañana a las 8' },
  at: (when: string) => `Sale ${when}`,
  text: (n: number) =>
    `A esa hora Reencola consulta gratis y lo reenvía solo si sigue con error: puede costar hasta ${requests(n)} de tu abono. Hasta entonces podés cancelarlo sin costo. Si la PC está apagada o Reencola cerrada, sale cuando la abras.`,
  run: 'Dejarlo programado',
}

export const arcaLink = {
  title: 'Revisar el enlace con ARCA',
  steps: [
    'Entrá a TusFacturasAPP con un usuario administrador.',
    'Abrí Mi espacio de trabajo > Puntos de venta y elegí este punto de venta.',
    'Fijate que el enlace con ARCA figure activo y que el certificado no esté vencido.',
    'En ARCA, el punto de venta tiene que existir, ser de tipo web service y no estar dado de baja.',
    'Cuando esté resuelto, reenviá el comprobante desde acá.',
  ],
  note: 'Mientras el enlace no funcione, reenviar gasta una solicitud y vuelve a fallar.',
  site: 'Abrir TusFacturasAPP',
  url: 'https://www.tusfacturas.app/',
}

export const waitHelp = {
  title: 'Conviene esperar',
  inQueue:
    'Lo que está en la cola de TusFacturasAPP sin error se reintenta solo durante el día. Lo que reenviaste desde acá, Reencola lo mira gratis mientras esté abierta y te avisa cómo terminó.',
  failed:
    'Lo que quedó con error no se reintenta solo: cuando ARCA vuelva, hay que reenviarlo. Si lo reenviás antes, gasta una solicitud y puede fallar otra vez.',
}

export const taskList = {
  region: 'Cambios de fecha, eliminaciones y consultas',
  summary: (n: number) => count(n, 'cambio de fecha, eliminación o consulta', 'cambios de fecha, eliminaciones y consultas'),
  dates: (fecha: string, vencimiento: string) => `a ${fecha}, vence ${vencimiento}`,
  ofDate: (fecha: string) => `del ${fecha}`,
}
