/** What is said about the comprobantes in error: the screen Con error, and `listar`. */
import { becameKinds, type Became, type TriageGroup } from '../commands/inbox.ts'
import { count, number, requests } from './counting.ts'

export const comprobantes = (n: number): string => count(n, 'comprobante', 'comprobantes')
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
  intro: 'Acá ves los comprobantes que quedaron con error en la cola de TusFacturasAPP. Buscarlos es gratis.',
  range: 'Fechas',
  ranges: { today: 'Hoy', week: '7 días', month: '30 días', custom: 'A medida' },
  from: 'Desde',
  to: 'Hasta',
  rangeTurned: 'La fecha de «Desde» tiene que ser anterior o igual a la de «Hasta».',
  rangeTooLong: (most: number) => `Elegí hasta ${days(most)} por vez.`,
  /** @param hour of the day that was read longest ago; null: none was */
  updated: (hour: string | null) => (hour === null ? 'Nunca se leyó.' : `Actualizado ${hour}.`),
  unread: (n: number) => (n === 1 ? 'Falta leer un día.' : `Faltan leer ${days(n)}.`),
  /** What became of those that are no longer in error. */
  left: (counts: Partial<Record<Became, number>>) => {
    const parts = becameKinds.flatMap((kind) => (counts[kind] ? becameTexts[kind](counts[kind]) : []))
    return `Ya no están con error: ${parts.join(', ')}.`
  },
  read: 'Buscar',
  readAgain: 'Buscar otra vez',
  reading: (done: number, total: number) => `Leyendo: ${number(done)} de ${days(total)}`,
  cancel: 'Cancelar',
  cancelled: (left: number) => `Cancelaste la búsqueda: ${left === 1 ? 'falta leer un día' : `faltan leer ${days(left)}`}. Lo que ya se leyó está abajo.`,
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
  found: (n: number, seen: number) => `${comprobantes(n)} con error${seen > 0 ? `, de ${number(seen)} revisados` : ''}`,
  shown: (n: number, all: number) => (n === all ? comprobantes(n) : `${number(n)} de ${comprobantes(all)}`),

  columns: {
    pick: 'Elegir',
    fecha: 'Fecha',
    tipo: 'Tipo y número',
    cliente: 'Cliente',
    total: 'Total',
    reference: 'Referencia',
    state: 'Estado',
    menu: 'Acciones',
  },
  sortBy: (column: string) => `Ordenar por ${column.toLowerCase()}`,
  /** What waits in the queue has no number yet. */
  number: (pointOfSale: number, numero: number) =>
    numero === 0 ? `Punto ${String(pointOfSale).padStart(5, '0')}` : `${String(pointOfSale).padStart(5, '0')}-${String(numero).padStart(8, '0')}`,
  noReference: 'Sin referencia',
  noReferenceHelp: 'No tiene una referencia que se pueda enviar: reenvialo desde TusFacturasAPP.',
  inError: 'Con error',
  unknownStatus: 'Estado que Reencola no conoce',
  noStatus: 'Sin estado',
  repeated: 'Referencia repetida',
  future: 'Se emite recién ese día',
  repeatedHelp: '«Referencia repetida»: varios comprobantes comparten la referencia. Al reenviar se toma el primero que TusFacturasAPP detecta.',
  hint: 'Con las flechas cambiás de fila, con la barra espaciadora la elegís y con la flecha derecha llegás a sus acciones.',

  search: 'Buscar',
  searchHelp: 'Referencia, cliente, CUIT, total…',
  type: 'Tipo',
  allTypes: 'Todos',
  client: 'Cliente',
  clearFilters: 'Quitar filtros',
  nothingTitle: 'Ningún comprobante coincide',
  nothingText: 'Probá con otra palabra, otro tipo u otro cliente.',

  selectShown: 'Seleccionar todos los que se muestran',
  selected: (n: number, hidden: number) =>
    `${count(n, 'elegido', 'elegidos')}${hidden > 0 ? ` (${hidden === 1 ? '1 no se ve' : `${number(hidden)} no se ven`} con estos filtros)` : ''}`,
  selectNone: 'Quitar selección',
  send: (n: number) => (n === 0 ? 'Reenviar' : `Reenviar ${n}`),
  placed: (n: number) =>
    `${n === 1 ? 'Quedó guardado el reenvío' : `Quedaron guardados ${count(n, 'reenvío', 'reenvíos')}`}. En la lista ves cómo va cada uno.`,
  partly: (n: number) => `${n === 1 ? 'Quedó guardado un reenvío' : `Quedaron guardados ${count(n, 'reenvío', 'reenvíos')}`}; el resto no.`,
  alreadyLive: (n: number) => `${n === 1 ? 'Uno ya estaba' : `${number(n)} ya estaban`} en camino y no se envía otra vez.`,
  toActivity: 'Ver en Actividad',

  menu: (reference: string) => `Acciones de ${reference}`,
  copy: 'Copiar la referencia',
  copied: (reference: string) => `Se copió ${reference}.`,
  explain: 'Explicar un error',
  changeDate: 'Cambiar fecha',
  delete: 'Eliminar de la cola',
  story: 'Ver su historia',

  startTitle: 'Buscá lo que quedó con error',
  startText:
    'Elegí las fechas y tocá «Buscar». Reencola consulta gratis día por día, empezando por el más nuevo, y muestra lo que encuentra a medida que llega.',
  emptyTitle: 'No hay nada con error en esas fechas',
  emptyText: 'Todo lo de esos días está emitido o en cola. Se busca por la fecha del comprobante: si esperabas otro, probá con más días.',
  noPointOfSaleTitle: 'Primero cargá un punto de venta',
  noPointOfSaleText: 'Con sus credenciales Reencola puede buscar qué quedó con error.',
  toSettings: 'Ir a Ajustes',
  announced: (n: number) => `Búsqueda terminada: ${comprobantes(n)} con error.`,
}

