/** Everything the page says that is not the outcome of an order. Rioplatense Spanish; buttons quoted elsewhere as «...» are here. */
import { longestWaitHours } from '../model/waiting.ts'
import type { Screen } from '../commands/navigation.ts'
import type { HoldReason } from '../model/order.ts'
import type { PointOfSale } from '../model/point-of-sale.ts'
import { maxReferenceLength, maxReferences } from '../model/references.ts'
import { costSentence } from './cost.ts'
import { count, number, requests } from './counting.ts'

export const references = (n: number): string => count(n, 'referencia', 'referencias')
const resends = (n: number): string => count(n, 'reenvío', 'reenvíos')
const waiting = (n: number): string => (n === 0 ? '' : ` ${count(n, 'reenvío espera', 'reenvíos esperan')}.`)

/** @param milliseconds a minute at least @returns `40 minutos`, `3 horas`, `40 días` */
function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 60) return count(minutes, 'minuto', 'minutos')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? count(hours, 'hora', 'horas') : count(Math.round(hours / 24), 'día', 'días')
}

/** @returns what an order cost so far, e.g. `1 solicitud, 1 posible` */
export function cost(used: number, possible: number): string {
  if (used === 0 && possible === 0) return 'Sin costo'
  if (possible === 0) return requests(used)
  return used === 0 ? count(possible, 'solicitud posible', 'solicitudes posibles') : `${requests(used)}, ${count(possible, 'posible', 'posibles')}`
}

export const common = {
  product: 'Reencola',
  cancel: 'Cancelar',
  close: 'Cerrar',
  back: 'Volver',
  save: 'Guardar',
  saved: 'Guardado.',
  retry: 'Reintentar',
  understood: 'Entendido',
  pointOfSale: 'Punto de venta',
  allPointsOfSale: 'Punto de venta: todos',
  noPointOfSale: 'Ningún punto de venta coincide.',
  original: 'Ver el texto original',
  andMore: (n: number) => `y ${number(n)} más`,
}

/** Of any field for a date. */
export const calendar = {
  open: 'Abrir el calendario',
  previous: 'Mes anterior',
  next: 'Mes siguiente',
  missing: 'Completá día, mes y año.',
}

export const navigation = {
  label: 'Pantallas',
  reenviar: 'Reenviar',
  'con-error': 'Con error',
  actividad: 'Actividad',
  resumen: 'Resumen',
  ajustes: 'Ajustes',
  /** A screen's link with how much on it is new, as it is read out. */
  unseen: (screen: Screen, n: number) => (screen === 'con-error' ? `Con error, ${count(n, 'nuevo', 'nuevos')}` : `Actividad, ${number(n)} sin ver`),
  skip: 'Ir al contenido',
  menu: 'Menú',
  online: 'En línea',
  offline: (n: number) => (n === 0 ? 'Sin conexión' : `Sin conexión, ${number(n)} en espera`),
  pause: 'Pausar envíos',
  resume: 'Reanudar envíos',
}

export const start = {
  failedTitle: 'No se pudo abrir Reencola',
  failedText:
    'El programa no respondió con tus datos. No se perdió ni se envió nada. Probá de nuevo; si sigue igual, cerrá Reencola desde el ícono junto al reloj y volvé a abrirla.',
}

