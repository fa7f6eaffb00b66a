/** What is said about the comprobantes in error: the screen Con error, and `listar`. */
import { becameKinds, type Became, type TriageGroup } from '../model/inbox.ts'
import { costs, costSentence } from './cost.ts'
import { comprobantes, count, number, requests, resends, tally } from './counting.ts'

const days = (n: number): string => count(n, 'día', 'días')

/** Why a day could not be read when nobody was asked. */
export const noCredentials = {
  title: 'Faltan las credenciales',
  explanation: 'Esta PC no puede abrir las credenciales de este punto de venta. Consultar no gasta solicitudes de tu abono.',
  nextStep: 'Cargalas otra vez en Ajustes y después tocá «Reintentar».',
}

export const silentKeychain = {
  title: 'El llavero de la PC no responde',
  explanation: 'Ahí están guardadas las credenciales de este punto de venta, y no las entrega. Consultar no gasta solicitudes de tu abono.',
  nextStep: 'Desbloquealo si el sistema te pide una contraseña y tocá «Reintentar»; si sigue igual, reiniciá Reencola.',
}

/** What was read of a day and did not fit on the disk. */
export const dayNotKept = {
  title: 'No se pudo guardar lo que se leyó',
  explanation: 'El disco de esta PC no aceptó la lista de ese día. Consultar no gasta solicitudes de tu abono.',
  nextStep: 'Fijate que haya lugar en el disco y tocá «Reintentar».',
}

/** Pages that never fit together: part of the day may be missing. */
export const restlessDay = {
  title: 'Ese día cambiaba mientras se leía',
  explanation:
    'Entraban o salían comprobantes entre una consulta y otra, así que la lista podía quedar incompleta. Consultar no gasta solicitudes de tu abono.',
  nextStep: 'Probá de nuevo en unos minutos.',
}

/** What came is not as much as TusFacturasAPP says that there is, or is of another day. */
export const tornDay = {
  title: 'La lista de ese día llegó incompleta',
  explanation:
    'Lo que mandó TusFacturasAPP no coincide con lo que dice tener ese día, así que podían faltar comprobantes. Consultar no gasta solicitudes de tu abono.',
  nextStep: 'Probá de nuevo en unos minutos.',
}

const becameTexts: Record<Became, (n: number) => string> = {
  issued: (n) => count(n, 'emitido', 'emitidos'),
  queued: (n) => `${number(n)} en cola`,
  scheduled: (n) => count(n, 'programado', 'programados'),
  deleted: (n) => count(n, 'eliminado', 'eliminados'),
  redated: (n) => `${number(n)} con otra fecha`,
  'not-found': (n) => `${number(n)} que no ${n === 1 ? 'está' : 'están'} en la cola`,
  disappeared: (n) => `${number(n)} que ya no ${n === 1 ? 'figura' : 'figuran'} ese día`,
}

