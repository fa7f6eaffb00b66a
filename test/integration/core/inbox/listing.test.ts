/** Reading what is in error from a real server, and what is known of it from a real database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, describe, expect, test } from 'vitest'
import type { InboxProgress, InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import { dayNumberAt, daysBetween, fechaOf } from '#contract/argentina.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { Inbox } from '../../../../electron/core/inbox/inbox.ts'
import { Listing } from '../../../../electron/core/inbox/listing.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Guard } from '../../../../electron/core/outbox/base/guard.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { Pace } from '../../../../electron/core/tusfacturas/pace.ts'
import { paced } from '../../../../electron/core/tusfacturas/paced.ts'
import type { OddAnswers } from '../../../simulator/odd-answers.ts'
import type { SeedItem } from '../../../simulator/queue.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { until } from '../../../e2e/harness/control.ts'
import { credentials, startClient, startSimulator } from '../tusfacturas/client-setup.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { fillDisk } from '../storage/full-disk.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'
import { minute } from '../outbox/world/world.ts'

const noOne = { info: () => {}, warn: () => {}, error: () => {} }
const second = { apikey: '51515', apitoken: 'c'.repeat(32), usertoken: 'd'.repeat(64) }
const secrets: Record<string, typeof credentials> = { uno: credentials, dos: second }

interface Seen {
  rows: InboxRow[]
  repeated: InboxTarget[]
  progress: InboxProgress[]
}

async function start() {
  const simulator = await startSimulator()
  simulator.addPointOfSale(second)
  const { api } = startClient(simulator.url)
  const folder = mkdtempSync(join(fastTemporary, 'reencola-inbox-'))
  const storage = openStorage(folder, systemClock, noOne, adoptJournal)
  const queriesAtOnce = { now: 0, most: 0 }
  const hooks = { beforeQuery: () => {} }
  const errors: string[] = []
  const closing = new AbortController()
  const inbox = new Inbox({
    api: paced(
      {
        ...api,
        findByDate: async (...asked) => {
          hooks.beforeQuery()
          queriesAtOnce.most = Math.max(queriesAtOnce.most, ++queriesAtOnce.now)
          return api.findByDate(...asked).finally(() => queriesAtOnce.now--)
        },
      },
      new Pace(systemClock, 0),
      'person',
    ),
    pointsOfSale: { credentialsOf: (id) => Promise.resolve(secrets[id] ?? null), nameOf: (id) => id },
    guard: new Guard({
      store: new OrderStore(storage.database, systemClock),
      clock: systemClock,
      logger: { ...noOne, error: (text: string) => void errors.push(text) },
      signal: closing.signal,
    }),
    clock: systemClock,
    database: storage.database,
  })
  onTestFinished(() => {
    closing.abort()
    inbox.dispose()
    storage.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  const seen: Seen = { rows: [], repeated: [], progress: [] }
  inbox.onChange((change) => {
    if (change.type === 'progress') return void seen.progress.push(change.progress)
    if (change.type === 'repeated') return void seen.repeated.push(...change.targets)
    seen.rows.push(...change.rows)
  })
  const read = (desde: string, hasta: string, pointsOfSale = ['uno']) => inbox.start({ listing: 1, days: daysBetween(desde, hasta) ?? [], pointsOfSale })
  const over = () => until(() => seen.progress.at(-1)?.state === 'finished' && seen.progress.at(-1), 'the end of the listing')
  return { simulator, inbox, seen, read, over, queriesAtOnce, hooks, errors, database: storage.database }
}

const seed = (simulator: Simulator, fecha: string, references: string[], change: Partial<SeedItem> = {}) =>
  simulator.seed(references.map((external_reference) => ({ apikey: credentials.apikey, external_reference, fecha, ...change })))

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `F-${index}`)
const torn = 'La lista de ese día llegó incompleta'

const queries = (simulator: Simulator) => simulator.requests().filter(({ method }) => method === 'consulta_avanzada')

describe('listing', () => {
  test('days between the ends, newest first; statuses as they are; no secret and nothing spent', async () => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '28/02/2026', ['F-28'])
    seed(simulator, '01/03/2026', ['F-01', 'F-02'])
    seed(simulator, '02/03/2026', ['F-03'])
    seed(simulator, '01/03/2026', ['EMITIDO'], { status: 'issued' })
    seed(simulator, '01/03/2026', ['EN-COLA'], { status: 'queued' })
    seed(simulator, '01/03/2026', ['RARO'], { status: 'queued', statusText: 'EN REVISION' })
    seed(simulator, '01/03/2026', ['OTRO'], { statusText: 'error de proceso' })
    read('28/02/2026', '01/03/2026')
    expect(await over()).toMatchObject({ done: 2, total: 2, seen: 7, failed: [] })
    const told = seen.rows.map(({ external_reference, status, statusText }) => [external_reference, status, statusText].join(' | '))
    expect(told.toSorted()).toEqual([
      'F-01 | error | ENVIADO A PROCESAR - CON ERROR',
      'F-02 | error | ENVIADO A PROCESAR - CON ERROR',
      'F-28 | error | ENVIADO A PROCESAR - CON ERROR',
      'OTRO | error | error de proceso',
      'RARO | unknown | EN REVISION',
    ])
    const asked = queries(simulator).map(({ json }) => (json as { comprobante: { fecha: string } }).comprobante.fecha)
    expect(asked).toEqual(['01/03/2026', '28/02/2026'])
    expect(simulator.counted('reenviar_encolado', credentials.apikey)).toBe(0)
  })

  test('at all points of sale, at most four queries at a time', async () => {
    const { simulator, seen, read, over, queriesAtOnce } = await start()
    simulator.seed([{ apikey: second.apikey, external_reference: 'D-1', fecha: '03/03/2026' }])
    seed(simulator, '03/03/2026', ['U-1'])
    read('01/03/2026', '10/03/2026', ['uno', 'dos'])
    expect(await over()).toMatchObject({ done: 20, total: 20 })
    expect(queriesAtOnce.most).toBe(4)
    expect(seen.rows.map((row) => `${row.pointOfSaleId} ${row.external_reference}`).toSorted()).toEqual(['dos D-1', 'uno U-1'])
  })

  test('opened, it asks only for days that were not read lately; read anew, for all', async () => {
    const now = systemClock.now()
    const today = dayNumberAt(now)
    const { simulator, inbox, seen, over } = await start()
    for (const ago of [0, 3]) seed(simulator, fechaOf(today - ago), ['REPETIDA'])
    const days = Array.from({ length: 6 }, (_, ago) => fechaOf(today - ago))
    const read: [ago: number, at: number][] = [
      [0, now - 9 * minute],
      [1, now - 11 * minute],
      [2, now - 5 * 60 * minute],
      [3, now - 7 * 60 * minute],
      // Before the clock was set back.
      [4, now + 60 * minute],
    ]
    for (const [ago, at] of read) inbox.kept.recordDay('uno', days[ago]!, [], at)
    const asked = () => queries(simulator).map(({ json }) => (json as { comprobante: { fecha: string } }).comprobante.fecha)
    inbox.start({ listing: 1, days, pointsOfSale: ['uno'] }, true)
    expect(await over()).toMatchObject({ done: 6, total: 6, failed: [] })
    expect(new Set(asked())).toEqual(new Set([1, 3, 4, 5].map((ago) => days[ago])))
    expect(asked()).toHaveLength(4)
    inbox.start({ listing: 2, days, pointsOfSale: ['uno'] })
    await until(() => seen.progress.at(-1)?.listing === 2 && seen.progress.at(-1)?.state === 'finished', 'the second')
    expect(asked()).toHaveLength(4 + 6)
  })

  test('opened, it still tells which references in error of days that it spares are shared', async () => {
    const today = dayNumberAt(systemClock.now())
    const { simulator, inbox, seen, read, over } = await start()
    for (const ago of [0, 3]) seed(simulator, fechaOf(today - ago), ['REPETIDA', `SOLA-${ago}`])
    read(fechaOf(today - 3), fechaOf(today))
    await over()
    seen.repeated.length = 0
    inbox.start({ listing: 2, days: daysBetween(fechaOf(today - 3), fechaOf(today)) ?? [], pointsOfSale: ['uno'] }, true)
    expect(seen.repeated).toEqual([{ pointOfSaleId: 'uno', external_reference: 'REPETIDA' }])
    expect(queries(simulator)).toHaveLength(4)
  })

  test('a large day comes whole, page by page', async () => {
    const { simulator, seen, read, over } = await start()
    seed(
      simulator,
      '01/03/2026',
      Array.from({ length: 2_300 }, (_, index) => `F-${index}`),
    )
    read('01/03/2026', '01/03/2026')
    await over()
    expect(new Set(seen.rows.map((row) => row.external_reference)).size).toBe(2_300)
    expect(queries(simulator)).toHaveLength(3)
    expect(seen.repeated).toEqual([])
  })

  test('a comprobante that arrives between two pages begins the day again: nothing twice, nothing missing', async () => {
    const { simulator, seen, read, over } = await start()
    seed(
      simulator,
      '01/03/2026',
      Array.from({ length: 1_500 }, (_, index) => `F-${index}`),
    )
    const held = simulator.inject({ method: 'consulta_avanzada', phase: 'pause', skip: 1, executed: false })
    read('01/03/2026', '01/03/2026')
    await held.reached
    seed(simulator, '01/03/2026', ['NUEVO'])
    held.release()
    await over()
    expect(seen.rows).toHaveLength(1_501)
    expect(seen.repeated).toEqual([])
  })

  test('shared references are marked, whatever the status of the other one', async () => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '01/03/2026', ['DOBLE', 'SOLA', 'EMITIDA-Y-NO'])
    seed(simulator, '02/03/2026', ['DOBLE'])
    seed(simulator, '02/03/2026', ['EMITIDA-Y-NO'], { status: 'issued' })
    read('01/03/2026', '02/03/2026')
    await over()
    expect(seen.repeated.map((one) => one.external_reference).toSorted()).toEqual(['DOBLE', 'EMITIDA-Y-NO'])
  })

  test('one failed day loses nothing else, says why, and is read again alone', async () => {
    const { simulator, inbox, seen, read, over } = await start()
    for (const day of ['01', '02', '03']) seed(simulator, `${day}/03/2026`, [`F-${day}`])
    simulator.inject({ method: 'consulta_avanzada', phase: 'status', status: 500, times: 1 })
    read('01/03/2026', '03/03/2026')
    const ended = await over()
    expect(ended).toMatchObject({ done: 2, total: 3, failed: [{ pointOfSaleId: 'uno', explanation: { title: expect.stringMatching(/\S/u) as string } }] })
    const [lost = ''] = ended.failed[0]!.fechas
    expect(seen.rows.some((row) => row.fecha === lost)).toBe(false)
    simulator.forgetRequests()
    inbox.retry(1)
    await until(() => seen.progress.at(-1)?.done === 3, 'the day to be read')
    expect(queries(simulator).map(({ json }) => (json as { comprobante: { fecha: string } }).comprobante.fecha)).toEqual([lost])
    expect(seen.rows.map((row) => row.external_reference).toSorted()).toEqual(['F-01', 'F-02', 'F-03'])
  })

  test('wrong credentials of one point of sale: its other days are not asked about, the others are read', async () => {
    const { simulator, seen, read, over } = await start()
    simulator.addPointOfSale({ ...second, usertoken: 'otro' })
    seed(simulator, '01/03/2026', ['U-1'])
    read('01/03/2026', '30/03/2026', ['dos', 'uno'])
    const ended = await over()
    expect(ended).toMatchObject({ done: 30, total: 60, failed: [{ pointOfSaleId: 'dos' }] })
    expect(ended.failed[0]!.fechas).toHaveLength(30)
    expect(seen.rows).toHaveLength(1)
    expect(queries(simulator).filter(({ apikey }) => apikey === second.apikey).length).toBeLessThanOrEqual(4)
  })

  test('a day that the disk does not take over counts as not read, and its log says so once', async () => {
    const { simulator, read, over, errors, database } = await start()
    seed(simulator, '01/03/2026', numbered(900))
    const makeRoom = fillDisk(database)
    read('01/03/2026', '01/03/2026')
    expect(await over()).toMatchObject({ done: 0, failed: [{ fechas: ['01/03/2026'] }] })
    expect(errors).toHaveLength(1)
    makeRoom()
  })

  test('without connection it gives up soon, and reads everything when it is back', async () => {
    const { simulator, inbox, seen, read, over } = await start()
    seed(simulator, '01/03/2026', ['U-1'])
    await simulator.link('down')
    read('01/03/2026', '30/03/2026')
    expect((await over()).failed.flatMap(({ fechas }) => fechas)).toHaveLength(30)
    await simulator.link('up')
    inbox.retry(1)
    await until(() => seen.progress.at(-1)?.done === 30, 'every day')
    expect(seen.rows).toHaveLength(1)
  })

  test('credentials that cannot be opened fail their days without a request', async () => {
    const { simulator, read, over } = await start()
    read('01/03/2026', '02/03/2026', ['nadie'])
    expect(await over()).toMatchObject({ failed: [{ fechas: ['02/03/2026', '01/03/2026'], explanation: { kind: 'credenciales' } }] })
    expect(queries(simulator)).toEqual([])
  })

  test('a keychain that never answers for one point of sale fails its days in words, and the others are read', async () => {
    const { simulator } = await start()
    const { api } = startClient(simulator.url)
    for (const day of ['01', '02', '03', '04', '05']) seed(simulator, `${day}/03/2026`, [`U-${day}`])
    const clock = new VirtualClock()
    let answers = false
    const never = new Promise<null>(() => {})
    const pointsOfSale = { credentialsOf: (id: string) => (id === 'uno' || answers ? Promise.resolve(credentials) : never) }
    const request = { listing: 1, days: daysBetween('01/03/2026', '05/03/2026') ?? [], pointsOfSale: ['dos', 'uno'] }
    const listing = new Listing({ api, pointsOfSale, clock }, request, { day: () => null, repeated: () => {}, progress: () => {} })
    const read = listing.read()
    await clock.advance(minute)
    await read
    expect(listing.progress()).toMatchObject({
      state: 'finished',
      done: 5,
      failed: [{ pointOfSaleId: 'dos', fechas: request.days, explanation: { kind: 'credenciales', title: 'El llavero de la PC no responde' } }],
    })
    answers = true
    await listing.read()
    expect(listing.progress()).toMatchObject({ done: 10, failed: [] })
  })

  test('asked to go slower, it waits and asks again', async () => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '01/03/2026', ['U-1'])
    simulator.inject({ method: 'consulta_avanzada', phase: 'status', status: 429, headers: { 'retry-after': '0' }, times: 2 })
    read('01/03/2026', '01/03/2026')
    expect(await over()).toMatchObject({ done: 1, failed: [] })
    expect(seen.rows).toHaveLength(1)
  })

  test('cancelled, it keeps what was read and goes on from there', async () => {
    const { simulator, inbox, seen, read } = await start()
    for (let day = 1; day <= 9; day++) seed(simulator, `0${day}/03/2026`, [`F-${day}`])
    const held = simulator.inject({ method: 'consulta_avanzada', phase: 'pause', skip: 3, times: Infinity })
    read('01/03/2026', '09/03/2026')
    await held.reached
    inbox.cancel(1)
    const cancelled = seen.progress.at(-1)
    expect(cancelled).toMatchObject({ state: 'cancelled', failed: [] })
    simulator.clearFaults()
    inbox.retry(1)
    await until(() => seen.progress.at(-1)?.state === 'finished', 'the rest')
    expect(seen.rows.map((row) => row.external_reference).toSorted()).toEqual(Array.from({ length: 9 }, (_, index) => `F-${index + 1}`))
  })

  test('a day that changes at every page is not told as if it were whole', async () => {
    const { simulator, seen, read, over, hooks } = await start()
    seed(
      simulator,
      '03/03/2026',
      Array.from({ length: 1_200 }, (_, index) => `F-${index}`),
    )
    seed(simulator, '02/03/2026', ['QUIETA'])
    let more = 0
    hooks.beforeQuery = () => seed(simulator, '03/03/2026', [`NUEVA-${more++}`])
    read('02/03/2026', '03/03/2026')
    const { failed } = await over()
    expect(failed.map(({ fechas, explanation }) => [fechas, explanation.title])).toEqual([[['03/03/2026'], 'Ese día cambiaba mientras se leía']])
    expect(seen.rows.map((row) => row.external_reference)).toEqual(['QUIETA'])
  })

  test.each<[string, OddAnswers]>([
    ['no total', { total: 'missing' }],
    ['pages of 50, counted in 50', { cap: 50 }],
    ['pages of 50, counted in what was asked for', { cap: 50, pagesBy: 'asked' }],
    ['pages of 50 and no total', { cap: 50, total: 'missing' }],
    ['a page that is lost once', { losesPage: 1, times: 2, cap: 60 }],
    ['pages that overlap by a row, once', { overlaps: true, cap: 60, times: 2 }],
  ])('a day is read to its end: %s', async (_name, odd) => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '01/03/2026', numbered(120))
    simulator.answerOddly(odd)
    read('01/03/2026', '01/03/2026')
    expect((await over()).failed).toEqual([])
    expect(seen.rows.map((row) => row.external_reference).toSorted()).toEqual(numbered(120).toSorted())
    expect(seen.repeated).toEqual([])
  })

  test.each<[string, OddAnswers]>([
    ['empty pages before its total', { total: 30 }],
    ['less than its total, whatever the page', { cap: 50, repeatsPage: true }],
    ['the same page for ever, and no total', { cap: 50, repeatsPage: true, total: 'missing' }],
    ['more than its total', { total: -30 }],
    ['nothing, and a total', { noRows: true }],
    ['pages that overlap', { cap: 50, overlaps: true }],
    ['another day', { otherDate: '05/03/2026' }],
  ])('a day that is not whole is told so, not as if it were: %s', async (_name, odd) => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '01/03/2026', numbered(120))
    seed(simulator, '05/03/2026', ['OTRA'])
    simulator.answerOddly(odd)
    read('01/03/2026', '01/03/2026')
    const { failed } = await over()
    expect(failed.map(({ fechas, explanation }) => [fechas, explanation.title])).toEqual([[['01/03/2026'], torn]])
    expect(seen.rows).toEqual([])
    expect(queries(simulator).length).toBeLessThanOrEqual(12)
  })

  test('comprobantes that look alike on both sides of a page are two, and are told', async () => {
    const { simulator, seen, read, over } = await start()
    simulator.answerOddly({ cap: 1_000 })
    const alike = { total: 5, razon_social: 'Iguales', documento_nro: '20000000001', external_reference: 'IGUAL', fecha: '01/03/2026', ...credentials }
    seed(simulator, '01/03/2026', numbered(100))
    simulator.seed([alike, alike])
    seed(
      simulator,
      '01/03/2026',
      Array.from({ length: 999 }, (_, index) => `G-${index}`),
    )
    read('01/03/2026', '01/03/2026')
    expect((await over()).failed).toEqual([])
    expect(seen.rows.filter((row) => row.external_reference === 'IGUAL')).toHaveLength(2)
  })

  test('a row that cannot be read is told as one of which nothing is known', async () => {
    const { simulator, seen, read, over } = await start()
    seed(simulator, '01/03/2026', ['F-1', 'F-2', 'F-3'])
    simulator.answerOddly({ unreadable: 1 })
    read('01/03/2026', '01/03/2026')
    expect(await over()).toMatchObject({ failed: [], seen: 3 })
    expect(seen.rows.map(({ external_reference, status, fecha }) => [external_reference, status, fecha])).toEqual([
      ['F-3', 'error', '01/03/2026'],
      ['', 'unknown', '01/03/2026'],
      ['F-1', 'error', '01/03/2026'],
    ])
  })

  test('a new listing puts an end to the one before, which says nothing more', async () => {
    const { simulator, inbox, seen, read } = await start()
    seed(simulator, '01/03/2026', ['VIEJA'])
    seed(simulator, '02/03/2026', ['NUEVA'])
    const held = simulator.inject({ method: 'consulta_avanzada', phase: 'pause' })
    read('01/03/2026', '01/03/2026')
    await held.reached
    inbox.start({ listing: 2, days: ['02/03/2026'], pointsOfSale: ['uno'] })
    held.release()
    await until(() => seen.progress.at(-1)?.listing === 2 && seen.progress.at(-1)?.state === 'finished', 'the second listing')
    expect(seen.rows.map((row) => row.external_reference)).toEqual(['NUEVA'])
    expect(inbox.cancel(1)).toBe(false)
  })
})