export const banners = {
  region: 'Avisos',
  more: (n: number) => `y ${count(n, 'aviso más', 'avisos más')}`,
  fewer: 'Ver solo el primero',
  whole: 'Ver más',
  cut: 'Ver menos',
  restart: 'Reiniciar Reencola',
  offline: (n: number) =>
    `Sin conexión.${waiting(n)} ${n === 0 ? 'Podés cargar reenvíos igual: salen' : 'Salen'} solos cuando vuelva; no hace falta que hagas nada.`,
  paused: (n: number) => `Envíos en pausa.${waiting(n)} No sale nada hasta que los reanudes.`,
  gates: {
    pausa: 'Envíos en pausa.',
    credenciales: 'TusFacturasAPP rechazó las credenciales. Corregilas en Ajustes y después tocá «Seguir enviando».',
    cupo: 'Se agotaron las solicitudes de tu abono. Ampliá el abono en TusFacturasAPP o esperá a que se renueve; después tocá «Seguir enviando».',
    certificado: 'La conexión segura no es de confianza. Avisale a sistemas; cuando lo resuelvan, tocá «Seguir enviando».',
    proxy: 'El proxy de la oficina no deja salir la conexión. Revisalo en Ajustes y después tocá «Seguir enviando».',
    vencido: `Hay reenvíos que esperan hace más de ${longestWaitHours} horas. Abrí cada uno en Actividad y decidí: «Enviar ahora» o «Cancelar reenvío».`,
    luego: 'Hay reenvíos para más tarde.',
    'sin-credenciales': 'Esta PC no pudo abrir las credenciales guardadas. Cargalas otra vez en Ajustes.',
    ausente: 'Ese punto de venta no está en Ajustes, así que no hay con qué enviar ni consultar. Cancelá en Actividad lo que ya no quieras enviar.',
    respuesta:
      'TusFacturasAPP responde lo mismo a todo y no dice el motivo. Fijate en TusFacturasAPP cómo está tu cuenta; después tocá «Seguir enviando»: sale uno solo, que puede costar una solicitud, y se mira qué responde.',
    llavero:
      'El llavero de la PC no entrega las credenciales. Si el sistema te está pidiendo una contraseña, ponela. Si ya lo desbloqueaste y esto sigue, reiniciá Reencola: no hace falta cargarlas de nuevo.',
    danado: 'Un reenvío hizo cerrar el programa y quedó apartado. Los demás siguen. Miralo en Actividad.',
  } satisfies Record<HoldReason, string>,
  gate: (name: string, text: string, n: number) => `${name}: ${text}${waiting(n)}`,
  sameAnswer: (words: string) =>
    `TusFacturasAPP responde lo mismo a todo: «${words}». Fijate qué pide; después tocá «Seguir enviando»: sale uno solo, que puede costar una solicitud, y se mira qué responde.`,
  maintenance: (name: string, until: string | null, n: number) =>
    `${name}: TusFacturasAPP está en mantenimiento${until ? ` hasta ${until}` : ''}.${waiting(n)} ${n === 0 ? 'No se gasta nada mientras tanto.' : 'Salen solos cuando termine.'}`,
  slowDown: (name: string, until: string, n: number) =>
    `${name}: TusFacturasAPP pidió ir más despacio. Espera hasta ${until} y sigue, sin que hagas nada.${waiting(n)}`,
  stalled: (name: string, n: number) => `${name}: varios envíos seguidos quedaron sin respuesta clara. Reencola consulta gratis antes de seguir.${waiting(n)}`,
  /** Lets go what a gate holds back, and what waits for an hour. */
  goOn: 'Seguir enviando',
  goOnNow: 'Seguir ahora',
  clock: (offset: number) =>
    `El reloj de esta PC está ${duration(Math.abs(offset))} ${offset < 0 ? 'adelantado' : 'atrasado'}. Reencola se guía por la hora de TusFacturasAPP y sigue trabajando; igual corregí la fecha, la hora y la zona horaria de la PC.`,
  standIn: 'Versión de prueba: las credenciales se guardan en un archivo de esta carpeta y no en el llavero del sistema. No cargues credenciales reales.',
  decisions: (n: number) => `${count(n, 'reenvío espera', 'reenvíos esperan')} tu decisión: no se pudo saber si ${n === 1 ? 'llegó' : 'llegaron'}.`,
  reload: (name: string) => `${name}: volvé a cargar las credenciales. Esta PC ya no puede abrir las guardadas; no se borró nada.`,
  toSettings: 'Ir a Ajustes',
  toActivity: 'Ver en Actividad',
}

