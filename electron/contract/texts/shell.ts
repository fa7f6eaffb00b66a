/** Spanish of tray, notifications, dialogs and command line. */
import { longestWaitHours } from '../model/waiting.ts'
import type { HoldReason } from '../model/order.ts'
import { comprobantes, count as counted, number, pointsOfSale, references, resends } from './counting.ts'

/** How many of what, wherever it is counted outside the window. */
const kinds = {
  failedAgain: (count: number) => `${number(count)} ${count === 1 ? 'sigue' : 'siguen'} con error`,
  rejected: (count: number) => counted(count, 'rechazado', 'rechazados'),
  notFound: (count: number) => counted(count, 'no encontrado', 'no encontrados'),
  toDecide: (count: number) => `${number(count)} a decidir`,
  held: (count: number) => counted(count, 'frenado', 'frenados'),
}

export const trayTexts = {
  ...kinds,
  open: 'Abrir Reencola',
  paste: 'Reenviar lo copiado',
  pause: 'Pausar envíos',
  resume: 'Reanudar envíos',
  quit: 'Salir',
  update: 'Reiniciar para actualizar',
  noResults: 'Todavía no hay resultados',
  calm: 'Reencola: al día',
  working: (count: number) => `Reencola: ${comprobantes(count)} en camino`,
  offline: (count: number) => `Reencola: sin conexión, ${comprobantes(count)} en espera`,
  offlineIdle: 'Reencola: sin conexión',
  paused: (count: number) => `Reencola: envíos en pausa${count > 0 ? `, ${comprobantes(count)} en espera` : ''}`,
  needsYou: (what: string) => `Reencola: ${what}`,
  storage: 'los envíos están detenidos, abrí Reencola',
  inError: (count: number) => counted(count, 'nuevo con error', 'nuevos con error'),
  unwatched: (count: number) => `${pointsOfSale(count)} sin vigilar`,
  badge: (count: number) => `Reencola: ${comprobantes(count)} sin ver`,
}

export const menuTexts = {
  edit: 'Edición',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  selectAll: 'Seleccionar todo',
  view: 'Ver',
  zoomIn: 'Agrandar',
  zoomOut: 'Achicar',
  resetZoom: 'Tamaño normal',
  window: 'Ventana',
  minimise: 'Minimizar',
  close: 'Cerrar la ventana',
  hide: 'Ocultar Reencola',
  quit: 'Salir de Reencola',
}

export const gateTexts: Record<HoldReason, string> = {
  pausa: 'los envíos están en pausa',
  credenciales: 'TusFacturasAPP rechazó las credenciales',
  cupo: 'se agotaron las solicitudes del abono',
  certificado: 'la conexión no es de confianza',
  proxy: 'el proxy de la oficina no deja salir',
  vencido: `hay comprobantes que esperan hace más de ${longestWaitHours} horas`,
  danado: 'se apartó un comprobante que hacía cerrar el programa',
  luego: 'hay comprobantes para más tarde',
  'sin-credenciales': 'no se pudieron abrir las credenciales guardadas',
  ausente: 'hay comprobantes de un punto de venta que no está en Ajustes',
  respuesta: 'TusFacturasAPP rechaza todo con la misma respuesta',
  llavero: 'el llavero de la PC no responde',
}

/** @returns `10 min`, `3 h` */
function shortTime(milliseconds: number): string {
  const minutes = Math.max(Math.floor(milliseconds / 60_000), 1)
  return minutes < 60 ? `${minutes} min` : `${number(Math.floor(minutes / 60))} h`
}