export const inbox = {
  title: 'Con error',
  table: 'Comprobantes con error',
  range: (chosen: string) => `Fechas: ${chosen}`,
  ranges: { today: 'Hoy', week: '7 días', month: '30 días', custom: 'Elegir fechas…' },
  between: (desde: string, hasta: string) => (desde === hasta ? desde : `${desde} a ${hasta}`),
  customTitle: '¿Qué fechas querés ver?',
  customHelp: 'Se busca por la fecha del comprobante. Consultar es gratis.',
  show: 'Ver estas fechas',
  from: 'Desde',
  to: 'Hasta',
  rangeTurned: 'La fecha de «Desde» tiene que ser anterior o igual a la de «Hasta».',
  rangeTooLong: (most: number) => `Elegí hasta ${days(most)} por vez.`,
  update: 'Actualizar',
  /** @param hour of the day that was read longest ago; null: none was */
  updated: (hour: string | null) => (hour === null ? 'Todavía no se leyó' : `Actualizado ${hour} · es gratis`),
  /** What became of those that are no longer in error. */
  left: (counts: Partial<Record<Became, number>>) => `Ya no están con error: ${tally(becameKinds, counts, becameTexts)}.`,
  /** @param percentage of the days that are asked for */
  reading: (percentage: number) => `Leyendo: ${percentage} %`,
  progress: 'Lectura de los comprobantes con error',
  cancel: 'Cancelar',
  cancelled: (left: number) =>
    `Cancelaste la lectura: ${left === 1 ? 'falta una consulta' : `faltan ${number(left)} consultas`}. Lo que ya se leyó está en la lista.`,
  goOn: 'Seguir leyendo',
  /** @param fechas newest first */
  failed: (fechas: string[], pointOfSale: string | null) => {
    const where = pointOfSale === null ? '' : ` de ${pointOfSale}`
    const [newest = ''] = fechas
    const oldest = fechas.at(-1)
    if (fechas.length === 1) return `No se pudo leer el ${newest}${where}.`
    return fechas.length <= 4
      ? `No se pudieron leer el ${fechas.slice(0, -1).join(', el ')} y el ${oldest}${where}.`
      : `No se pudieron leer ${days(fechas.length)}${where}, entre el ${oldest} y el ${newest}.`
  },
  /** Several points of sale. */
  failedMany: (n: number) => `No se pudieron leer todos los días de ${number(n)} puntos de venta.`,
  failedWhich: 'Ver cuáles',
  /** @param fresh of those that are shown, how many are new */
  shown: (n: number, all: number, fresh: number) =>
    `${n === all ? comprobantes(n) : `${number(n)} de ${comprobantes(all)}`}${fresh > 0 ? ` · ${count(fresh, 'nuevo', 'nuevos')}` : ''}`,
  isNew: 'Nuevo',

  columns: {
    fecha: 'Fecha',
    tipo: 'Tipo',
    cliente: 'Cliente',
    total: 'Total',
    reference: 'Referencia',
    pointOfSale: 'Punto de venta',
    reason: 'Motivo',
    menu: 'Acciones',
  },
  /** What waits in the queue has no number yet. */
  number: (pointOfSale: number, numero: number) =>
    numero === 0 ? `Punto ${String(pointOfSale).padStart(5, '0')}` : `${String(pointOfSale).padStart(5, '0')}-${String(numero).padStart(8, '0')}`,
  noReference: 'Sin referencia',
  noReferenceHelp: 'No tiene una referencia que se pueda enviar: reenvialo desde TusFacturasAPP.',
  unknownStatus: (words: string) => `Reencola no conoce este estado: ${words}`,
  noStatus: 'TusFacturasAPP no dice en qué estado está',
  reason: (title: string, code: string | null) => (code === null ? title : `${title} (${code})`),
  noReason: 'No se sabe por qué',
  noReasonHelp: 'TusFacturasAPP no muestra el motivo.',
  weighing: 'Revisando…',
  /** Said of a reason whose sign stands beside it. */
  groups: {
    transitory: 'Suele arreglarse reenviando.',
    'correct-first': 'Hay que corregir antes.',
    unknown: 'No se sabe por qué.',
    'on-way': 'En camino.',
    issued: 'Ya emitido.',
  } satisfies Record<TriageGroup, string>,
  repeated: 'Referencia repetida',
  future: 'Se emite recién ese día',
  repeatedHelp: 'Varios comprobantes comparten esta referencia. Al reenviar se toma el primero que TusFacturasAPP detecta.',
  repeatedAbout: 'Hay referencias que comparten varios comprobantes: de esas se reenvía el primero que TusFacturasAPP detecta.',
  hint: 'Con las flechas cambiás de fila; con la barra espaciadora la elegís, con Mayúsculas y una flecha elegís varias, con Control y A todas. Con Enter ves su historia y con R reenviás las elegidas.',

  triage: 'Qué conviene hacer',
  /** Each after its number. */
  chips: {
    transitory: (n: number) => (n === 1 ? 'suele arreglarse' : 'suelen arreglarse'),
    'correct-first': () => 'hay que corregir',
    unknown: () => 'no se sabe',
    'on-way': () => 'en camino',
    issued: (n: number) => (n === 1 ? 'ya emitido' : 'ya emitidos'),
  } satisfies Record<TriageGroup, (n: number) => string>,

  /** The rest of it, where there is room for all of them in one line. */
  chipsRest: { transitory: 'reenviando', 'correct-first': 'antes', unknown: 'por qué', 'on-way': '', issued: '' } satisfies Record<TriageGroup, string>,

  search: 'Buscar',
  searchHelp: 'Referencia, cliente, CUIT, total…',
  type: 'Tipo',
  typeOf: (tipo: string) => `Tipo: ${tipo}`,
  typeAny: 'Tipo: todos',
  allTypes: 'Todos',
  more: 'Más acciones de la lista',
  clearFilters: 'Quitar filtros',
  nothingTitle: 'Ningún comprobante coincide',
  nothingText: 'Probá con otra palabra, otro tipo u otro motivo.',

  selectShown: 'Seleccionar todos los que se muestran',
  selection: 'Elegidos',
  selected: (n: number, hidden: number) =>
    `${count(n, 'elegido', 'elegidos')}${hidden > 0 ? ` (${hidden === 1 ? '1 no se ve' : `${number(hidden)} no se ven`} con estos filtros)` : ''}`,
  /** @param rows ticked @param sent references; fewer when some share theirs */
  costs: (rows: number, sent: number) => (rows === sent ? costs(sent) : `${costs(sent, 'una por referencia')}: algunos comparten la suya`),
  costsWhy: 'Por qué podría costar menos o más',
  costsHelp: (most: number) => `Los que ya estén en cola no gastan nada. Si se corta Internet al enviar, hasta ${requests(most)} en total.`,
  costsHelpOnce: 'Los que ya estén en cola no gastan nada.',
  nonePicked: 'Primero elegí los que querés reenviar.',
  selectNone: 'Quitar selección',
  moreOfSelection: 'Más acciones',
  send: (n: number) => (n === 0 ? 'Reenviar' : `Reenviar ${n}`),
  placed: (n: number) => `${n === 1 ? 'Quedó guardado el reenvío' : `Quedaron guardados ${resends(n)}`}. En la lista ves cómo va cada uno.`,
  partly: (n: number) => `${n === 1 ? 'Quedó guardado un reenvío' : `Quedaron guardados ${resends(n)}`}; el resto no.`,
  alreadyLive: (n: number) => `${n === 1 ? 'Uno ya estaba' : `${number(n)} ya estaban`} en camino y no se envía otra vez.`,
  toActivity: 'Ver en Actividad',

  menu: (reference: string) => `Acciones de ${reference}`,
  resend: 'Reenviar…',
  copy: 'Copiar la referencia',
  copied: (reference: string) => `Se copió ${reference}.`,
  copyMany: 'Copiar las referencias',
  copiedMany: (n: number) => (n === 1 ? 'Se copió la referencia.' : `Se copiaron ${number(n)} referencias.`),
  explain: 'Explicar un error',
  handOver: 'Lista para corregir…',
  story: 'Ver su historia',

  emptyTitle: 'No hay nada con error en esas fechas',
  emptyText: 'Todo lo de esos días está emitido o en cola. Se busca por la fecha del comprobante: si esperabas otro, probá con más días.',
  toSettings: 'Ir a Ajustes',
  announced: (n: number) => `Lectura terminada: ${comprobantes(n)} con error.`,
}