export const triage = {
  title: (n: number) => `¿Reenviar ${comprobantes(n)}?`,
  titleNone: 'Nada para reenviar',
  looking: 'Revisando lo que se sabe de cada uno…',
  costs: (n: number) => `Puede costar hasta ${requests(n)} de tu abono.`,
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
  cause: (n: number, title: string) => `${number(n)} · ${title}`,
  withoutReason: 'Sin motivo conocido',
  include: (n: number, title: string) => `Reenviar ${n === 1 ? 'el' : `los ${number(n)}`} de «${title}»`,
  which: 'Ver cuáles',
  nothingHelps: 'Por lo que se sabe, reenviar no arregla ninguno. Si ya corregiste la causa, marcá los que quieras reenviar igual.',
  nothingLeft: 'No queda ninguno que se pueda reenviar ahora.',
}

export const reasonTexts = {
  title: (reference: string) => `Explicar el error de ${reference}`,
  run: 'Explicar y anotar',
  noted: (reference: string) => `Queda anotado como motivo de ${reference}.`,
}

export const listarTexts = {
  missingRange: 'Faltan las fechas: usá --desde dd/mm/aaaa --hasta dd/mm/aaaa.',
  badDate: (text: string) => `«${text}» no es una fecha: escribila como dd/mm/aaaa.`,
  badRange: (most: number) => `La fecha de --desde tiene que ser anterior o igual a la de --hasta, y juntas abarcar hasta ${days(most)}.`,
  none: 'No hay comprobantes con error en esas fechas.',
  found: (n: number, seen: number) => `${comprobantes(n)} con error, de ${number(seen)} revisados.`,
  failed: (pointOfSale: string, fechas: string[], title: string, nextStep: string) =>
    `No se pudo leer ${pointOfSale}, ${fechas.length === 1 ? 'día' : 'días'} ${fechas.join(', ')}: ${title}. ${nextStep}`,
  repeated: '(referencia repetida: se toma la primera que TusFacturasAPP detecta)',
  future: '(se emite ese día)',
  columns: { fecha: 'Fecha', tipo: 'Tipo', cliente: 'Cliente', total: 'Total', referencia: 'Referencia', pdv: 'Punto de venta', estado: 'Estado' },
}