export const welcome = {
  title: 'Te damos la bienvenida',
  intro: 'Reencola vuelve a poner en la cola de TusFacturasAPP los comprobantes que quedaron con error. Para empezar cargá un punto de venta.',
  where:
    'Las credenciales están en TusFacturasAPP, en Menú > Mi espacio de trabajo > Puntos de venta. Podés copiar las tres juntas y pegarlas en cualquier casillero: se reparten solas.',
}

export const credentials = {
  name: 'Nombre del punto de venta',
  nameHelp: 'Como lo conocen en la oficina, por ejemplo «Casa central».',
  legend: 'Credenciales de TusFacturasAPP',
  apikey: 'API key',
  apitoken: 'API token',
  usertoken: 'User token',
  show: 'Mostrar',
  hide: 'Ocultar',
  showAll: 'Mostrar las credenciales',
  hideAll: 'Ocultar las credenciales',
  test: 'Probar',
  testing: 'Probando…',
  testHelp: 'Probar es gratis: hace una consulta y no reenvía nada.',
  pasted: (n: number) =>
    n === 3
      ? 'Se completaron las tres credenciales con lo que pegaste.'
      : `Se ${n === 1 ? 'completó una credencial' : 'completaron dos credenciales'} con lo que pegaste.`,
  missing: 'Completá este dato.',
  missingAll: 'Para cambiar las credenciales hacen falta las tres.',
  keep: (mask: string) => `Guardada: ${mask}. Dejala vacía para conservarla.`,
  works: 'Funciona',
}

export const weak = {
  title: 'Esta PC no protege bien las credenciales',
  text: 'El sistema no tiene un llavero que cifre de verdad lo que se guarda: otra persona o programa de esta PC podría leer tus credenciales. Todavía no se guardó nada. Si lo tiene y está bloqueado, cancelá, desbloquealo y reiniciá Reencola.',
  session: 'Usarlas solo por ahora',
  sessionHelp: 'No se escriben en el disco. Vas a tener que cargarlas otra vez cuando cierres Reencola.',
  accept: 'Guardarlas igual',
  acceptHelp: 'Elegilo solo si nadie más usa esta PC.',
}

export const reenviar = {
  title: 'Reenviar',
  field: 'Referencias externas',
  help: 'Escribí una, pegá una columna o una tabla de Excel, o soltá acá un archivo .xlsx, .csv o .txt. Con Ctrl + Enter se reenvía.',
  addMore: 'Agregar más referencias',
  send: (n: number) => (n > 1 ? `Reenviar ${n}` : 'Reenviar'),
  file: 'Elegir archivo…',
  clear: 'Vaciar',
  paste: (preview: string) => `Usar lo copiado: ${preview}`,
  no: 'No',
  dismiss: 'No usar lo copiado',
  ready: (n: number) => `${references(n)} ${n === 1 ? 'lista' : 'listas'}`,
  repeated: (n: number) => count(n, 'repetida, va una sola vez', 'repetidas, van una sola vez'),
  table: 'Parece una tabla. Al tocar «Reenviar» elegís la columna y ves qué se va a enviar.',
  rounded: (n: number) => `se sacó «,00» de ${references(n)}`,
  heading: (name: string) => `«${name}» parece el título y no se envía`,
  unwrapped: (n: number) => `se sacaron comillas, corchetes o viñetas de ${references(n)}`,
  cleaned: (n: number) => `se sacaron caracteres invisibles de ${references(n)}`,
  invalid: (n: number) => `${number(n)} no se ${n === 1 ? 'puede' : 'pueden'} enviar`,
  tooMany: `Se pueden reenviar hasta ${number(maxReferences)} de una vez. Dividilas en partes.`,
  problems: {
    empty: 'Está vacía: solo tiene caracteres invisibles.',
    'too-long': `Tiene más de ${maxReferenceLength} caracteres.`,
    'control-character': 'Tiene un carácter que no se ve y no se puede enviar.',
    'damaged-number': 'Es un número dañado por Excel, y no la referencia completa. Si son dos referencias unidas por una coma, ponelas en dos renglones.',
  },
  unusual: (characters: string[]) =>
    `Tiene ${characters.map((c) => (c.trim() === '' ? 'espacio' : c)).join(' ')}, poco común en una referencia. Se envía igual: revisá que esté bien escrita.`,
  problemList: 'Referencias para revisar',
  show: 'Ir',
  showNamed: (text: string) => `Ir a ${text === '' ? 'la vacía' : text} en el texto`,
  choosePointOfSale: 'Elegí un punto de venta',
  reload: (name: string) => `${name} (volvé a cargar las credenciales)`,
  fileRefused: (problem: string) => `No se pudo leer la tabla. ${problem} No se envió nada.`,
  fileAdded: (name: string, n: number) => `Se ${n === 1 ? 'agregó' : 'agregaron'} ${references(n)} de ${name}.`,
  placed: (n: number) => `${n === 1 ? 'Quedó guardado el reenvío' : `Quedaron guardados ${resends(n)}`}. Abajo vas viendo qué pasa.`,
  alreadyLive: (list: string[]) =>
    list.length === 1
      ? `${list[0]} ya estaba en camino: no se volvió a enviar ni se gastó nada.`
      : `${number(list.length)} ya estaban en camino: no se volvieron a enviar ni se gastó nada.`,
  noResults:
    'Acá vas a ver qué respondió TusFacturasAPP a cada reenvío, en palabras y con lo que costó. Antes de gastar una solicitud, Reencola consulta gratis si hace falta.',
  more: 'Ver todos los reenvíos',
}

