import type { Entry } from './entry.ts'

const own = 'Mensajes de Node.js 24, undici, Chromium, SQLite y Windows, leídos en sus fuentes y listas'
const pc: Pick<Entry, 'kind' | 'resendHelps' | 'source'> = { kind: 'configuracion', resendHelps: 'despues-de-corregir', source: [own] }

/**
 * What fails in a computer, its disk, its clock or its network: the comprobante is not to blame. Whether resending helps goes by what
 * ends the fault. A network that is gone (no DNS, no route, no Internet) comes back by itself and nothing was sent: `si`, and the text
 * says where to look meanwhile. What a person has to mend first (the proxy's password, the clock, a filter, the disk):
 * `despues-de-corregir`. A certificate that is not trusted may be an antivirus's or the server's own: `no-se-sabe`.
 */
export const computer = (): Entry[] => [
  { id: 'MSG_PC_DISCO', ...pc,
    title: 'No queda lugar en el disco',
    explanation: 'Un programa no pudo guardar porque el disco está lleno, casi siempre el de la PC. No es un problema de tu comprobante.',
    nextStep: 'Liberá lugar en el disco y fijate cómo quedó el comprobante antes de reenviarlo.' },
  { id: 'MSG_PC_ARCHIVO', ...pc,
    title: 'Un programa no pudo usar un archivo de la PC',
    explanation: 'El archivo está dañado, sin permiso o lo está usando otro programa, como un antivirus. No es un problema de tu comprobante.',
    nextStep: 'Cerrá los otros programas, revisá los permisos y el antivirus, y fijate cómo quedó el comprobante antes de reenviarlo.' },
  { id: 'MSG_PC_MEMORIA', ...pc,
    title: 'Un programa se quedó sin memoria',
    explanation: 'La PC no tiene memoria libre para seguir. No es un problema de tu comprobante.',
    nextStep: 'Cerrá otros programas o reiniciá la PC, y fijate cómo quedó el comprobante antes de reenviarlo.' },
  { id: 'MSG_PC_RELOJ', ...pc,
    title: 'La fecha o la hora de la PC no parece correcta',
    explanation: 'La conexión segura no vale para la fecha que tiene la PC. No es un problema de tu comprobante ni de su fecha.',
    nextStep: 'Poné en hora la PC; si está bien, avisale a quien la mantiene.' },
  { id: 'MSG_PC_BLOQUEO', ...pc,
    title: 'Algo de la PC o de la red bloquea la conexión',
    explanation: 'Suele ser el antivirus, el cortafuegos o la configuración del proxy. No es un problema de tu comprobante.',
    nextStep: 'Pedile a quien mantiene la PC o la red que permita la conexión a TusFacturasAPP.' },
  { id: 'MSG_SIN_RED', kind: 'transitorio', resendHelps: 'si', source: [own],
    title: 'Sin Internet, o no se encontró el servidor',
    explanation: 'La PC que lo intentó no encontró el camino: suele ser su Internet, su wifi o su DNS, y no TusFacturasAPP ni ARCA. No es un problema de tu comprobante.',
    nextStep: 'Fijate que esa PC abra otra página; si no, revisá el módem o avisale a sistemas. Cuando vuelva Internet, reenvialo.' },
  { id: 'MSG_CERTIFICADO_AJENO', kind: 'transitorio', resendHelps: 'no-se-sabe', source: [own],
    title: 'El certificado del servidor no es de confianza',
    explanation: 'Suele ser un antivirus o un proxy que mira las conexiones, o una falla del servidor. No es un problema de tu comprobante.',
    nextStep: 'Revisá el antivirus, el proxy y la hora de la PC; si sigue igual, pasale el mensaje a soporte de TusFacturasAPP.' },
]
