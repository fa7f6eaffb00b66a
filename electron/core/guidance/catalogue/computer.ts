import { doubtful, passing, setup, type Entry } from './entry.ts'

const own = 'Mensajes de Node.js 24, undici, Chromium, SQLite y Windows, leídos en sus fuentes y listas'

/**
 * What fails in a computer, its disk, its clock or its network: the comprobante is not to blame. Whether resending helps goes by what
 * ends the fault. A network that is gone (no DNS, no route, no Internet) comes back by itself and nothing was sent: `si`, and the text
 * says where to look meanwhile. What a person has to mend first (the proxy's password, the clock, a filter, the disk):
 * `despues-de-corregir`. A certificate that is not trusted may be an antivirus's or the server's own: `no-se-sabe`.
 */
export const computer = (): Entry[] => [
  setup('MSG_PC_DISCO', [own], 'No queda lugar en el disco',
    'Un programa no pudo guardar porque el disco está lleno, casi siempre el de la PC. No es un problema de tu comprobante.',
    'Liberá lugar en el disco y fijate cómo quedó el comprobante antes de reenviarlo.'),
  setup('MSG_PC_ARCHIVO', [own], 'Un programa no pudo usar un archivo de la PC',
    'El archivo está dañado, sin permiso o lo está usando otro programa, como un antivirus. No es un problema de tu comprobante.',
    'Cerrá los otros programas, revisá los permisos y el antivirus, y fijate cómo quedó el comprobante antes de reenviarlo.'),
  setup('MSG_PC_MEMORIA', [own], 'Un programa se quedó sin memoria',
    'La PC no tiene memoria libre para seguir. No es un problema de tu comprobante.',
    'Cerrá otros programas o reiniciá la PC, y fijate cómo quedó el comprobante antes de reenviarlo.'),
  setup('MSG_PC_RELOJ', [own], 'La fecha o la hora de la PC no parece correcta',
    'La conexión segura no vale para la fecha que tiene la PC. No es un problema de tu comprobante ni de su fecha.',
    'Poné en hora la PC; si está bien, avisale a quien la mantiene.'),
  setup('MSG_PC_BLOQUEO', [own], 'Algo de la PC o de la red bloquea la conexión',
    'Suele ser el antivirus, el cortafuegos o la configuración del proxy. No es un problema de tu comprobante.',
    'Pedile a quien mantiene la PC o la red que permita la conexión a TusFacturasAPP.'),
  passing('MSG_SIN_RED', [own], 'Sin Internet, o no se encontró el servidor',
    'La PC que lo intentó no encontró el camino: suele ser su Internet, su wifi o su DNS, y no TusFacturasAPP ni ARCA. No es un problema de tu comprobante.',
    'Fijate que esa PC abra otra página; si no, revisá el módem o avisale a sistemas. Cuando vuelva Internet, reenvialo.'),
  doubtful('MSG_CERTIFICADO_AJENO', [own], 'El certificado del servidor no es de confianza',
    'Suele ser un antivirus o un proxy que mira las conexiones, o una falla del servidor. No es un problema de tu comprobante.',
    'Revisá el antivirus, el proxy y la hora de la PC; si sigue igual, pasale el mensaje a soporte de TusFacturasAPP.'),
]
