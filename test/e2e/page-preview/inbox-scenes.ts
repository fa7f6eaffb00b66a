/** What the screen Con error is looked at with. */
import type { FailedDays, InboxRow, TriageCause } from '#contract/model/inbox.ts'
import { behindUtc, fechaOf } from '#contract/argentina.ts'
import { order } from './sample.ts'
import type { FakeInbox } from './fake/inbox.ts'

const clients = [
  'Ferretería El Tornillo S.R.L.',
  'Lucía Ferreyra',
  'Panadería La Espiga',
  'Ñandú Viajes',
  'Transportes Cuyo S.A.',
  'Estudio Contable Paz & Asociados',
]
const tipos = ['FACTURA A', 'FACTURA B', 'NOTA DE CREDITO A', 'FACTURA B', 'NOTA DE DEBITO A']

/** The day before yesterday: all of them are of the thirty days that the screen begins with. */
const newest = Math.floor((Date.now() - behindUtc) / 86_400_000) - 2

/** @returns dd/mm/aaaa, so many days before the newest */
export const daysAgo = (days: number): string => fechaOf(newest - days)

/** @param index newest first */
export const inboxRow = (index: number, change: Partial<InboxRow> = {}): InboxRow => ({
  id: index + 1,
  pointOfSaleId: index % 4 === 3 ? 'pdv-2' : 'pdv-1',
  external_reference: `FC-${String(100_000 - index).padStart(6, '0')}`,
  status: 'error',
  statusText: 'ENVIADO A PROCESAR - CON ERROR',
  fecha: daysAgo(Math.floor(index / 1_100)),
  tipo: tipos[index % tipos.length] ?? '',
  punto_venta: 10,
  numero: 0,
  razon_social: clients[index % clients.length] ?? '',
  documento_nro: String(30_700_000_000 + index * 11),
  total: 1_250.5 * (index + 1),
  moneda: 'PES',
  shared: false,
  isNew: false,
  note: '',
  snoozedUntil: null,
  goneAt: null,
  became: null,
  ...change,
})

const many = (count: number) => Array.from({ length: count }, (_, index) => inboxRow(index))

const few: InboxRow[] = [
  ...many(9),
  inboxRow(9, { status: 'unknown', statusText: 'EN REVISION MANUAL' }),
  inboxRow(10, { external_reference: 'FC-099999', total: 99.9, moneda: 'DOL' }),
  inboxRow(11, { external_reference: '', total: null }),
  inboxRow(12, {
    external_reference: 'b7e0c9d2-5f1a-4c1e-9a55-0d3f6f6f2f10',
    razon_social: 'Distribuidora Mayorista del Litoral y Cía. Sociedad en Comandita por Acciones',
  }),
]

const failedDays: NonNullable<FakeInbox['failed']> = [
  {
    pointOfSaleId: 'pdv-1',
    fechas: ['21/11/2026', '19/11/2026'],
    explanation: {
      code: null,
      kind: 'transitorio',
      resendHelps: 'no-se-sabe',
      title: 'La respuesta llegó cortada',
      explanation: 'Se cortó la conexión mientras llegaba la respuesta. Consultar no gasta solicitudes de tu abono.',
      nextStep: 'Probá de nuevo en unos minutos.',
      texts: [],
    },
  },
]

const refusedDays = (pointOfSaleId: string): FailedDays => ({
  pointOfSaleId,
  fechas: ['21/11/2026'],
  explanation: order('held', { holdReason: 'credenciales' }).explanation,
})

const dueDate = {
  title: 'El vencimiento de pago es anterior a la fecha',
  code: '10036',
  kind: 'fecha' as const,
  resendHelps: 'despues-de-corregir' as const,
  explanation: 'ARCA no acepta un vencimiento anterior a la fecha del comprobante.',
  nextStep: 'Usá «Cambiar fecha…» con un vencimiento igual o posterior y después reenvialo.',
}

