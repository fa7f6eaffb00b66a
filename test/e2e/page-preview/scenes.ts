/** The situations in which the page is looked at, by name; `?escena=` in the preview. */
import { pdfTexts } from '#contract/texts/pdf.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { orderStates, type Order } from '#contract/model/order.ts'
import type { Banner, Snapshot } from '#contract/model/snapshot.ts'
import { rulesByDefault } from '#contract/model/rules.ts'
import { watchByDefault, type Settings } from '#contract/model/settings.ts'
import { actionsScene, actionsSnapshot } from './fake/task-scenes.ts'
import { inboxScenes } from './inbox-scenes.ts'
import type { Scene } from './fake-api.ts'
import { desktop } from './fake/desktop.ts'
import { comprobante, order, pointOfSale } from './sample.ts'
import { studioFile, studioInbox, studioPlaces, studioPoints, studioRejected } from './studio.ts'

const settings: Settings = {
  theme: 'system',
  automaticResends: 1,
  archiveAfter: 0,
  plan: null,
  watch: watchByDefault,
  rules: rulesByDefault,
  proxy: { mode: 'system', url: '', user: '', hasPassword: false },
}

const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  version: '0.1.0',
  pointsOfSale: [pointOfSale('Casa central')],
  settings: structuredClone(settings),
  desktop: desktop(),
  status: { banners: [], paused: false, online: true, counts: {} },
  orders: { orders: [], total: 0 },
  batches: [],
  ...change,
})

const withOrders = (orders: Order[]) => ({ orders: { orders, total: orders.length } })

const everyState = orderStates.map((state, index) =>
  order(state, {
    id: orderStates.length - index,
    external_reference: `FC-2026-${String(orderStates.length - index).padStart(5, '0')}`,
    ...(index % 3 === 2 && { pointOfSaleId: 'pdv-2', pointOfSaleName: 'Sucursal Rosario' }),
  }),
)

const twoPointsOfSale = [pointOfSale('Casa central'), pointOfSale('Sucursal Rosario', { id: 'pdv-2', protection: 'weak' })]

const places = ['Casa central', 'Depósito Córdoba', 'Feria', 'Imprenta Norte', 'Local', 'Mostrador', 'Oficina Neuquén', 'Sucursal Rosario']
const thirtyOne = Array.from({ length: 31 }, (_, index) =>
  pointOfSale(`${places[index % places.length]} ${String(index + 1).padStart(2, '0')}`, { id: `pdv-${index + 1}` }),
)

/** One notice, and what was resent in the morning. */
const day: Partial<Snapshot> = {
  status: { banners: [{ kind: 'clock', offset: -3 * 3_600_000 }], paused: false, online: true, counts: {} },
  ...withOrders(
    Array.from({ length: 60 }, (_, index) =>
      order(orderStates[index % orderStates.length] ?? 'queued', {
        id: 60 - index,
        external_reference: `FC-2026-${String(60 - index).padStart(5, '0')}`,
        batchId: 4 - Math.floor(index / 16),
        pointOfSaleId: `pdv-${(index % 31) + 1}`,
        pointOfSaleName: thirtyOne[index % 31]?.name ?? '',
      }),
    ),
  ),
}

/** Sixteen that were sent together: some issued, some queued, three that have to be mended for two causes, one that is not there. */
const loteOrders = [
  ...Array.from({ length: 9 }, () => order('issued')),
  ...Array.from({ length: 3 }, () => order('accepted')),
  ...Array.from({ length: 2 }, () =>
    order('failed_again', {
      explanation: {
        code: '10016',
        kind: 'fecha',
        title: 'La fecha ya no es válida para ARCA',
        nextStep: 'Cambiá la fecha: después se reenvían solos.',
        texts: ['10016: El campo CbteFch...'],
      },
    }),
  ),
  order('failed_again', {
    explanation: {
      code: '10246',
      kind: 'datos',
      title: 'Falta la condición de IVA del cliente',
      nextStep: 'Eliminalo de la cola y cargalo de nuevo con ese dato.',
      texts: ['10246: CondicionIVAReceptorId'],
    },
  }),
  order('not_found', { seen: null }),
].map((each, index) => ({ ...each, id: index + 1, batchId: 7, external_reference: `FC-${String(99_990 + index).padStart(6, '0')}` }))

/** A batch whose orders wait for other credentials, each at its point of sale. */
const refusedOrders = (...pointsOfSale: string[]) =>
  pointsOfSale.map((pointOfSaleId, index) => order('held', { id: index + 1, batchId: 7, holdReason: 'credenciales', pointOfSaleId }))

