/**
 * Why a command was refused, said to the person. A refused command sent nothing, so none of these cost a request. Used by the
 * page and by the command line.
 */
import { argentina } from '../argentina.ts'
import { mostPoints } from '../model/points-of-sale-import.ts'
import { maxReferenceLength } from '../model/references.ts'
import type { Failure, FailureCode } from '../result.ts'
import { number } from './counting.ts'

export interface FailureText {
  title: string
  /** What happened, what it cost, and what to do now; a few sentences. */
  text: string
}

/** Quotes a parameter if it came. */
const quoted = (value: string | number | undefined): string => (value === undefined ? '' : ` «${value}»`)

const gates: Record<string, string> = {
  credenciales: 'TusFacturasAPP rechazó las credenciales: corregilas en Ajustes.',
  certificado: 'La conexión segura no es de confianza: avisale a sistemas.',
  proxy: 'El proxy de la oficina no deja salir la conexión: revisalo en Ajustes.',
  'sin-credenciales': 'Esta PC no pudo abrir las credenciales guardadas: cargalas otra vez en Ajustes.',
  ausente: 'El punto de venta no está en Ajustes.',
  respuesta: 'TusFacturasAPP responde lo mismo a todo: mirá el aviso de arriba y tocá «Seguir enviando».',
}

const moment = (at: number): string => new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone: argentina }).format(at)

const exportReasons: Record<string, string> = {
  'in-use': 'Ese archivo parece estar abierto en Excel o en otro programa: cerralo primero.',
  denied: 'No tenés permiso para escribir en esa carpeta.',
  full: 'El disco está lleno.',
  gone: 'Esa carpeta ya no está; puede ser un disco o una carpeta de red que se desconectó.',
}

const settingsReasons: Record<string, string> = {
  'in-use': 'Otro programa tiene tomado el archivo, o está marcado como de solo lectura: puede ser un antivirus o una copia de seguridad.',
  denied: 'No hay permiso para escribir en la carpeta de datos.',
  full: 'El disco está lleno.',
  gone: 'La carpeta de datos ya no está donde estaba.',
}

