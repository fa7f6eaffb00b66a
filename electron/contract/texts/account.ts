/** How ARCA is and how much is left of the plan, as TusFacturasAPP tells for a request each. */
import { callCost } from './cost.ts'

export const account = {
  alertBanner: (at: string, text: string) => `ARCA con problemas, según TusFacturasAPP (consultado ${at}): ${text}`,
  maintenanceBanner: (from: string | null, until: string, text: string) =>
    `Mantenimiento anunciado${from === null ? '' : ` desde el ${from}`} hasta el ${until}${text === '' ? '' : `: ${text}`}.`,
  toAccount: 'Ver estado y cupo',
  section: 'Estado de ARCA y cupo',
  intro: 'Reencola no lo pregunta sola, porque cada pregunta gasta una solicitud de tu abono. Acá queda lo último que preguntaste.',
  noPointOfSale: 'Cuando cargues un punto de venta, acá vas a poder preguntar cómo está ARCA y cuánto cupo queda.',
  service: 'Estado de ARCA',
  usage: 'Cupo de comprobantes',
  never: 'Todavía no lo preguntaste.',
  asked: (at: string) => `Preguntado ${at}`,
  askService: 'Preguntar cómo está ARCA',
  askUsage: 'Preguntar el cupo',
  askServiceNamed: (name: string) => `Preguntar cómo está ARCA desde ${name}`,
  askUsageNamed: (name: string) => `Preguntar el cupo de ${name}`,
  costsOne: callCost(1),
  working: 'ARCA funciona, según TusFacturasAPP.',
  down: 'ARCA con problemas, según TusFacturasAPP:',
  downHelp: 'La cola de TusFacturasAPP sigue recibiendo y reintenta sola cuando ARCA vuelve; lo que ya quedó con error hay que reenviarlo después.',
  news: 'Novedades',
  planned: 'Mantenimientos anunciados',
  window: (from: string | null, until: string | null) => `${from === null ? '' : `Desde el ${from}`}${until === null ? '' : ` hasta el ${until}`}`.trim(),
  figures: {
    comprobantes_cupo: 'Cupo del abono',
    comprobantes_generados: 'Generados',
    comprobantes_disponibles: 'Disponibles',
    abonos_pendientes: 'Abonos pendientes',
  },
  figuresHelp: 'Son comprobantes de tu abono, tal como los informa TusFacturasAPP. No dice cuántas solicitudes quedan de cada tipo.',
  notSaid: 'no informado',
}