const known: Pick<FakeInbox, 'hints' | 'causes' | 'repeated'> = {
  repeated: [{ pointOfSaleId: 'pdv-1', external_reference: 'FC-099999' }],
  hints: [
    {
      external_reference: 'FC-100000',
      order: { id: 7, state: 'failed_again', stateLabel: 'Sigue con error' },
      reason: dueDate,
    },
    { external_reference: 'FC-099998', order: { id: 8, state: 'accepted', stateLabel: 'Reencolado' }, reason: null },
    { external_reference: 'FC-099997', order: null, reason: { title: 'ARCA tuvo una falla interna', code: '501', resendHelps: 'si', nextStep: 'Reenvialo.' } },
  ],
  causes: [
    {
      group: 'transitory',
      reason: { title: 'ARCA tuvo una falla interna', code: '501', kind: 'transitorio', resendHelps: 'si', explanation: '', nextStep: 'Reenvialo.' },
      references: ['FC-099997', 'FC-099996', 'FC-099995'],
    },
    { group: 'correct-first', reason: dueDate, references: ['FC-100000', 'FC-099994'] },
    { group: 'on-way', reason: null, references: ['FC-099998'] },
  ],
}

/** A day of an office with many points of sale. */
const causesOfADay: TriageCause['reason'][] = [
  { title: 'ARCA tuvo una falla interna', code: '501', kind: 'transitorio', resendHelps: 'si', explanation: '', nextStep: 'Reenvialo.' },
  { title: 'ARCA no respondió a tiempo', code: null, kind: 'transitorio', resendHelps: 'si', explanation: '', nextStep: 'Reenvialo.' },
  dueDate,
  null,
]
const day = many(40).map((row, index) => ({ ...row, pointOfSaleId: `pdv-${(index % 31) + 1}` }))

export const inboxScenes: Record<
  'vacio' | 'leyendo' | 'pocos' | 'treinta' | 'guardados' | 'fallas' | 'muchos' | 'perdidos' | 'jornada' | 'caidos' | 'rechazado' | 'rechazados' | 'historias',
  FakeInbox
> = {
  vacio: { rows: [] },
  leyendo: { rows: few.slice(0, 4), stuckAt: { done: 11, total: 30 } },
  pocos: { rows: few, ...known },
  /** A third of them needs a new date. */
  treinta: {
    rows: many(30),
    causes: [{ group: 'correct-first', reason: dueDate, references: many(30).flatMap((row, index) => (index % 3 === 0 ? [row.external_reference] : [])) }],
  },
  fallas: { rows: few.slice(0, 3), failed: failedDays },
  muchos: { rows: many(30_000) },
  /** On disk since an hour ago, the first two since the person last looked. */
  guardados: { rows: few.map((row, index) => ({ ...row, isNew: index < 2 })), readAt: Date.now() - 3_600_000, ...known },
  /** Nobody can be asked. */
  caidos: {
    rows: [],
    failed: Array.from({ length: 30 }, (_, index) => ({ ...failedDays[0]!, pointOfSaleId: `pdv-${index + 1}` })),
  },
  /** TusFacturasAPP refuses the credentials of one, and of two. */
  rechazado: { rows: few.slice(0, 3), failed: [refusedDays('pdv-2')] },
  rechazados: { rows: few.slice(0, 3), failed: [refusedDays('pdv-1'), refusedDays('pdv-2')] },
  /** One whose order failed again. */
  historias: {
    rows: [inboxRow(0, { external_reference: 'FC-2026-00003' })],
    hints: [{ external_reference: 'FC-2026-00003', order: { id: 3, state: 'failed_again', stateLabel: 'Sigue con error' }, reason: null }],
  },
  jornada: {
    rows: day,
    causes: causesOfADay.map((reason, index) => ({
      group: reason === null ? 'unknown' : reason.resendHelps === 'si' ? 'transitory' : 'correct-first',
      reason,
      references: day.filter((_, row) => row % causesOfADay.length === index).map(({ external_reference }) => external_reference),
    })),
  },
  /** Nothing that resending would help. */
  perdidos: { rows: few.slice(0, 1), ...known },
}