export const notificationTexts = {
  ...kinds,
  over: (count: number) => (count === 1 ? 'Reenvío terminado' : 'Reenvíos terminados'),
  notOver: (count: number) => (count === 1 ? 'Tu reenvío sigue en curso' : 'Tus reenvíos siguen en curso'),
  automatic: {
    over: (count: number) => (count === 1 ? 'Reenvío automático terminado' : 'Reenvíos automáticos terminados'),
    notOver: (count: number) => (count === 1 ? 'Un reenvío automático sigue en curso' : 'Hay reenvíos automáticos que siguen en curso'),
  },
  withAutomatic: (results: string) => `${results}. Hay reenvíos automáticos entre ellos.`,
  issued: (count: number) => counted(count, 'emitido', 'emitidos'),
  inQueue: (count: number, milliseconds: number) => `${number(count)} todavía en cola (${shortTime(milliseconds)})`,
  noNews: (count: number) => `${number(count)} sin novedades`,
  waiting: (count: number) => `${number(count)} en espera`,
  uncertain: (count: number) => `${number(count)} en verificación`,
  show: 'Ver',
  resend: (count: number) => (count === 1 ? 'Reenviarlo' : `Reenviar los ${number(count)}`),
  verified: (outcome: string) => `Se verificó lo que había quedado en duda: ${outcome.toLowerCase()}. Miralo en Actividad.`,
  gateTitle: 'Reencola necesita que hagas algo',
  gate: (pointOfSale: string, reason: HoldReason) => `${pointOfSale}: ${gateTexts[reason]}. Abrí Reencola para seguir.`,
  storageTitle: 'Reencola detuvo los envíos',
  trayTitle: 'Reencola sigue abierta',
  tray: 'Cerraste la ventana, pero Reencola sigue trabajando al lado del reloj. Para cerrarla del todo, usá «Salir» en su menú.',
}

export const dialogTexts = {
  closeTitle: 'Cerrar Reencola',
  closeMessage: '¿Querés cerrar Reencola?',
  closeDetail: (waiting: number) =>
    waiting > 0
      ? `Hay ${comprobantes(waiting)} en espera: queda todo guardado y sigue cuando vuelvas a abrirla.`
      : 'Lo que reenviaste queda guardado; las novedades llegan cuando vuelvas a abrirla.',
  close: 'Cerrar',
  minimise: 'Minimizar',
  stay: 'Volver',
  crashTitle: 'Reencola se cerró por una falla',
  crash: (folder: string) =>
    `Reencola guarda cada reenvío antes de mostrarlo en Actividad. Cuando la vuelvas a abrir, mirá ahí cómo quedó todo: lo que cargaste justo antes de la falla puede no estar. Si se repite, mandale a quien te ayuda los registros de ${folder}`,
  crashEarly:
    'Reencola no llegó a empezar por una falla; lo que estaba guardado sigue ahí. Volvé a probar: si se repite, reinstalala o mandale este informe a quien te ayuda.',
  copyReport: 'Copiar el informe',
  openLogs: 'Abrir la carpeta de registros',
  carefulTitle: 'Reencola arrancó con los envíos en pausa',
  careful:
    'Se cerró por una falla tres veces seguidas apenas empezaba, así que esta vez no envía nada por su cuenta. En Actividad está lo que quedó guardado.\n\nEn Ajustes, «Exportar diagnóstico…» prepara un archivo para quien te ayuda. Cuando quieras seguir, tocá «Reanudar envíos».',
  understood: 'Entendido',
  silentTitle: 'La ventana de Reencola no responde',
  silent: 'Los envíos siguen: no dependen de la ventana. Podés esperar un poco o volver a abrirla; lo que escribiste sin enviar se pierde.',
  wait: 'Esperar',
  reopen: 'Volver a abrir la ventana',
  cannotStartTitle: 'Reencola no pudo empezar',
  noBrowserTitle: 'No se abrió el navegador',
  noBrowser: (url: string) => `Esta PC no pudo abrir la página. Copiá la dirección y pegala en tu navegador:\n\n${url}`,
  copyAddress: 'Copiar la dirección',
  pageGone: 'La ventana dejó de responder varias veces seguidas. Volvé a abrir Reencola; lo que figura en Actividad está guardado.',
}

/** At the end of what only somebody who set the computer up can mend. */
const orSystems = 'Si no sabés cómo, pedíselo a sistemas.'

