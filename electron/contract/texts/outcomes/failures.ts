/** Calls without a usable answer. The keys are core's codes; core/guidance/outcome.ts does not compile when one is missing here. */
import { certificateHelp, passing, setting, uncertain, type FailureText } from './kinds.ts'

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
  unreachable: { ...passing, title: 'No hay camino hasta TusFacturasAPP', what: 'La PC no tiene cómo llegar a Internet en este momento.' },
  'connect-timeout': { ...passing, title: 'TusFacturasAPP no atendió a tiempo', what: 'La conexión no llegó a establecerse.' },
  reset: { ...uncertain, title: 'Se cortó la conexión', what: 'La conexión con TusFacturasAPP se cortó de golpe, sin respuesta.' },
  closed: { ...uncertain, title: 'TusFacturasAPP cerró la conexión sin responder', what: 'La conexión terminó antes de que llegara una respuesta.' },
  'answer-timeout': { ...uncertain, title: 'TusFacturasAPP tardó demasiado en responder', what: 'Se esperó la respuesta y no llegó a tiempo.' },
  'body-cut': { ...uncertain, title: 'La respuesta llegó cortada', what: 'TusFacturasAPP empezó a responder y la conexión se cortó por la mitad.' },
  aborted: { ...uncertain, title: 'Se interrumpió el envío', what: 'El envío se cortó desde esta PC, porque se canceló o se cerró el programa.' },
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
  'http-status': { ...uncertain, title: 'TusFacturasAPP respondió con un aviso de falla', what: 'La respuesta avisa una falla sin decir el motivo.' },
  'marker-failed': {
    ...setting,
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