export const confirmation = {
  title: (n: number) => `¿Reenviar ${references(n)}?`,
  at: (name: string) => `Punto de venta: ${name}.`,
  order: 'Salen de a una, de la más vieja a la más nueva. Las que ya estén en cola no gastan nada.',
  live: (n: number) => (n === 1 ? 'Esta ya está en camino y no se envía otra vez:' : `Estas ${number(n)} ya están en camino y no se envían otra vez:`),
  allLive: 'Todas ya están en camino: no hay nada nuevo para enviar y no se gasta nada.',
  back: 'Volver',
}

export const actividad = {
  title: 'Actividad',
  table: 'Actividad',
  columns: { state: 'Estado', reference: 'Referencia', pointOfSale: 'Punto de venta', when: 'Fecha', cost: 'Costo' },
  hint: 'Con las flechas cambiás de fila y con Enter abrís su historia.',
  state: 'Estado',
  allStates: 'Estado: todos',
  search: 'Buscar referencia',
  seeLote: (when: string) => `${when}, ver su lote`,
  shown: (n: number) => count(n, 'reenvío', 'reenvíos'),
  loading: 'Cargando…',
  emptyTitle: 'Todavía no reenviaste nada',
  emptyText: 'Cada reenvío aparece acá apenas lo cargás, con su estado, su historia y lo que costó. Nunca se borra.',
  toReenviar: 'Ir a Reenviar',
  nothingTitle: 'Ningún reenvío coincide',
  nothingText: 'Probá con otro estado, otro punto de venta o parte de la referencia.',
  clearFilters: 'Quitar filtros',
  explain: 'Explicar un error',
}

export const batches = {
  region: 'Lotes',
  line: (n: number, sums: string) => `${count(n, 'comprobante', 'comprobantes')}: ${sums}`,
  more: (n: number) => `y ${count(n, 'lote más', 'lotes más')}`,
  cancel: 'Cancelar lote',
  cancelTitle: '¿Cancelar el lote?',
  cancelText: (n: number) =>
    `${n === 1 ? 'Se cancela el que todavía no salió' : `Se cancelan los ${number(n)} que todavía no salieron`}, sin costo. Si justo uno está saliendo, ese sigue. Lo enviado no se puede deshacer.`,
  keep: 'Seguir enviando',
  hide: 'Ocultar',
  dismiss: (title: string) => `Ocultar: ${title}`,
}