export const startTexts = {
  firstStart: 'Otra Reencola se está abriendo por primera vez en esta carpeta de datos. Esperá un momento y probá de nuevo. No se hizo nada.',
  noDisplay:
    'No hay ninguna pantalla, y en Linux Reencola la necesita también para los comandos. No se hizo nada. Desde cron, ssh o un servicio, poné «xvfb-run -a» antes del comando.',
  folder: (folder: string) =>
    `No se puede escribir en la carpeta de datos (${folder}). Revisá los permisos y el espacio libre, o elegí otra con REENCOLA_DATOS. ${orSystems}`,
  logsFile: (folder: string) =>
    `En la carpeta de datos (${folder}), «logs» es un archivo y tiene que ser una carpeta. Movelo a otro lado y volvé a abrir Reencola.`,
  networkFolder: (folder: string) =>
    `La carpeta de datos (${folder}) está en la red. Ahí los reenvíos se pueden dañar, y dos PC podrían enviar lo mismo dos veces, así que Reencola no empieza. No se tocó nada. Cerrá Reencola en todas las PC, copiá esa carpeta a un disco de esta PC y poné la ruta nueva en REENCOLA_DATOS. ${orSystems}`,
  syncedFolder: (folder: string, name: string) =>
    `La carpeta de datos (${folder}) está dentro de una que ${name} copia a otros lugares. Así los reenvíos se pueden dañar, y dos PC podrían enviar lo mismo dos veces, por eso Reencola no empieza. No se tocó nada. Cerrá Reencola en todas las PC, copiá esa carpeta a otra que no se sincronice y poné la ruta nueva en REENCOLA_DATOS. ${orSystems}`,
  foreignFolder: (folder: string) =>
    `En la carpeta de datos (${folder}) hay archivos de otro usuario de esta PC. Dos personas no pueden usar la misma: podrían pagar dos veces un mismo reenvío, y las credenciales de una no le sirven a la otra. No se tocó nada. Poné otra ruta en REENCOLA_DATOS; si los archivos son tuyos y los copió un administrador, pedile que te deje como dueño. ${orSystems}`,
  folderNotAbsolute: `REENCOLA_DATOS tiene que ser una ruta completa, por ejemplo C:\\Datos\\Reencola. ${orSystems}`,
  apiUrl: `REENCOLA_API_URL no es una dirección segura: tiene que empezar con https:// (o con http:// si es de esta misma PC). ${orSystems}`,
  storage: (problem: string) => `No se pudo abrir el archivo de reenvíos. ${problem}`,
  newerFile: (file: string, folder: string) =>
    `Una versión más nueva de Reencola escribió ${file}, y esta no lo entiende. No se tocó nada. Instalá la versión más nueva; si querés seguir con esta, mové ${file} de ${folder} a otra carpeta y volvé a cargar lo que falte.`,
  otherSilent:
    'Ya hay una Reencola abierta y no contesta. Esperá un momento y probá de nuevo. Si sigue igual, cerrala desde el administrador de tareas o reiniciá la PC: lo que estaba en espera sigue guardado.',
  otherSession: (place: { session: string; computer: string; from: string }, since: string) =>
    `Reencola ya está abierta en otra sesión tuya: ${place.session === '' ? '' : `«${place.session}» de `}la PC ${place.computer}${place.from === '' ? '' : `, conectada desde ${place.from}`}, desde el ${since}. Usala ahí, o cerrala ahí con «Salir» y volvé a abrirla acá. Lo que estaba en espera sigue guardado.`,
  otherUser: (place: { user: string; computer: string }, folder: string, since: string) =>
    `Reencola ya está abierta en esta misma carpeta de datos (${folder}) con el usuario «${place.user}» de la PC ${place.computer}, desde el ${since}. Dos personas no pueden usar la misma carpeta: poné otra ruta en REENCOLA_DATOS. No se tocó nada. ${orSystems}`,
  ordersRefused: 'El disco puede estar lleno o fallando: liberá espacio y volvé a abrir Reencola. Si sigue igual, avisale a sistemas.',
  settings: (folder: string) => `No se pudieron leer los ajustes en ${folder}. Revisá los permisos de la carpeta de datos. ${orSystems}`,
}

export const testTexts = {
  worksTitle: 'Las credenciales funcionan',
  works: 'TusFacturasAPP las reconoció en una consulta gratis; no se gastó ninguna solicitud de tu abono.',
}

