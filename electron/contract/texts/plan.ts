/** What is left of the subscription's requests in a month. */
import { count, number, requests, resends } from './counting.ts'

/** Of which there are so many, and more of which there may be. */
const methods: Record<string, (n: number) => string> = {
  reenviar_encolado: resends,
  eliminar_encolado: (n) => count(n, 'eliminación', 'eliminaciones'),
  cambiar_fecha_encolado: (n) => count(n, 'cambio de fecha', 'cambios de fecha'),
  alertas: (n) => count(n, 'consulta del estado de ARCA', 'consultas del estado de ARCA'),
  consumo: (n) => count(n, 'consulta de cupo', 'consultas de cupo'),
}

/** @returns e.g. `812 de 1.000 reenvíos`, with `y 2 posibles` where it is not known of all */
const use = (method: string, used: number, possible: number, limit: number): string =>
  `${number(used)} de ${(methods[method] ?? requests)(limit)}${possible > 0 ? `, y ${count(possible, 'posible', 'posibles')}` : ''}`

/** @param promised the most requests that what was placed and has not left yet may use */
const beyond = (method: string, used: number, possible: number, limit: number, promised: number): string =>
  `Con esto podés pasar el tope del mes: van ${use(method, used, possible, limit)}${promised > 0 ? `, y lo que espera puede usar hasta ${number(promised)} más` : ''}.`

export const plan = {
  title: 'Tope del mes',
  on: 'Avisarme cuando se acerque el tope de mi abono',
  onHelp: 'Al llegar al 80 % en un mes lo ves arriba de todo, una vez, y antes de un envío que lo pase. Nunca se frena nada por esto.',
  label: 'Comprobantes de tu abono',
  help: (n: number) =>
    `Es el número de tu plan: TusFacturasAPP te da esa cantidad de solicitudes de cada tipo. De 1 a ${number(n)}. Si no lo sabés, está en tu cuenta de TusFacturasAPP, o preguntá el cupo acá abajo.`,
  onlyOurs:
    'Suma todos los puntos de venta de esta PC: si son de más de un abono, el número no es el de ninguno. Reencola cuenta lo que envía desde esta PC, del 1 al último día del mes. Si otra PC o tu sistema también envían, o si tu abono corre entre otras fechas, queda menos.',
  take: (limit: number) => `Usar ${number(limit)} como tope del mes`,
  taken: 'Listo: ese es el tope del mes.',
  use: (method: string, used: number, possible: number, limit: number) => `${use(method, used, possible, limit)} este mes`,
  ofPlan: use,
  banner: (method: string, used: number, possible: number, limit: number) =>
    `Este mes van ${use(method, used, possible, limit)} de tu abono. Si se agotan, TusFacturasAPP rechaza los que sigan.`,
  toSettings: 'Ver el tope',
  exceeds: (method: string, used: number, possible: number, limit: number, promised: number) =>
    `${beyond(method, used, possible, limit, promised)} Podés enviar igual; si se agotan, TusFacturasAPP rechaza los que sigan.`,
  /** Of what a command line sends: nobody is there to be asked. */
  exceedsAnyway: (method: string, used: number, possible: number, limit: number, promised: number) =>
    `${beyond(method, used, possible, limit, promised)} Se envía igual; si se agotan, TusFacturasAPP rechaza los que sigan.`,
  notificationTitle: 'Se acerca el tope de tu abono',
  notification: (method: string, used: number, possible: number, limit: number) => `${use(method, used, possible, limit)} este mes`,
}
