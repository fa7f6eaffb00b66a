/** What stops sending or waits for the person. */
import { longestWaitHours } from '../model/waiting.ts'
import type { HoldReason } from '../model/order.ts'
import { count } from './counting.ts'

const waiting = (n: number): string => (n === 0 ? '' : ` ${count(n, 'reenvío espera', 'reenvíos esperan')}.`)

/** @param milliseconds a minute at least @returns `40 minutos`, `3 horas`, `40 días` */
function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 60) return count(minutes, 'minuto', 'minutos')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? count(hours, 'hora', 'horas') : count(Math.round(hours / 24), 'día', 'días')
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