const allBanners: Banner[] = [
  { kind: 'offline', waiting: 3 },
  { kind: 'gate', pointOfSaleId: 'pdv-1', pointOfSaleName: 'Casa central', reason: 'credenciales', waiting: 12 },
  { kind: 'gate', pointOfSaleId: 'pdv-2', pointOfSaleName: 'Sucursal Rosario', reason: 'cupo', waiting: 1 },
  { kind: 'maintenance', pointOfSaleId: 'pdv-1', pointOfSaleName: 'Casa central', until: Date.now() + 3_600_000, waiting: 4 },
  { kind: 'slow-down', pointOfSaleId: 'pdv-1', pointOfSaleName: 'Casa central', until: Date.now() + 60_000, waiting: 4 },
  { kind: 'stalled', pointOfSaleName: 'Sucursal Rosario', waiting: 2 },
  {
    kind: 'storage',
    problem: 'restored',
    text: 'El archivo de reenvíos estaba dañado. Recuperamos la copia del 22/11/2026: puede faltar lo que cargaste después. No se envía nada hasta que toques «Entendido».',
  },
  {
    kind: 'set-aside',
    aside: 'credenciales.danado-1795000000000.json',
    text: storageTexts.setAside.credenciales('credenciales.danado-1795000000000.json', 'C:\\Datos\\Reencola'),
  },
  { kind: 'clock', offset: -3 * 3_600_000 },
  { kind: 'stand-in' },
]

const noSuch = {
  code: null,
  kind: 'no-encontrado' as const,
  resendHelps: 'no' as const,
  title: 'No hay un comprobante en cola con esa referencia',
  explanation: 'TusFacturasAPP no lo encontró en este punto de venta. No costó nada.',
  nextStep: 'Revisá la referencia y el punto de venta.',
  texts: [],
}

const manyPoints = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    pointOfSale(`Sucursal ${String(index + 1).padStart(2, '0')}${index === 4 ? ' de la Avenida General San Martín y Ruta Provincial 52' : ''}`, {
      id: `pdv-${index + 1}`,
      ...(index === 2 && { status: 'reload' as const }),
      ...(index === 7 && { protection: 'weak' as const }),
    }),
  )
const rejected: Snapshot['status'] = {
  banners: [{ kind: 'gate', pointOfSaleId: 'pdv-17', pointOfSaleName: 'Sucursal 17', reason: 'credenciales', waiting: 3 }],
  paused: false,
  online: true,
  counts: {},
}

const manyRows = 100_000

/** What to add to a clock that is forty days ahead. Milliseconds. */
const ahead = -40 * 24 * 3_600_000