export const ledger = {
  region: 'Solicitudes usadas',
  methods: {
    reenviar_encolado: 'Reenvíos',
    eliminar_encolado: 'Eliminaciones',
    cambiar_fecha_encolado: 'Cambios de fecha',
    alertas: 'Consultas del estado de ARCA',
    consumo: 'Consultas de cupo',
  } as Record<string, string>,
  row: (used: number, possible: number) =>
    `${count(used, 'solicitud usada', 'solicitudes usadas')}${possible > 0 ? `, ${count(possible, 'posible', 'posibles')}` : ''}`,
  thisMonth: 'Este mes',
  none: 'Este mes no se usó ninguna solicitud.',
  noneYet: 'Ninguna solicitud este mes',
  month: (used: number, possible: number) => `${possible > 0 ? `${number(used)} a ${requests(used + possible)}` : requests(used)} este mes`,
  more: 'Detalle y meses anteriores',
  possibleHelp: '«Posible» es una solicitud que salió y no se sabe si TusFacturasAPP la contó.',
}

/** @param most requests that one wish can spend */
const costsOf = (most: number): string => costSentence(1, most)

export const story = {
  title: (reference: string) => `Reenvío de ${reference}`,
  whatToDo: 'Qué hacer',
  cost: 'Costo',
  placed: 'Cargado',
  next: (when: string) => `Próximo paso automático: ${when}`,
  history: 'Historia',
  newestFirst: 'Lo último, arriba',
  queries: (n: number) => count(n, 'consulta gratis', 'consultas gratis'),
  quietSteps: (n: number) => count(n, 'paso sin novedad', 'pasos sin novedad'),
  actors: { person: 'Vos', program: 'Reencola', webhook: 'TusFacturasAPP' },
  comprobante: 'Comprobante emitido',
  kind: 'Tipo',
  number: 'Número',
  total: 'Total',
  client: 'Cliente',
  cae: 'CAE',
  caeDue: 'Vencimiento del CAE',
  copy: 'Copiar',
  copied: 'Copiado',
  copyNamed: (what: string) => `Copiar: ${what}`,
  issuedOn: 'Fecha de emisión',
  pdf: 'Abrir el PDF',
  pdfAsking: 'Pidiendo el PDF…',
  pdfHelp: 'El enlace de TusFacturasAPP sirve solo el día en que se pide: Reencola lo pide cada vez, gratis.',
  pdfAddress: 'Dirección del PDF',
  pdfElsewhere:
    'El PDF está fuera de tusfacturas.app, así que Reencola no lo abre. Si la dirección te parece bien, copiala y abrila hoy en tu navegador: mañana ya no sirve.',
  repeats: 'Repite un reenvío anterior',
  repeatedBy: 'Se reenvió otra vez',
  openOther: 'Ver ese reenvío',
  cancel: 'Cancelar reenvío',
  cancelHelp: 'Todavía no salió: cancelarlo no cuesta nada.',
  resend: 'Reenviar otra vez',
  sendNow: 'Enviar ahora',
  sendNowHelp: (n: number) => `No espera más: Reencola consulta gratis y lo envía solo si sigue con error. ${costsOf(n)}`,
  resendHelp: (n: number) => `Reencola consulta gratis y lo envía solo si sigue con error. ${costsOf(n)}`,
  sendAnyway: 'Enviar igual',
  sendAnywayHelp: (n: number) => `Se envía aunque no se haya encontrado. ${costsOf(n)}`,
  confirm: (reference: string) => `¿Enviar ${reference}?`,
  confirmRun: 'Sí, enviar',
  decide: '¿Qué querés hacer?',
  decisions: {
    resend: { label: 'Enviar de nuevo', help: `Reencola consulta gratis y, si sigue con error, sale una sola vez más. ${costsOf(1)}` },
    'assume-sent': { label: 'Dar por enviado', help: 'No se envía nada más y no cuesta nada. Reencola sigue mirando gratis si se emite.' },
    discard: { label: 'Descartar', help: 'No se envía nada más y no cuesta nada. Si el primero llegó, el comprobante puede emitirse igual.' },
  },
}

export const explain = {
  title: 'Explicar un error',
  field: 'Texto del error',
  help: 'Pegá el mensaje que muestra TusFacturasAPP o ARCA, o el aviso completo que recibió tu sistema. No sale de esta PC y no cuesta nada.',
  run: 'Explicar',
}

