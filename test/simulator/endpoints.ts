/** The documented methods: what each answers and what it does to the queue. */
import { printedNumber, showComprobante } from './comprobante.ts'
import { dayNumber, fechaOf } from './dates.ts'
import { isObject, textAt, type JsonObject } from './json.ts'
import { oddBody, oddPage, type Page, type SearchKind } from './odd-answers.ts'
import { newestFirst, type Item } from './queue.ts'
import type { Method, PointOfSale, World } from './world.ts'

/** A webhook to send, once per comprobante. */
export interface Notice {
  apikey: string
  evento: 'encolado' | 'emitido' | 'error' | 'eliminado' | 'cambio_fecha' | 'test'
  external_reference: string
  msg: string[]
}

export interface Result {
  body: Record<string, unknown>
  notices?: Notice[]
}

type Endpoint = (world: World, point: PointOfSale, body: JsonObject) => Result

const documentedNotFound = 'No se han encontrado comprobantes.'

export const refuse = (...errores: string[]): Result => ({ body: { error: 'S', errores } })
const notFound = () => refuse(documentedNotFound)
const done = (notices: Notice[]): Result => ({ body: { error: 'N', errores: [] }, notices })

const notice = (item: Item, evento: Notice['evento'], msg: string[] = []): Notice => ({
  apikey: item.apikey,
  evento,
  external_reference: item.external_reference,
  msg,
})

/** Text that may come as a number; empty when it is missing. */
export const text = (object: JsonObject, name: string): string => textAt(object, name) ?? ''
const comprobanteOf = ({ comprobante }: JsonObject): JsonObject => (isObject(comprobante) ? comprobante : {})
const whole = (value: unknown, otherwise: number): number => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : otherwise
}

const first = (world: World, items: readonly Item[]) => (world.quirks.firstMatch === 'oldest' ? items[0] : items.at(-1))

const resend: Endpoint = (world, point, body) => {
  const inQueue = world.matching(point.apikey, text(body, 'external_reference')).filter((item) => item.status !== 'issued')
  const failed = first(
    world,
    inQueue.filter((item) => item.status === 'error'),
  )
  const item = failed ?? (world.quirks.resendOfNonError === 'accept' ? first(world, inQueue) : undefined)
  if (!item) return notFound()
  if (failed) world.queue.requeue(item, world.quirks.requeuedAs)
  world.countExecution(point.apikey, item.external_reference)
  return done([notice(item, 'encolado')])
}

/** One page of what a search found; `null` for a search that the API refuses. */
type Search = (world: World, apikey: string, asked: JsonObject, offset: number, limit: number) => Page | null

/** Every comprobante of any of the references once, newest first. */
const ofReferences = (world: World, apikey: string, references: readonly string[]): Item[] =>
  [...new Set(references.flatMap((reference) => [...world.matching(apikey, reference)]))].toSorted(newestFirst)

const page = (items: Item[], offset: number, limit: number): Page => ({
  total: items.length,
  items: items.slice(offset, offset + limit),
})

const searches: Record<SearchKind, Search> = {
  F: (world, apikey, asked, offset, limit) => world.queue.ofDate(apikey, text(asked, 'fecha'), offset, limit),
  EXT_REF: (world, apikey, asked, offset, limit) => page(ofReferences(world, apikey, [text(asked, 'external_reference')]), offset, limit),
  EXT_REF_LIST: (world, apikey, asked, offset, limit) => {
    const list = asked['external_reference_list']
    if (world.quirks.refuseReferenceList || !Array.isArray(list) || list.length > 100) return null
    return page(ofReferences(world, apikey, list.map(String)), offset, limit)
  },
  TN: (world, apikey, asked, offset, limit) =>
    page(
      world.queue.withNumber(apikey, text(asked, 'tipo'), whole(asked['punto_venta'], 0), whole(asked['numero_desde'], 0), whole(asked['numero_hasta'], 0)),
      offset,
      limit,
    ),
}

const isSearch = (kind: string): kind is SearchKind => Object.hasOwn(searches, kind)

const advancedQuery: Endpoint = (world, point, body) => {
  const kind = text(body, 'busqueda_tipo')
  const asked = comprobanteOf(body)
  const limit = whole(body['limite'], 100)
  const number = whole(body['pagina'], 0)
  if (!isSearch(kind) || limit > 1000) return { body: { rta: 'ERROR', ...refuse('Los parametros de busqueda no son validos.').body } }
  const odd = world.oddity?.strike(kind) ?? {}
  const search = (offset: number, size: number): Page | null => {
    // Purchases are not simulated.
    if (text(asked, 'operacion') === 'C') return page([], 0, 0)
    const date = kind === 'F' ? odd.otherDate : odd.answersDate
    return date === undefined ? searches[kind](world, point.apikey, asked, offset, size) : world.queue.ofDate(point.apikey, date, offset, size)
  }
  const found = oddPage(odd, { page: number, limit }, search)
  if (!found) return { body: { rta: 'ERROR', ...refuse('El tipo de busqueda no es valido.').body } }
  if (found.total === 0 && world.quirks.emptyResult === 'S') return notFound()
  const rows = found.items.map((item) => showComprobante(item, world.quirks, fechaOf(world.now())))
  const stranger = (index: number) => showComprobante(world.stranger(index), { ...world.quirks, referencesAsNumbers: false }, fechaOf(world.now()))
  return { body: { rta: 'OK', error: 'N', errores: [], ...oddBody(odd, found, rows, stranger) } }
}

