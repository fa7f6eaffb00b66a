/** Ajustes > Avisos de TusFacturasAPP, in Spanish. */
import type { ReceiverProblem } from '../commands/webhooks.ts'
import { count, number } from './counting.ts'

export const webhooks = {
  title: 'Avisos de TusFacturasAPP',
  intro:
    'TusFacturasAPP puede avisar apenas un comprobante se emite o falla, y por qué («webhook»). Sin esto Reencola funciona igual: consulta gratis cada tanto, pero el motivo de un error lo tenés que buscar vos.',
  never:
    'Si tu sistema de facturación ya tiene un webhook cargado en TusFacturasAPP, no lo cambies: cada punto de venta admite uno solo y tu sistema dejaría de enterarse. En ese caso importá los avisos desde un archivo, acá abajo.',
  neverTitle: 'No reemplaces el de tu sistema',
  receive: 'Recibir avisos',
  off: 'No recibir',
  on: 'Recibir en esta PC',
  onHelp: 'Hace falta publicar la dirección en Internet con un proxy o túnel propio.',
  loading: 'Cargando…',

  place: 'Dónde escucha',
  host: 'Dirección de esta PC',
  hostHelp: '127.0.0.1 es solo esta PC, lo más seguro. Otra, solo si el proxy está en otra máquina de la red.',
  hostBad: 'Escribí una dirección IP de esta PC, por ejemplo 127.0.0.1.',
  port: 'Puerto',
  portBad: 'Escribí un número de 1 a 65535.',
  publicUrl: 'Dirección pública (opcional)',
  publicUrlHelp: 'La de tu proxy o túnel, por ejemplo https://avisos.tuempresa.com.ar. Con ella armamos la dirección completa.',
  publicUrlBad: 'Tiene que empezar con https:// y no llevar usuario, «?» ni «#».',
  save: 'Guardar y escuchar',
  exposedTitle: 'Va a escuchar fuera de esta PC',
  exposed:
    'Otros equipos de la red van a poder llegar a este puerto, y entre ellos y esta PC los avisos viajan sin cifrar. La dirección secreta y el token siguen haciendo falta. Usala solo si sistemas lo decidió.',

  state: {
    off: 'Apagado: no se recibe nada.',
    starting: 'Empezando a escuchar…',
    listening: (host: string, door: string) => `Escuchando en ${host}, puerto ${door}.`,
  },
  problemTitle: 'No se pueden recibir avisos ahora',
  problems: {
    'port-taken': 'Otro programa está usando ese puerto; puede ser la Reencola de otro usuario de esta PC. Cerralo o elegí otro número de puerto.',
    'address-gone': 'Esta PC no tiene esa dirección en este momento; puede haber cambiado de red. Elegí otra o usá 127.0.0.1.',
    'not-allowed': 'El sistema no deja usar ese puerto. Elegí uno mayor que 1024.',
    failed: 'El sistema no dejó abrir el puerto. Probá con otro; el detalle está en el registro.',
  } satisfies Record<ReceiverProblem, string>,
  retry: (when: string) => `Se vuelve a intentar solo a las ${when}. Lo demás sigue andando, y TusFacturasAPP repite los avisos que no pudo entregar.`,

  door: 'Dirección secreta',
  doorHelp: 'Quien la conoce puede mandar avisos: tratala como una contraseña.',
  show: 'Mostrar',
  hide: 'Ocultar',
  showNamed: (name: string) => `Mostrar la dirección de ${name}`,
  hideNamed: (name: string) => `Ocultar la dirección de ${name}`,
  copy: 'Copiar',
  copyNamed: (name: string) => `Copiar la dirección de ${name}`,
  copied: 'Dirección copiada.',
  renew: 'Renovar',
  renewNamed: (name: string) => `Renovar la dirección de ${name}`,
  renewTitle: (name: string) => `¿Renovar la dirección de ${name}?`,
  renewText: 'La de ahora deja de servir en el acto. Vas a tener que cargar la nueva en TusFacturasAPP; hasta entonces no llegan avisos.',
  renewed: 'Dirección renovada. Cargala en TusFacturasAPP.',
  local: 'En esta PC',
  published: 'Para TusFacturasAPP',
  tooLong: (length: number, most: number) => `Tiene ${number(length)} caracteres y TusFacturasAPP admite hasta ${number(most)}. Acortá la dirección pública.`,
  addressSession: 'Esta PC no protege bien los secretos, así que la dirección no se guarda: cambia cada vez que abrís Reencola.',
  addressLost: 'Esta PC ya no puede abrir la dirección guardada. Renovala y cargá la nueva en TusFacturasAPP.',

  token: 'Token de webhook',
  tokenHelp: 'Está en TusFacturasAPP, en Mi espacio de trabajo > CUITs/PDV. Se guarda cifrado y no se vuelve a mostrar.',
  tokenOf: (name: string) => `Token de webhook de ${name}`,
  tokenSave: 'Guardar',
  tokenSaveNamed: (name: string) => `Guardar el token de ${name}`,
  tokenForget: 'Olvidar',
  tokenForgetNamed: (name: string) => `Olvidar el token de ${name}`,
  tokenKept: (mask: string) => `Guardado: ${mask}. Solo se aceptan avisos que lo traigan.`,
  tokenSession: (mask: string) => `Solo por esta sesión: ${mask}. Esta PC no protege bien los secretos; lo vas a tener que cargar otra vez.`,
  tokenNone:
    'Sin token no se puede saber si un aviso viene de verdad de TusFacturasAPP. Por eso un aviso así no cambia ningún reenvío: solo hace que Reencola consulte gratis en el momento y, si sigue con error, muestra el motivo que trajo.',
  tokenLost: 'Esta PC ya no puede abrir el token guardado: cargalo otra vez. Mientras tanto los avisos valen como sin comprobar.',
  wrongTokens: (n: number) =>
    `Se ${n === 1 ? 'rechazó un aviso' : `rechazaron ${number(n)} avisos`} con otro token. Si lo cambiaste en TusFacturasAPP, pegá el nuevo; si no, alguien más conoce la dirección: renovala.`,
  strange: (n: number) => `${count(n, 'pedido', 'pedidos')} que no ${n === 1 ? 'era un aviso o llegó' : 'eran avisos o llegaron'} a una dirección desconocida.`,

  howTitle: 'Cómo publicarla en Internet',
  how: [
    'Pedile a quien maneja tu red un proxy inverso (Caddy, nginx, IIS) o un túnel (Cloudflare Tunnel, por ejemplo) con https, que pase los pedidos a la dirección y el puerto de arriba, con el camino completo.',
    'Tiene que responder directo: TusFacturasAPP no sigue redirecciones, exige https y admite hasta 255 caracteres.',
    'Copiá la dirección completa y cargala como webhook del punto de venta en TusFacturasAPP, solo si ese casillero está vacío. Después usá su botón de prueba: acá abajo tiene que aparecer «Prueba».',
    'Si la PC está apagada, TusFacturasAPP reintenta durante unas 22 horas; si pasa más de un día sin respuesta deja de usar la dirección hasta que la vuelvas a cargar.',
  ],

  eventsTitle: 'Últimos avisos',
  eventsEmpty: 'Todavía no llegó ninguno.',
  columns: { when: 'Fecha', event: 'Aviso', reference: 'Referencia', sender: 'Remitente' },
  events: {
    encolado: 'En cola',
    emitido: 'Emitido',
    error: 'Con error',
    eliminado: 'Eliminado',
    cambio_fecha: 'Cambio de fecha',
    test: 'Prueba',
  } as Record<string, string>,
  unknownEvent: (evento: string) => (evento === '' ? 'Desconocido' : `Desconocido: ${evento}`),
  proven: 'Comprobado',
  unproven: 'Sin comprobar',
  fromFile: 'De un archivo',
  kept: 'Se guardan los avisos de los últimos 180 días (hasta 100.000); el motivo que trajo cada uno queda en su reenvío.',

  importTitle: 'Importar avisos guardados',
  importText:
    'Si tu sistema guarda los avisos que recibe, podés traerlos desde un archivo de hasta 20 MB: JSON, uno por línea o un registro que los contenga. Valen como sin comprobar: explican errores y hacen consultar, pero no cambian nada por sí solos.',
  importRun: 'Elegir archivo de avisos…',
  importFor: 'Punto de venta de los avisos',
  importRead: (file: string, stored: number, repeated: number) =>
    `${file}: ${count(stored, 'aviso nuevo', 'avisos nuevos')}, ${count(repeated, 'repetido', 'repetidos')}.`,
  importNothing: (file: string) => `${file}: no encontramos ningún aviso de TusFacturasAPP.`,
  importNot: (n: number) => `${count(n, 'parte', 'partes')} del archivo no se ${n === 1 ? 'entendió' : 'entendieron'}; el archivo queda como estaba.`,
  importPlace: { line: (n: number) => `Línea ${number(n)}`, item: (n: number) => `Elemento ${number(n)}` },
  importTooLarge: 'El archivo pesa más de 20 MB. Dividilo en partes y probá de nuevo; no se leyó nada.',
  importUnreadable: 'No se pudo leer el archivo. Fijate si sigue abierto en otro programa y probá de nuevo.',
  importDialog: 'Elegí el archivo de avisos',
  importAnyFile: 'Todos los archivos',
}