/** A comprobante of which no order of ours tells a story. */
export const comprobanteTexts = {
  title: (reference: string) => `Comprobante ${reference}`,
  titleWithout: 'Comprobante sin referencia',
  unknownStep: 'Reenvialo: si vuelve a fallar, acá vas a ver por qué. O buscá el motivo en Ventas en cola de TusFacturasAPP y pegalo en «Explicar un error».',
  facts: 'El comprobante',
  document: 'CUIT o documento',
  status: 'Estado en TusFacturasAPP',
  resendHelp: (most: number) => `Antes de enviar ves cuánto cuesta: hasta ${requests(most)}.`,
  /** What became of it while it was open here. */
  gone: {
    issued: 'Ya no está con error: se emitió.',
    queued: 'Ya no está con error: volvió a la cola.',
    scheduled: 'Ya no está con error: quedó programado.',
    deleted: 'Ya no está con error: se eliminó de la cola.',
    redated: 'Ya no está en estas fechas: ahora tiene otra.',
    'not-found': 'Ya no está en la cola de TusFacturasAPP.',
    disappeared: 'Ya no figura con error ese día.',
    unknown: 'Ya no está en la lista de comprobantes con error.',
  } satisfies Record<Became | 'unknown', string>,
}

export const triage = {
  title: (n: number) => `¿Reenviar ${comprobantes(n)}?`,
  titleNone: 'Nada para reenviar',
  looking: 'Revisando lo que se sabe de cada uno…',
  /** @param most requests when the connection drops */
  costs: costSentence,
  future: (n: number) =>
    `${n === 1 ? 'Uno tiene fecha futura: vuelve' : `${number(n)} tienen fecha futura: vuelven`} a la cola y TusFacturasAPP ${n === 1 ? 'lo emite' : 'los emite'} recién ese día.`,
  order: 'Salen de a uno, del más viejo al más nuevo. Los que ya estén en cola no gastan nada. Los que fallen mientras tanto no se suman.',
  groups: {
    transitory: 'Parecen fallas pasajeras: reenviarlos suele alcanzar',
    unknown: 'No se sabe por qué fallaron',
    'correct-first': 'Hay que corregir algo antes: reenviarlos así no sirve',
    'on-way': 'Ya están en camino: no se envían otra vez',
    issued: 'Ya están emitidos: no se envían otra vez',
  } satisfies Record<TriageGroup, string>,
  unknownHelp: 'TusFacturasAPP no deja consultar el motivo. Si lo sabés, pegalo con «Explicar un error»; si vuelve a fallar, acá lo vas a ver.',
  cause: (n: number, title: string) => `${number(n)}: ${title}`,
  withoutReason: 'Sin motivo conocido',
  which: 'Ver cuáles',
  nothingHelps: 'Por lo que se sabe, reenviar no arregla ninguno. Si ya corregiste la causa, marcá los que quieras reenviar igual.',
  nothingLeft: 'No queda ninguno que se pueda reenviar ahora.',
}