const simpleQuery: Endpoint = (world, point, body) => {
  const asked = comprobanteOf(body)
  const number = whole(asked['numero'], 0)
  const item = world.queue.withNumber(point.apikey, text(asked, 'tipo'), whole(asked['punto_venta'], 0), number, number)[0]
  return item
    ? { body: { error: 'N', errores: [''], rta: 'OK', ...showComprobante(item, world.quirks, fechaOf(world.now())) } }
    : { body: { ...notFound().body, rta: 'ERROR' } }
}

const named = (item: Item) => `El comprobante ${item.tipo} ${printedNumber(item)}`

const deletion: Endpoint = (world, point, body) => {
  const matches = world.matching(point.apikey, text(body, 'external_reference')).filter((item) => item.fecha === text(body, 'fecha'))
  const deleted = matches.filter((item) => item.status !== 'issued' && item.deletable)
  if (deleted.length === 0) return { body: { ...notFound().body, procesados_cant: 0, procesados: [] } }
  const kept = matches.filter((item) => !deleted.includes(item))
  for (const item of deleted) world.queue.remove(item)
  return {
    body: {
      error: kept.length > 0 ? 'PARCIAL' : 'N',
      errores: kept.map((item) => `El comprobante ${item.tipo} ${printedNumber(item, 6)} no se ha podido eliminar.`),
      procesados_cant: deleted.length,
      procesados: deleted.map((item) => `${named(item)} se ha eliminado correctamente. `),
    },
    notices: deleted.map((item) => notice(item, 'eliminado')),
  }
}

const redate: Endpoint = (world, point, body) => {
  const item = first(
    world,
    world.matching(point.apikey, text(body, 'external_reference')).filter((each) => each.status !== 'issued'),
  )
  if (!item) return notFound()
  if (dayNumber(body['fecha']) === null || dayNumber(body['vencimiento']) === null) return refuse('La fecha enviada no es valida.')
  world.queue.changeDate(item, text(body, 'fecha'), text(body, 'vencimiento'))
  if (world.quirks.redateRequeues && item.status === 'error') world.queue.requeue(item, world.quirks.requeuedAs)
  return done([notice(item, 'cambio_fecha')])
}

const alerts: Endpoint = (world) => ({
  body: {
    ...(world.arcaAlert
      ? { error: 'S', errores: [], facturacion: `${world.arcaAlert} | `, novedades: '', rta: 'ERROR' }
      : { error: 'N', errores: [''], rta: 'OK', facturacion: 'OK', novedades: '' }),
    prox_mantenimientos_programados: world.plannedMaintenance,
  },
})

const consumption: Endpoint = () => ({
  body: {
    error: 'N',
    errores: [],
    abonos_pendientes: 21,
    comprobantes_generados: 12,
    comprobantes_cupo: 100,
    comprobantes_disponibles: 79,
  },
})

const numbering: Endpoint = (world, point, body) => {
  const asked = comprobanteOf(body)
  const tipo = text(asked, 'tipo')
  const puntoVenta = whole(asked['punto_venta'], 0)
  const numero = world.queue.lastNumber(point.apikey, tipo, puntoVenta)
  return {
    body: { error: 'N', errores: [''], rta: 'OK', comprobante: { tipo, operacion: 'V', punto_venta: puntoVenta, numero } },
  }
}

export const endpoints: Record<Method, { path: string; counted: boolean; run: Endpoint }> = {
  reenviar_encolado: { path: 'facturacion/reenviar_encolado', counted: true, run: resend },
  consulta_avanzada: { path: 'facturacion/consulta_avanzada', counted: false, run: advancedQuery },
  consulta: { path: 'facturacion/consulta', counted: false, run: simpleQuery },
  eliminar_encolado: { path: 'facturacion/eliminar_encolado', counted: true, run: deletion },
  cambiar_fecha_encolado: { path: 'facturacion/cambiar_fecha_encolado', counted: true, run: redate },
  alertas: { path: 'estado_servicios/alertas', counted: true, run: alerts },
  consumo: { path: 'micuenta/consumo', counted: true, run: consumption },
  numeracion: { path: 'facturacion/numeracion', counted: true, run: numbering },
}