export const commandLineTexts = {
  usage: `Uso:
  reencola                                  abre la ventana
  reencola --oculto                         empieza al lado del reloj, sin ventana
  reencola configurar --archivo RUTA [--borrar]
                                            lee {"nombre","apikey","apitoken","usertoken"}, uno o una lista; si querés, también
                                            "empresa" y "cuit"; con --borrar, después borra el archivo
  reencola configurar                       lo mismo, de la entrada estándar
  reencola reenviar [--pdv NOMBRE] [--esperar SEGUNDOS] [--json] -- REF...
  reencola reenviar --archivo RUTA [--columna NOMBRE] (.xlsx, .csv o .txt; lo demás, igual)
  reencola estado [--json]
  reencola listar --desde dd/mm/aaaa --hasta dd/mm/aaaa [--pdv NOMBRE] [--json]
  reencola vigilar --una-vez [--desde dd/mm/aaaa] [--hasta dd/mm/aaaa] [--pdv NOMBRE] [--json]
  reencola explicar [--json] -- "TEXTO"
Las opciones van antes de «--» y las referencias o el texto, después. En Windows hace falta: sin «--», si algo tiene «palabra:», Windows puede cerrar el
comando sin decir nada.`,
  unknownCommand: (name: string) => `No existe el comando «${name}».`,
  unknownFlag: (flag: string) => `La opción «${flag}» no corresponde acá. Si es una referencia o un texto, ponela después de «--».`,
  missingValue: (flag: string) => `Falta el valor de «${flag}».`,
  missingText: 'Falta el texto que querés que te explique.',
  missingReferences: 'Falta la referencia externa del comprobante que querés reenviar.',
  badPatience: (text: string) => `«${text}» no sirve para --esperar: tienen que ser segundos, de 0 a 86400.`,
  secretsNotHere:
    'configurar no recibe los datos en la línea de comandos, así no quedan a la vista: van en un archivo, con --archivo, o por la entrada estándar.',
  removeWithoutFile: '--borrar va con --archivo: sin archivo no hay nada que borrar.',
  fileNotRead: (file: string) => `No se pudo leer «${file}». Revisá la ruta y los permisos. No se guardó nada.`,
  fileStays: (file: string) => `«${file}» sigue ahí con las credenciales a la vista: borralo. Con --borrar lo hace Reencola.`,
  fileNotRemoved: (file: string) => `El punto de venta se guardó, pero «${file}» no se pudo borrar: borralo a mano, tiene las credenciales a la vista.`,
  nothingCame: 'Por la entrada estándar no llegó ningún JSON. Guardá los datos en un archivo y usá «configurar --archivo RUTA --borrar». No se guardó nada.',
  cutText: 'Si al texto le falta una parte, escribilo entero entre comillas después de «--»: explicar -- "TEXTO".',
  unexpected: (text: string) => `Sobra «${text}».`,
  simulator: 'El simulador viene solamente con el código fuente de Reencola: usá «npm start -- --simulador» ahí.',
  pasteHere: 'Pegá el JSON {"nombre","apikey","apitoken","usertoken"} y cerrá la entrada con Ctrl+D (Ctrl+Z y Enter en Windows).',
  keychainSilent: 'El llavero de la PC todavía no respondió. Si el sistema te está pidiendo una contraseña, ponela: se sigue esperando.',
  inputTooLong: 'Lo que llegó es demasiado largo para ser la configuración de un punto de venta.',
  notJson: 'Lo que llegó no es un JSON válido. No se guardó nada.',
  missingFields: (place: number | null, fields: string[]) => {
    const what = fields.length === 1 ? 'Falta o está mal este dato' : 'Faltan o están mal estos datos'
    return `${what}${place === null ? '' : ` del punto de venta ${place} de la lista`}: ${fields.join(', ')}.`
  },
  namedTwice: (first: number, second: number) => `Los puntos de venta ${first} y ${second} de la lista tienen el mismo nombre.`,
  emptyList: 'La lista no trae ningún punto de venta. No se guardó nada.',
  nothingSaved: 'No se guardó nada.',
  refusedOne: (name: string, title: string, detail: string) => `«${name}» no se guardó: ${title}. ${detail}`,
  nameOfOther: (name: string, company: string | null) =>
    company === null
      ? `«${name}» no se guardó: ya hay un punto de venta sin empresa con ese nombre y otras credenciales. Poné otro nombre o, si es el mismo, sacá la empresa y cargala en Ajustes.`
      : `«${name}» no se guardó: ya hay un punto de venta de «${company}» con ese nombre. Poné otro nombre o, si es el mismo, la misma empresa o su CUIT.`,
  nothingConfigured: 'No hay ningún punto de venta configurado. Usá «reencola configurar» o abrí Reencola.',
  whichPointOfSale: (names: string[]) => `Hay varios puntos de venta: elegí uno con --pdv. Los que hay son: ${names.join(', ')}.`,
  noSuchPointOfSale: (name: string, names: string[]) => `No existe el punto de venta «${name}». Los que hay son: ${names.join(', ')}.`,
  emptyReference: 'La referencia está vacía. No se guardó nada.',
  badReference: (reference: string, reason: string) => `La referencia «${reference}» no se puede enviar: ${reason}. No se guardó nada.`,
  tooLong: 'tiene más de 255 caracteres',
  controlCharacter: 'tiene un carácter de control',
  tooMany: (most: number) => `Son demasiadas referencias para una vez: hasta ${number(most)}.`,
  unusual: (reference: string, characters: string[]) => `Aviso: «${reference}» tiene caracteres poco comunes (${characters.join(' ')}); se manda tal cual.`,
  unwrapped: (count: number) => `Aviso: se sacaron comillas, corchetes o viñetas de ${references(count)}.`,
  cleaned: (count: number) => `Aviso: se sacaron caracteres invisibles de ${references(count)}.`,
  repeated: (count: number) => `Aviso: ${counted(count, 'referencia repetida se cuenta', 'referencias repetidas se cuentan')} una sola vez.`,
  handedOver: (count: number) =>
    `Reencola ya está abierta: ${count === 1 ? 'le pasé la referencia y la trabaja ella' : `le pasé las ${number(count)} referencias y las trabaja ella`}. Mirá cómo van con «estado».`,
  notTaken:
    'Otra Reencola tiene abierta esta carpeta de datos y no recibió el pedido. No se guardó ni se envió nada. Probá de nuevo en un rato; si sigue igual, cerrala y volvé a probar.',
  takenUnanswered:
    'La Reencola que está abierta tomó el pedido, pero no contesta. No hace falta repetirlo: lo hace cuando siga, o cuando vuelvas a abrirla. Miralo con «estado».',
  notReloaded: 'El punto de venta se guardó, pero la Reencola que está abierta no contesta y puede seguir con los datos de antes. Cerrala y volvé a abrirla.',
  finishingOthers: (count: number) => `Otro comando pasó ${references(count)} mientras tanto: falta terminar con eso antes de cerrar.`,
  refused: (title: string, text: string) => `${title}. ${text}`,
  noOrders: 'Todavía no hay reenvíos.',
  ordersShown: (shown: number, total: number) => `Últimos ${number(shown)} de ${resends(total)}:`,
  ledgerTitle: 'Solicitudes gastadas:',
  ledger: (pointOfSale: string, method: string, month: string, used: number, possible: number) =>
    `${month}  ${pointOfSale}  ${method}: ${counted(used, 'usada', 'usadas')}, ${counted(possible, 'posible', 'posibles')}`,
  cost: (used: number, possible: number) =>
    `Solicitudes: ${counted(used, 'usada', 'usadas')}${possible > 0 ? `, ${counted(possible, 'posible', 'posibles')}` : ''}.`,
  whatToDo: 'Qué hacer:',
  resendHelps: {
    si: 'Conviene reenviar.',
    no: 'No conviene reenviar.',
    'despues-de-corregir': 'Conviene reenviar después de corregir.',
    'no-se-sabe': 'No se sabe si conviene reenviar.',
  },
  interrupted: 'Reencola se cerró por una falla. Mirá con «estado» qué quedó guardado: lo que estabas cargando puede no estar.',
}