const texts: Record<FailureCode, (params: NonNullable<Failure['params']>) => FailureText> = {
  'bad-arguments': () => ({
    title: 'No se pudo leer el pedido',
    text: 'Algún dato no tiene la forma esperada. No se envió ni se gastó nada. Revisá lo que escribiste y probá de nuevo.',
  }),
  'foreign-sender': () => ({
    title: 'El pedido no vino de Reencola',
    text: 'Por seguridad no se hizo nada. Cerrá la ventana y volvé a abrirla desde el ícono de Reencola.',
  }),
  internal: () => ({
    title: 'Reencola tuvo un problema',
    text: 'Lo que escribiste sigue acá. Antes de repetir, mirá en Actividad si el envío ya figura: así no se gasta de más.',
  }),
  'name-taken': ({ name }) => ({
    title: 'Ese nombre ya está en uso',
    text: `Ya hay un punto de venta${quoted(name)}. Poné otro nombre y volvé a guardar.`,
  }),
  'point-of-sale-missing': ({ name }) => ({
    title: 'Ese punto de venta ya no está',
    text: `No se encontró el punto de venta${quoted(name)}; quizás alguien lo borró. No se envió nada. Elegí otro o cargalo en Ajustes.`,
  }),
  'credentials-incomplete': () => ({
    title: 'Faltan credenciales',
    text: 'Hacen falta las tres: API key, API token y User token. Copialas de TusFacturasAPP, en Mi espacio de trabajo > Puntos de venta.',
  }),
  'credentials-taken': ({ name }) => ({
    title: 'Ese punto de venta ya está cargado',
    text: `Esas credenciales son las de${quoted(name)}: con dos nombres se podría pagar dos veces por lo mismo. No se guardó nada. Para cambiarle el nombre, usá «Editar» en Ajustes.`,
  }),
  'credentials-undecryptable': ({ name }) => ({
    title: 'Hay que volver a cargar las credenciales',
    text: `Esta PC ya no puede abrir las credenciales guardadas${name === undefined ? '' : ` de «${name}»`}. No se envió nada ni se borró nada. Cargalas otra vez en Ajustes.`,
  }),
  'keychain-silent': () => ({
    title: 'El llavero de la PC no responde',
    text: 'Ahí están guardadas las credenciales, y no las entrega. No se envió ni se borró nada, y no hace falta cargarlas de nuevo. Desbloquealo si el sistema te pide una contraseña; después reiniciá Reencola y probá de nuevo.',
  }),
  'vault-unavailable': () => ({
    title: 'No se pudieron guardar las credenciales',
    text: 'El sistema no dejó usar el llavero de la PC. No se guardó nada. Si está bloqueado, desbloquealo y reiniciá Reencola; si sigue igual, avisale a sistemas.',
  }),
  'vault-weak': () => ({
    title: 'Esta PC no protege bien las credenciales',
    text: 'El sistema no tiene un llavero que las cifre de verdad, así que no se guardaron. Elegí cómo seguir.',
  }),
  'reference-invalid': ({ reference }) => ({
    title: 'Hay una referencia que no se puede enviar',
    text: `La referencia${quoted(reference)} está vacía, tiene más de ${maxReferenceLength} caracteres o un carácter de control. No se envió ninguna. Corregila y probá de nuevo.`,
  }),
  'looks-secret': ({ what }) => ({
    title: what === 'name' ? 'Eso parece una clave, no un nombre' : 'Eso parece una clave, no una referencia',
    text: `Lo que pusiste tiene adentro una de tus claves. No se guardó ni se envió nada. ${what === 'name' ? 'Poné otro nombre.' : 'Fijate qué copiaste y poné la referencia del comprobante.'}`,
  }),
  'file-not-read': () => ({
    title: 'No se pudo leer la tabla',
    text: 'Guardala como .xlsx o .csv y probá de nuevo. No se envió ni se gastó nada.',
  }),
  'too-many-points-of-sale': () => ({
    title: 'Son demasiados puntos de venta juntos',
    text: `Se pueden importar hasta ${number(mostPoints)} de una vez. No se guardó ninguno. Dividí el archivo en partes.`,
  }),
  'import-forgotten': () => ({
    title: 'Hay que elegir el archivo de nuevo',
    text: 'Mientras tanto se leyó otro archivo o se reinició Reencola. No se guardó nada. Cerrá esta ventana y volvé a importar.',
  }),
  'order-missing': () => ({
    title: 'Ese reenvío ya no está',
    text: 'No se encontró en la actividad. No se hizo nada ni se gastó nada.',
  }),
  'comprobante-missing': () => ({
    title: 'Ese comprobante ya no está en la lista',
    text: 'Pasó demasiado tiempo desde que dejó de estar con error, o se borró su punto de venta. No se hizo nada ni se gastó nada.',
  }),
  'action-not-allowed': () => ({
    title: 'Eso ya no se puede hacer',
    text: 'El reenvío cambió de estado mientras tanto. No se hizo nada ni se gastó nada. Mirá cómo quedó y elegí de nuevo.',
  }),
  'storage-failed': () => ({
    title: 'No se pudo usar el archivo de reenvíos',
    text: 'No se hizo lo que pediste y no se gastó nada por pedirlo. Puede que el disco esté lleno o que otro programa esté usando el archivo: fijate y probá de nuevo.',
  }),
  'orders-not-stored': () => ({
    title: 'No se guardó ninguna de las referencias nuevas',
    text: 'El disco no dejó escribir: puede estar lleno, o el archivo de reenvíos en uso por otro programa. No se envió ni se gastó nada por ellas, y lo que ya estaba cargado sigue como estaba. Cuando lo resuelvas, volvé a cargarlas.',
  }),
  'sending-stopped': () => ({
    title: 'Los envíos están detenidos',
    text: 'Hay un aviso arriba que explica por qué. No se envió nada. Cuando lo resuelvas, probá de nuevo.',
  }),
  'sending-paused': () => ({
    title: 'Los envíos están en pausa',
    text: 'Mientras dure la pausa no sale nada. No se envió ni se gastó nada. Tocá «Reanudar envíos» y probá de nuevo.',
  }),
  'lane-gated': ({ reason }) => ({
    title: 'Antes hay algo para resolver',
    text: `${gates[String(reason)] ?? 'Este punto de venta está frenado.'} No se envió ni se gastó nada. Resolvelo y probá de nuevo.`,
  }),
  'lane-waits': ({ until, kind }) => ({
    title: kind === 'maintenance' ? 'TusFacturasAPP está en mantenimiento' : 'TusFacturasAPP pidió ir más despacio',
    text: `Hay que esperar${typeof until === 'number' && until > 0 ? ` hasta el ${moment(until)}` : ''}. No se envió ni se gastó nada.`,
  }),
  'task-under-way': () => ({
    title: 'Ya lo estás haciendo',
    text: 'El mismo pedido está en camino o se está verificando. No se envió otra vez ni se gastó nada. Esperá a que termine.',
  }),
  'settings-not-saved': ({ reason }) => ({
    title: 'No se pudo guardar el ajuste',
    text: `${settingsReasons[String(reason)] ?? 'El disco no dejó escribir.'} Sigue valiendo lo de antes. Resolvelo y probá de nuevo.`,
  }),
  'folder-not-opened': () => ({
    title: 'No se pudo abrir la carpeta',
    text: 'El sistema no dejó abrir la carpeta de registros. Podés exportar el diagnóstico: lleva las últimas líneas del registro.',
  }),
  'export-failed': ({ reason }) => ({
    title: 'No se pudo guardar el archivo',
    text: `${exportReasons[String(reason)] ?? 'El disco no dejó escribir ahí.'} No se guardó nada y no se gastó nada. Probá de nuevo, o elegí otra carpeta.`,
  }),
  'export-running': () => ({
    title: 'Ya se está guardando una tabla',
    text: 'Esperá a que termine, o cancelala, y después guardá la otra.',
  }),
  'print-failed': ({ reason }) =>
    reason === 'no-printer'
      ? {
          title: 'Esta PC no tiene ninguna impresora',
          text: 'No se imprimió nada. Agregá una impresora en el sistema, o tocá «Guardar para Excel» e imprimí la tabla desde otra PC.',
        }
      : { title: 'No se pudo imprimir', text: 'Fijate que la impresora esté encendida y probá de nuevo, o tocá «Guardar para Excel».' },
  'newer-version': () => ({
    title: 'Hay una versión más nueva de Reencola en esta PC',
    text: 'Esa versión guardó las credenciales mientras esta seguía abierta. No se cambió nada. Cerrá Reencola con «Salir» y abrí la versión más nueva.',
  }),
  'start-not-changed': () => ({
    title: 'El sistema no dejó cambiar el inicio',
    text: 'Sigue como estaba. Puede que sistemas lo tenga bloqueado en esta PC: consultalo y probá de nuevo.',
  }),
  'shortcut-taken': () => ({
    title: 'Ese atajo lo usa otro programa',
    text: 'No se cambió nada. Elegí otro atajo, o cerrá el programa que lo usa y probá de nuevo.',
  }),
  'update-not-ready': () => ({
    title: 'Todavía no hay nada para instalar',
    text: 'La versión nueva no terminó de bajar o ya no está. Tocá «Buscar actualizaciones» y probá de nuevo.',
  }),
}

/** @returns the text for a refused command, with the failure's own values where it carries them */
export const describeFailure = ({ code, params }: Failure): FailureText => texts[code](params ?? {})
