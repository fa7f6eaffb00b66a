/** Spanish of how the program lives in the desktop: start with the system, notifications, shortcut, links, updates. */
import type { StartState } from '../model/desktop.ts'
import { number } from './counting.ts'

/** The entry that starts the program on Linux, as the desktop lists it. */
export const startEntryTexts = {
  name: 'Reencola',
  comment: 'Reenvía los comprobantes que quedaron con error',
}

export const startWithSystemTexts = {
  title: 'Inicio con el sistema',
  label: 'Empezar cuando prendés la PC',
  help: 'Queda al lado del reloj, sin abrir la ventana, y sigue con lo que esté en espera.',
  blocked:
    'Está prendido acá, pero el sistema lo tiene apagado. Prendelo en la lista de programas que inician con la PC (en Windows: Administrador de tareas, Aplicaciones de arranque).',
  states: { on: 'Prendido', off: 'Apagado', blocked: 'Apagado por el sistema' } satisfies Record<StartState, string>,
  offerTitle: '¿Que Reencola empiece con la PC?',
  offer: 'Así lo que quede en espera sale solo, sin que tengas que acordarte de abrirla. Se cambia cuando quieras en Ajustes.',
  accept: 'Sí, que empiece con la PC',
  decline: 'No, gracias',
}

export const notificationSettingTexts = {
  title: 'Notificaciones',
  label: 'Avisarme cuando termine un lote o tenga que hacer algo',
  help: 'Llega una por lote cuando termina en TusFacturasAPP, y otra antes si en 10 minutos no hay novedades. Aparecen solo si no estás mirando la ventana y nunca muestran referencias ni clientes. Si las apagás, el ícono al lado del reloj te lo dice igual.',
}

export const shortcutTexts = {
  title: 'Atajo de teclado',
  help: 'Para usar «Reenviar lo copiado» desde cualquier programa: copiás una referencia, tocás las teclas y Reencola se abre, muestra lo copiado y pregunta antes de enviar.',
  off: 'Sin atajo',
  askedFor: 'Tu escritorio decide si le da ese atajo a Reencola y no dice qué resolvió: puede pedirte que lo confirmes. Probalo.',
  notWorking: 'Ese atajo lo usa otro programa, así que no funciona. Elegí otro, o cerrá el programa que lo usa y volvé a elegirlo.',
}

export const updateTexts = {
  title: 'Actualizaciones',
  help: 'Reencola busca una vez por día y baja lo nuevo sin molestar. Se instala solamente cuando vos lo pedís.',
  check: 'Buscar actualizaciones',
  idle: 'Todavía no se buscó.',
  checking: 'Buscando…',
  current: 'Tenés la última versión.',
  downloading: (version: string, percent: number) => `Bajando la versión ${version}: ${percent} %.`,
  ready: (version: string) => `La versión ${version} está lista para instalar.`,
  failed: 'No se pudo buscar ni bajar la actualización. No cambió nada: seguís con la versión que tenés. Probá más tarde.',
  restart: 'Reiniciar para actualizar',
  restartHelp: 'Reencola se cierra, se actualiza y vuelve a abrirse. Lo que esté en espera queda guardado y sigue.',
  restarting: 'Reiniciando…',
}

/** What was brought to Reenviar from outside. */
export const offerTexts = {
  link: (reference: string) => `Un enlace trajo la referencia ${reference}. Todavía no se envió nada: fijate que sea la tuya y tocá «Reenviar».`,
  copied: (count: number) =>
    `${count === 1 ? 'Lo copiado está' : `Las ${number(count)} referencias copiadas están`} en el casillero. Todavía no se envió nada: elegí el punto de venta y tocá «Reenviar».`,
  nothing:
    'Lo que copiaste no parece una referencia externa: no se trajo ni se envió nada. Copiá la referencia, o una columna de Excel con varias, y probá de nuevo.',
  willSend: 'Lo que se va a reenviar:',
}
