/** The example queue of `--simulador`: one point of sale and a month of its comprobantes. Every value is invented. */
import { day, fechaOf } from './dates.ts'
import type { SeedItem } from './queue.ts'
import type { Simulator } from './simulator.ts'

/** In the shape that the command `configurar` reads. */
export interface DemoCredentials {
  nombre: string
  apikey: string
  apitoken: string
  usertoken: string
}

const demo: DemoCredentials = {
  nombre: 'Casa central (demo)',
  apikey: '10010',
  apitoken: 'demo0a1b2c3d4e5f60718293a4b5c6d7',
  usertoken: 'demo00112233445566778899aabbccddeeff00112233445566778899aabbccdd',
}

const arca = (code: string, text: string) => `AFIP Factura electronica, informa el siguiente error: Cod. Error: #6661145.${code} - ${text}`
const rejected = arca('0', 'AFIP rechazo la generacion del comprobante')
const noCae = 'AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)'

/** A passing failure of ARCA's: resending mends it. */
const passing = { outcome: 'issue', errorTexts: [noCae, arca('501', 'Error interno de base de datos'), rejected] } as const
const busy = { outcome: 'issue', errorTexts: [noCae, arca('502', 'Error interno - Autorizador CAE - Transaccion Activa')] } as const
/** Mended by the second resend. */
const stubborn = { outcome: ['fail', 'issue'], errorTexts: [noCae, arca('500', 'Error interno de aplicacion')] } as const
/** Wrong data: resending never mends it. */
const duePayment = {
  outcome: 'fail',
  errorTexts: [rejected, arca('10036', 'El campo FchVtoPago no puede ser anterior a la fecha del comprobante'), noCae],
} as const
const wrongDocument = {
  outcome: 'fail',
  errorTexts: [rejected, arca('10015', 'El campo DocNro es invalido o no se encuentra registrado en los padrones'), noCae],
} as const
const wrongDate = {
  outcome: 'fail',
  errorTexts: [rejected, arca('10016', 'El numero o fecha del comprobante no se corresponde con el proximo a autorizar'), noCae],
} as const

type Trouble = typeof passing | typeof busy | typeof stubborn | typeof duePayment | typeof wrongDocument | typeof wrongDate

interface Example {
  /** Negative: days to come. */
  daysAgo: number
  reference: string
  tipo: string
  razon_social: string
  total: number
  status: SeedItem['status']
  trouble?: Trouble
  observations?: string
}

const issued = (daysAgo: number, reference: string, tipo: string, razon_social: string, total: number): Example => ({
  daysAgo,
  reference,
  tipo,
  razon_social,
  total,
  status: 'issued',
})
const failed = (daysAgo: number, reference: string, tipo: string, razon_social: string, total: number, trouble: Trouble): Example => ({
  daysAgo,
  reference,
  tipo,
  razon_social,
  total,
  status: 'error',
  trouble,
})

const examples: Example[] = [
  issued(29, 'FC-0988', 'FACTURA A', 'Distribuidora del Litoral S.A.', 184_250.5),
  issued(27, 'FC-0989', 'FACTURA B', 'Marta Quiroga', 23_400),
  failed(26, 'FC-0990', 'FACTURA A', 'Ferretería El Tornillo S.R.L.', 96_310.75, duePayment),
  {
    ...issued(24, 'FC-0991', 'FACTURA A', 'Estudio Contable Paz & Asociados', 310_000),
    observations:
      'Observacion: El credito fiscal discriminado en el presente comprobante solo podra ser computado a efectos del Procedimiento permanente de transicion al Regimen General. [ codigo: 10217 ]. ',
  },
  issued(22, '17032', 'FACTURA B', 'Jorge Bustamante', 8_990),
  failed(20, '0017040', 'FACTURA B', 'Lucía Ferreyra', 15_500, passing),
  issued(19, 'FC-0993', 'FACTURA A', 'Transportes Cuyo S.A.', 742_100.1),
  failed(17, 'FC-0994', 'FACTURA A', 'Panadería La Espiga', 41_200, wrongDocument),
  issued(15, '4512-NC-0994', 'NOTA DE CREDITO A', 'Panadería La Espiga', 41_200),
  failed(13, 'M170_502', 'FACTURA B', 'Carlos Núñez', 12_750, busy),
  // The same reference twice: TusFacturasAPP does not check that it is unique.
  failed(12, '1453_01', 'FACTURA B', 'Ñandú Viajes', 58_900, passing),
  failed(12, '1453_01', 'FACTURA B', 'Ñandú Viajes', 58_900, passing),
  issued(11, 'FC-0995', 'FACTURA A', 'Clínica del Sol S.A.', 1_204_500),
  failed(9, 'b7e0c9d2-5f1a-4c1e-9a55-0d3f6f6f2f10', 'FACTURA B', 'Rocío Medina', 33_333.33, passing),
  failed(8, 'FC-0996', 'NOTA DE DEBITO A', 'Ferretería El Tornillo S.R.L.', 5_120, wrongDate),
  issued(7, 'FC-0997', 'FACTURA A', 'Agro Pampa S.R.L.', 2_350_000),
  failed(5, 'sucursal 2|884', 'FACTURA B', 'Consumidor Final', 7_300, passing),
  failed(4, 'FC-0998', 'FACTURA A', 'Imprenta Norte', 64_000, stubborn),
  { ...failed(3, 'FC-0999', 'FACTURA A', 'Gráfica Sur', 88_100, passing), status: 'queued' },
  failed(2, 'FC-1000', 'FACTURA A', 'Distribuidora del Litoral S.A.', 190_480, passing),
  failed(1, 'FC-1001', 'FACTURA B', 'Hugo Álvarez', 18_200, busy),
  failed(1, 'FC-1002', 'FACTURA A', 'Transportes Cuyo S.A.', 512_900, passing),
  { ...failed(0, 'FC-1003', 'FACTURA B', 'Sofía Ríos', 9_999.99, passing), status: 'waiting' },
  failed(0, 'FC-1004', 'FACTURA A', 'Clínica del Sol S.A.', 877_000, passing),
  failed(0, 'FC-1005', 'FACTURA B', 'Bazar Once', 27_650, stubborn),
  { ...failed(-5, 'ABONO-2201', 'FACTURA A', 'Agro Pampa S.R.L.', 45_000, passing), status: 'scheduled' },
]

/** Adds the demonstration's point of sale and fills its queue. @returns its credentials */
export function seedExample(simulator: Simulator): DemoCredentials {
  const { nombre: name, apikey, apitoken, usertoken } = demo
  simulator.addPointOfSale({ name, apikey, apitoken, usertoken, quota: { reenviar_encolado: 100 } })
  simulator.seed(
    examples.map(({ daysAgo, reference, trouble, observations, ...rest }, i) => ({
      ...rest,
      apikey,
      external_reference: reference,
      fecha: fechaOf(simulator.now() - daysAgo * day),
      documento_nro: String(30_700_000_010 + i * 11),
      ...(observations && { afip_observaciones: observations }),
      ...(trouble && {
        outcome: typeof trouble.outcome === 'string' ? trouble.outcome : [...trouble.outcome],
        errorTexts: [...trouble.errorTexts],
      }),
    })),
  )
  return { ...demo }
}