export const reasonTexts = {
  title: (reference: string) => `Explicar el error de ${reference}`,
  run: 'Explicar y anotar',
  notKept: 'Reencola no reconoce este texto, así que se conserva el motivo que ya se sabía.',
  noted: (reference: string) => `Queda anotado como motivo de ${reference}.`,
}

export const listarTexts = {
  missingRange: 'Faltan las fechas: usá --desde dd/mm/aaaa --hasta dd/mm/aaaa.',
  badDate: (text: string) => `«${text}» no es una fecha válida: escribila como dd/mm/aaaa, con un día que exista.`,
  badRange: (most: number) => `La fecha de --desde tiene que ser anterior o igual a la de --hasta, y juntas abarcar hasta ${days(most)}.`,
  none: 'No hay comprobantes con error en esas fechas.',
  found: (n: number, seen: number) => `${comprobantes(n)} con error, de ${number(seen)} revisados.`,
  failed: (pointOfSale: string, fechas: string[], title: string, nextStep: string) =>
    `No se pudo leer ${pointOfSale}, ${daysOf(fechas)}: ${title}. ${nextStep}`,
  repeated: '(referencia repetida: se toma la primera que TusFacturasAPP detecta)',
  future: '(se emite ese día)',
  columns: { fecha: 'Fecha', tipo: 'Tipo', cliente: 'Cliente', total: 'Total', referencia: 'Referencia', pdv: 'Punto de venta', estado: 'Estado' },
}

/** @param fechas newest first */
function daysOf(fechas: string[]): string {
  if (fechas.length > 4) return `${days(fechas.length)} entre el ${fechas.at(-1)} y el ${fechas[0]}`
  return `${fechas.length === 1 ? 'día' : 'días'} ${fechas.join(', ')}`
}