export const ajustes = {
  title: 'Ajustes',
  pointsOfSale: 'Puntos de venta',
  add: 'Agregar punto de venta',
  addTitle: 'Nuevo punto de venta',
  edit: 'Editar',
  editNamed: (name: string) => `Editar ${name}`,
  testNamed: (name: string) => `Probar ${name}`,
  deleteNamed: (name: string) => `Borrar ${name}`,
  delete: 'Borrar',
  deleteTitle: (name: string) => `¿Borrar ${name}?`,
  deleteText: 'Se borran de esta PC sus credenciales y, si la tenía, la dirección secreta de sus avisos. La actividad queda. En TusFacturasAPP no cambia nada.',
  deleteWaiting: (n: number) =>
    `${count(n, 'reenvío todavía no salió', 'reenvíos todavía no salieron')}: ${n === 1 ? 'queda frenado' : 'quedan frenados'} y lo podés cancelar en Actividad.`,
  deleteUncertain: (n: number) =>
    `De ${count(n, 'reenvío', 'reenvíos')} no se sabe si ${n === 1 ? 'llegó' : 'llegaron'}: sin las credenciales no se puede consultar, así que ${n === 1 ? 'queda' : 'quedan'} «A decidir».`,
  deleteFollowed: (n: number) =>
    `${count(n, 'reenvío espera', 'reenvíos esperan')} su CAE: Reencola deja de ${n === 1 ? 'seguirlo; miralo' : 'seguirlos; miralos'} en TusFacturasAPP.`,
  reload: 'Volvé a cargar las credenciales',
  reloadHelp: 'Esta PC ya no puede abrir las que estaban guardadas. No se borró nada más.',
  protection: {
    system: 'Protegido por el llavero del sistema',
    weak: 'Guardado con protección débil: otra persona de esta PC podría leerlo',
    session: 'Solo por esta sesión: se olvida al cerrar Reencola',
    'stand-in': 'Guardado en un archivo de prueba, no en el llavero del sistema',
  } satisfies Record<PointOfSale['protection'], string>,
  theme: 'Tema',
  themes: { system: 'Igual que el sistema', light: 'Claro', dark: 'Oscuro' },
  automatic: 'Reenvío automático tras verificar',
  automaticText:
    'Cuando un envío se corta o TusFacturasAPP no lo toma, Reencola consulta gratis. Si el comprobante sigue con error, puede reenviarlo una vez más sin preguntarte.',
  automaticOn: 'Reenviar una vez más',
  automaticOnHelp: 'Cada reenvío puede costar hasta 2 solicitudes.',
  automaticOff: 'Preguntarme antes',
  automaticOffHelp: 'Queda «A decidir» y no se gasta nada hasta que elijas.',
  proxy: 'Conexión a Internet',
  proxyText: 'Cambialo solo si sistemas te lo pide.',
  proxyModes: { system: 'La del sistema', manual: 'Un proxy de la oficina', none: 'Directa, sin proxy' },
  proxyUrl: 'Dirección del proxy',
  proxyUrlHelp: 'Por ejemplo http://proxy.oficina:3128',
  proxyUrlBad: 'Escribí una dirección que empiece con http:// o https://, sin usuario ni contraseña.',
  proxyUser: 'Usuario',
  proxyPassword: 'Contraseña',
  proxyKeep: 'Hay una guardada. Dejala vacía para conservarla.',
  saveProxy: 'Guardar proxy',
  proxyForget: 'Olvidar la contraseña guardada',
  version: (version: string) => `Reencola ${version}`,
}

export const announcements = {
  result: (reference: string, state: string, title: string) => [`${reference}: ${state}`, ...(title === '' || title === state ? [] : [title])].join('. '),
  /** What went back into the queue of TusFacturasAPP is handed over, and not at its end. */
  batch: (over: boolean, sums: string) => `${over ? 'Lote terminado' : 'Lote enviado'}: ${sums}.`,
}