export const scenes: Record<string, () => Scene> = {
  primera: () => ({ snapshot: snapshot({ pointsOfSale: [] }) }),
  vacia: () => ({ snapshot: snapshot() }),
  trabajando: () => ({
    snapshot: snapshot({
      pointsOfSale: twoPointsOfSale,
      status: { banners: [], paused: false, online: true, counts: { needs_decision: 1 } },
      ...withOrders(everyState),
      batches: [
        {
          id: 1,
          pointOfSaleId: 'pdv-1',
          createdAt: Date.now(),
          total: 200,
          states: { accepted: 60, not_found: 3, unknown: 1, queued: 136 },
          active: true,
          requestsUsed: 60,
          requestsPossible: 1,
        },
      ],
    }),
    clipboard: 'FC-2026-00090\r\nFC-2026-00091\r\n',
  }),
  'tabla-copiada': () => ({
    snapshot: snapshot({ pointsOfSale: [pointOfSale('Casa central')] }),
    copiedTable: 'Fecha\tReferencia\tTotal\r\n17/10/2025\tVTA-1\t121,00\r\n18/10/2025\tVTA-2\t1.250,50\r\n',
  }),
  avisos: () => ({
    snapshot: snapshot({
      pointsOfSale: [
        ...twoPointsOfSale,
        pointOfSale('Depósito', { id: 'pdv-3', status: 'reload', protection: 'stand-in' }),
        pointOfSale('Feria', { id: 'pdv-4', protection: 'session' }),
      ],
      status: { banners: allBanners, paused: false, online: false, counts: { needs_decision: 2 } },
      ...withOrders(everyState.slice(0, 2)),
    }),
  }),
  'vigilancia-en-espera': () => ({
    snapshot: snapshot({ pointsOfSale: manyPoints(31) }),
    watch: { waiting: true },
  }),
  'vigilancia-apagada': () => ({
    snapshot: snapshot({ pointsOfSale: manyPoints(31), settings: { ...structuredClone(settings), watch: { ...settings.watch, on: false } } }),
  }),
  'muchos-puntos': () => ({ snapshot: snapshot({ pointsOfSale: manyPoints(31), status: rejected }) }),
  'doscientos-puntos': () => ({ snapshot: snapshot({ pointsOfSale: manyPoints(200) }) }),
  estudio: () => ({
    snapshot: snapshot({
      pointsOfSale: studioPoints,
      ...withOrders(
        everyState.map((one, index) => ({ ...one, pointOfSaleId: `pdv-${index * 10 + 1}`, pointOfSaleName: studioPoints[index * 10]?.name ?? '' })),
      ),
    }),
    inbox: studioInbox,
    rejected: studioRejected,
    pointsFile: studioFile,
    places: studioPlaces,
  }),
  /** Of one of those that are elsewhere it is known that it has to be corrected first. */
  'estudio-por-corregir': () => ({
    snapshot: snapshot({ pointsOfSale: studioPoints }),
    inbox: {
      rows: [],
      causes: [
        {
          group: 'correct-first',
          reason: {
            title: 'La fecha no es válida',
            code: '10016',
            kind: 'fecha',
            resendHelps: 'despues-de-corregir',
            explanation: '',
            nextStep: 'Cambiá la fecha.',
          },
          references: ['IN-2'],
        },
      ],
    },
    places: studioPlaces,
  }),
  'emitida-en-otro': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale, ...withOrders([order('not_found', { id: 1, external_reference: 'IN-1' })]) }),
    places: [{ external_reference: 'IN-1', pointOfSaleId: 'pdv-2', status: 'issued' }],
  }),
  'otro-sin-respuesta': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale, ...withOrders([order('not_found', { id: 1, external_reference: 'IN-1' })]) }),
    rejected: ['pdv-2'],
  }),
  'otros-sin-buscar': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale, ...withOrders([order('not_found', { id: 1, external_reference: 'IN-1' })]) }),
    refuse: { locateReferences: 'looks-secret' },
  }),
  'en-otro': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale, ...withOrders([order('not_found', { id: 1, external_reference: 'IN-1' })]) }),
    places: [{ external_reference: 'IN-1', pointOfSaleId: 'pdv-2', status: 'error' }],
  }),
  'en-otro-de-muchos': () => ({
    snapshot: snapshot({ pointsOfSale: studioPoints, ...withOrders([order('not_found', { id: 1, external_reference: 'IN-1' })]) }),
    places: studioPlaces,
  }),
  'estudio-columnas': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale }),
    pointsFile: { kind: 'columns', fileName: 'claves.csv', missing: ['apitoken', 'usertoken'], headings: ['Sucursal', 'Clave API', 'Contraseña'] },
  }),
  adelantada: () => ({
    snapshot: snapshot({
      status: { banners: [{ kind: 'clock', offset: ahead }], paused: false, online: true, counts: {}, clockOffset: ahead },
      ...withOrders(everyState),
    }),
  }),
  muchas: () => ({
    snapshot: snapshot({ orders: { orders: [], total: manyRows } }),
    rows: {
      total: manyRows,
      at: (id) => order(orderStates[id % orderStates.length] ?? 'queued', { id, external_reference: `FC-${String(id).padStart(6, '0')}` }),
    },
  }),
  /** A day of an office with many points of sale. */
  jornada: () => ({ snapshot: snapshot({ pointsOfSale: thirtyOne, ...day }) }),
  lote: () => ({ snapshot: snapshot({ pointsOfSale: thirtyOne, ...withOrders(loteOrders) }) }),
  'lote-rechazado': () => ({ snapshot: snapshot({ pointsOfSale: thirtyOne, ...withOrders(refusedOrders('pdv-17', 'pdv-17')) }) }),
  'lote-rechazados': () => ({ snapshot: snapshot({ pointsOfSale: thirtyOne, ...withOrders(refusedOrders('pdv-17', 'pdv-18')) }) }),
  archivada: () => ({ snapshot: snapshot({ ...withOrders(everyState), settings: { ...structuredClone(settings), archiveAfter: 24 } }) }),
  automatica: () => ({
    snapshot: snapshot({
      settings: { ...structuredClone(settings), rules: { on: true, perDay: 20, unknownOnce: false } },
      ...withOrders(everyState.map((one, index) => (index % 2 === 0 ? { ...one, rule: 'transitory' as const } : one))),
    }),
    inbox: inboxScenes.historias,
  }),
  'estudio-automatico': () => ({
    snapshot: snapshot({ pointsOfSale: studioPoints, settings: { ...structuredClone(settings), rules: { on: true, perDay: 20, unknownOnce: false } } }),
  }),
  avisada: () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale }),
    webhooks: {
      status: {
        on: true,
        state: 'listening',
        publicUrl: 'https://avisos.ejemplo.com.ar',
        strange: 3,
        events: (['error', 'emitido', 'encolado', 'reprogramado', 'test'] as const).map((evento, index) => ({
          at: Date.now() - index * 60_000,
          evento,
          external_reference: evento === 'test' ? null : `FC-2026-0000${index}`,
          pointOfSaleName: 'Casa central',
          proven: index % 2 === 0,
          source: index === 3 ? ('file' as const) : ('receiver' as const),
          used: index < 2,
        })),
      },
      door: { wrongTokens: 2, token: 'kept', tokenMask: '••••9f3a' },
      imported: {
        kind: 'read',
        fileName: 'avisos.jsonl',
        stored: 812,
        repeated: 14,
        notUnderstood: 2,
        examples: [
          { place: 'line', number: 17, text: '{"evento":"error","msg":[' },
          { place: 'line', number: 940, text: 'fin del registro' },
        ],
      },
    },
  }),
  'sin puerto': () => ({
    snapshot: snapshot(),
    webhooks: { status: { on: true, host: '192.168.1.20', state: 'trouble', problem: 'port-taken', retryAt: Date.now() + 60_000 } },
  }),
  acciones: () => ({ snapshot: snapshot(actionsSnapshot), tasks: actionsScene }),
  'acciones-sin-conexion': () => ({ snapshot: snapshot(actionsSnapshot), tasks: { ...actionsScene, items: null } }),
  escritorio: () => ({
    snapshot: snapshot({
      ...withOrders([order('accepted', { id: 1, external_reference: 'FC-2026-00001' })]),
      desktop: desktop({
        offerStart: true,
        shortcut: { ...desktop().shortcut, chosen: 'CommandOrControl+Alt+R', working: false },
        updates: { phase: 'idle' },
      }),
    }),
  }),
  'escritorio-lleno': () => ({
    snapshot: snapshot({
      desktop: desktop({ startWithSystem: 'blocked', notifications: false, updates: { phase: 'downloading', version: '0.2.0', percent: 42 } }),
    }),
  }),
  ...Object.fromEntries(
    Object.entries(inboxScenes).map(([name, inbox]) => [`errores-${name}`, () => ({ snapshot: snapshot({ pointsOfSale: twoPointsOfSale }), inbox })]),
  ),
  /** A day of an office with many points of sale, and one notice. */
  'errores-jornada': () => ({
    snapshot: snapshot({ pointsOfSale: thirtyOne, ...day }),
    inbox: inboxScenes.jornada,
  }),
  'errores-historias': () => ({ snapshot: snapshot({ pointsOfSale: twoPointsOfSale, ...withOrders(everyState) }), inbox: inboxScenes.historias }),
  'errores-caidos': () => ({ snapshot: snapshot({ pointsOfSale: thirtyOne }), inbox: inboxScenes.caidos }),
  'fechas-a-medias': () => ({
    snapshot: snapshot({ pointsOfSale: twoPointsOfSale }),
    inbox: inboxScenes.treinta,
    tasks: {
      manyEnd: (index) => (index === 1 ? { state: 'not_found', explanation: noSuch } : index === 2 ? { state: 'uncertain' } : {}),
      left: 2,
    },
  }),
  'pdf-afuera': () => ({
    snapshot: snapshot(withOrders([order('issued', { external_reference: 'FC-AFUERA', comprobante })])),
    pdf: { url: 'https://archivos.example/ejemplo.pdf', explanation: null },
  }),
  'pdf-perdido': () => ({
    snapshot: snapshot(withOrders([order('issued', { external_reference: 'FC-SIN-PDF', comprobante })])),
    pdf: { url: null, explanation: { code: null, kind: 'no-encontrado', resendHelps: 'no', ...pdfTexts.gone, texts: [] } },
  }),
  rota: () => ({ snapshot: snapshot(), refuse: { snapshot: 'internal' } }),
}
