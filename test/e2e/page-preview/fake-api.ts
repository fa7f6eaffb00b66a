/** A main process in memory, behind the page's own contract: it places, settles and refuses as a test tells it to. */
import { monthOf } from '#contract/argentina.ts'
import { mostFound } from '#contract/model/found.ts'
import { movingStates } from '#contract/model/order.ts'
import type { Batch, Order, OrderState } from '#contract/model/order.ts'
import type { PlanUse } from '#contract/model/plan.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import type { RulesState } from '#contract/model/rules.ts'
import type { Snapshot, Status } from '#contract/model/snapshot.ts'
import type { Whereabouts } from '#contract/model/whereabouts.ts'
import type { WatchStatus } from '#contract/commands/watch.ts'
import type { FreshPdf } from '#contract/commands/pdf.ts'
import { fail, ok, type FailureCode, type Result } from '#contract/result.ts'
import type { CommandHandlers, CommandName, CommandValue, EventName, EventPayload, PageApi } from '#contract/schema.ts'
import { inboxHandlers, type FakeInbox } from './fake/inbox.ts'
import { fakeHistory } from './fake/history.ts'
import { fakeHandOver } from './fake/hand-over.ts'
import { fakeDesktop, type FakeDesktop } from './fake/desktop.ts'
import { fakeDiagnosis } from './fake/diagnosis.ts'
import { fakeLicences } from './fake/licences.ts'
import { fakeTables } from './fake/tables.ts'
import { fakeTasks, type TasksScene } from './fake/tasks.ts'
import { fakeWebhooks, type WebhooksScene } from './fake/webhooks.ts'
import { fakePointsImport } from './fake/points-of-sale-import.ts'
import { order, pointOfSale, transitionsOf } from './sample.ts'

/** Where a fake starts. */
export interface Scene {
  snapshot: Snapshot
  /** More rows than the snapshot's first page; made on demand. */
  rows?: { total: number; at: (index: number) => Order }
  clipboard?: string
  /** A table out of a spreadsheet, with its heading, that was copied. */
  copiedTable?: string
  tasks?: TasksScene
  inbox?: FakeInbox
  webhooks?: WebhooksScene
  /** How looking by itself goes. */
  watch?: Partial<WatchStatus>
  /** Where references are. */
  places?: Whereabouts['places']
  /** Points of sale whose credentials TusFacturasAPP refuses. */
  rejected?: string[]
  /** What the file holds that the person chooses; absent: none is chosen. */
  pointsFile?: PointsOfSaleFile
  /** What asking for a PDF gives; by default one at TusFacturasAPP's. */
  pdf?: FreshPdf
  /** Commands that are refused, until the test says otherwise. */
  refuse?: Partial<Record<CommandName, FailureCode>>
}

export interface FakeApi extends PageApi {
  /** Every command the page gave, in order. */
  readonly calls: { name: CommandName; args: unknown }[]
  /** Everything the page was told: answers and events. */
  readonly told: unknown[]
  refuse: Partial<Record<CommandName, FailureCode>>
  /** Keeps every answer back from now on. @returns a function that lets them go */
  hold(): () => void
  emit<E extends EventName>(name: E, payload: EventPayload<E>): void
  /** Moves an order on, as the outbox would. */
  settle(reference: string, state: OrderState): void
  navigate: FakeDesktop['navigate']
}

export function createFakeApi(scene: Scene): FakeApi {
  const { snapshot } = scene
  let status: Status = snapshot.status
  let orders = [...snapshot.orders.orders]
  let pointsOfSale = [...snapshot.pointsOfSale]
  let batches = [...snapshot.batches]
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const calls: FakeApi['calls'] = []
  const told: unknown[] = []

  const emit: FakeApi['emit'] = (name, payload) => {
    told.push(payload)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- on() files each listener under its own event
    for (const listener of listeners.get(name) ?? []) listener(asBridged(payload) as never)
  }
  const changed = (next: Order) => {
    orders = orders.some(({ id }) => id === next.id) ? orders.map((known) => (known.id === next.id ? next : known)) : [next, ...orders]
    emit('ordersChanged', { orders: [next] })
    return next
  }
  const withOrder = (id: number, act: (found: Order) => Order): Result<null> => {
    const found = orders.find((candidate) => candidate.id === id) ?? scene.rows?.at(id)
    if (!found) return fail('order-missing')
    changed(act(found))
    return ok(null)
  }
  const setStatus = (change: Partial<Status>) => {
    status = { ...status, ...change }
    emit('statusChanged', status)
    return ok(null)
  }
  const place = (reference: string, pointOfSaleId: string, batchId: number) => {
    const owner = pointsOfSale.find(({ id }) => id === pointOfSaleId)
    const id = Math.max(scene.rows?.total ?? 0, ...orders.map((known) => known.id), 0) + 1
    return changed(order('queued', { id, external_reference: reference, batchId, pointOfSaleId, pointOfSaleName: owner?.name ?? '' }))
  }
  const liveAt = (pointOfSaleId: string, references: string[]) =>
    references.filter((reference) =>
      orders.some((known) => known.external_reference === reference && known.pointOfSaleId === pointOfSaleId && known.actions.includes('cancel')),
    )

  const desktop = fakeDesktop(snapshot.desktop, emit)

  /** It looks in half an hour, unless it is switched off. */
  const watchStatus = (): WatchStatus => ({
    lastRound: null,
    lacking: [],
    waiting: false,
    looking: false,
    nextRound: snapshot.settings.watch.on ? Date.now() + 1_800_000 : null,
    ...scene.watch,
  })

  /** At the first point of sale six were spent today, at the others none. */
  const rulesState = (): RulesState => {
    const { rules, watch } = snapshot.settings
    const on = rules.on && watch.on
    return { on, perDay: rules.perDay, spending: on ? pointsOfSale.map(({ id }, index) => ({ pointOfSaleId: id, used: index === 0 ? 6 : 0 })) : [] }
  }

  const handlers: CommandHandlers = {
    ...desktop.handlers,
    ...inboxHandlers(scene.inbox, emit),
    snapshot: () => ok({ ...snapshot, pointsOfSale, status, batches, orders: { orders: orders.slice(0, 100), total: scene.rows?.total ?? orders.length } }),
    savePointOfSale: ({ id, name, company, credentials, weakProtection }) => {
      if (weakProtection === 'refuse' && credentials?.apikey === '0000') return fail('vault-weak')
      const saved: PointOfSale = pointOfSale(name, {
        ...pointsOfSale.find((known) => known.id === id),
        ...(id ? { id } : { id: `pdv-${pointsOfSale.length + 1}` }),
        name,
        ...(company !== undefined && { company }),
        protection: weakProtection === 'refuse' ? 'system' : weakProtection === 'accept' ? 'weak' : 'session',
      })
      pointsOfSale = [...pointsOfSale.filter((known) => known.id !== saved.id), saved]
      emit('pointsOfSaleChanged', pointsOfSale)
      return ok(saved.id)
    },
    locateReferences: ({ references, pointsOfSale: asked }) => {
      const there = asked.filter((id) => pointsOfSale.some((known) => known.id === id))
      if (there.length === 0) return fail('point-of-sale-missing')
      const refused = there.filter((id) => scene.rejected?.includes(id))
      return ok({
        places: (scene.places ?? []).filter(
          ({ external_reference, pointOfSaleId }) =>
            references.includes(external_reference) && there.includes(pointOfSaleId) && !refused.includes(pointOfSaleId),
        ),
        unread: refused.map((pointOfSaleId) => ({ pointOfSaleId, explanation: order('held', { holdReason: 'credenciales' }).explanation })),
      })
    },
    stopLocating: () => ok(null),
    weighDeletion: () => ok({ waiting: 3, uncertain: 1, followed: 2 }),
    deletePointOfSale: ({ id }) => {
      pointsOfSale = pointsOfSale.filter((known) => known.id !== id)
      emit('pointsOfSaleChanged', pointsOfSale)
      return ok(null)
    },
    testCredentials: (what) => {
      const id = 'id' in what ? what.id : null
      if (id !== null && !pointsOfSale.some((known) => known.id === id)) return fail('point-of-sale-missing')
      const works = 'credentials' in what ? what.credentials.apikey !== '9999' : !scene.rejected?.includes(what.id)
      return ok({ works, explanation: (works ? order('accepted', { explanation: testedWell }) : order('held', { holdReason: 'credenciales' })).explanation })
    },
    estimateOrders: ({ pointOfSaleId, references }) => {
      const alreadyLive = liveAt(pointOfSaleId, references)
      return ok({ references: references.length, alreadyLive, maxRequests: references.length - alreadyLive.length })
    },
    placeOrders: ({ pointOfSaleId, references }) => {
      const alreadyLive = liveAt(pointOfSaleId, references)
      const batchId = Math.max(0, ...orders.map((known) => known.batchId)) + 1
      const placed = references.filter((reference) => !alreadyLive.includes(reference)).map((reference) => place(reference, pointOfSaleId, batchId))
      return ok({ batchId: placed.length > 0 ? batchId : null, count: placed.length, alreadyLive })
    },
    listOrders: ({ states, pointOfSaleId, pointsOfSale: own, batchId, search, from, archived, offset, limit }) => {
      if (archived) return ok({ total: 0, orders: [] })
      if (scene.rows && !states && !pointOfSaleId && !own && !search && !from && batchId === undefined) {
        const { total, at } = scene.rows
        return ok({ total, orders: Array.from({ length: Math.min(limit, total - offset) }, (_, index) => at(total - offset - index)) })
      }
      const matching = orders.filter(
        (known) =>
          (!states || states.includes(known.state)) &&
          (!pointOfSaleId || known.pointOfSaleId === pointOfSaleId) &&
          (!own || own.includes(known.pointOfSaleId)) &&
          (batchId === undefined || known.batchId === batchId) &&
          (!from || new Date(known.createdAt).toISOString().slice(0, 10) >= from) &&
          (!search || known.external_reference.toLowerCase().includes(search.toLowerCase())),
      )
      return ok({ total: matching.length, orders: matching.toSorted((a, b) => b.id - a.id).slice(offset, offset + limit) })
    },
    readBatch: ({ batchId, offset }) => {
      const own = orders.filter((known) => known.batchId === batchId).toSorted((a, b) => a.id - b.id)
      const [first] = own
      if (!first) return ok(null)
      const newest = own.map((one) => orders.filter((other) => other.external_reference === one.external_reference).toSorted((a, b) => b.id - a.id)[0] ?? one)
      return ok({ batch: batches.find(({ id }) => id === batchId) ?? batchOf(own), orders: offset > 0 ? [] : newest })
    },
    orderStory: ({ id }) => {
      const found = orders.find((known) => known.id === id) ?? scene.rows?.at(id)
      return found ? ok({ order: found, transitions: transitionsOf(found), repeatedBy: null }) : fail('order-missing')
    },
    cancelOrder: ({ id }) => withOrder(id, (found) => order('cancelled', { ...identity(found) })),
    cancelBatch: ({ batchId }) => {
      const found = batches.find((known) => known.id === batchId)
      if (!found) return fail('order-missing')
      const { queued = 0, ...rest } = found.states
      const cancelled: Batch = { ...found, active: false, states: { ...rest, cancelled: (rest.cancelled ?? 0) + queued } }
      batches = batches.map((known) => (known.id === batchId ? cancelled : known))
      emit('batchesChanged', { batches: [cancelled] })
      return ok(null)
    },
    decideOrder: ({ id, decision }) =>
      withOrder(id, (found) => order(decision === 'resend' ? 'queued' : decision === 'assume-sent' ? 'accepted' : 'cancelled', identity(found))),
    resendOrder: ({ id }) => {
      const found = orders.find((known) => known.id === id)
      if (!found) return fail('order-missing')
      return ok(changed({ ...place(found.external_reference, found.pointOfSaleId, found.batchId + 1), repeats: id }).id)
    },
    setPaused: ({ paused }) =>
      setStatus({
        paused,
        banners: [...(paused ? [{ kind: 'paused' as const, waiting: 0 }] : []), ...status.banners.filter(({ kind }) => kind !== 'paused')],
      }),
    retryGate: ({ pointOfSaleId }) =>
      setStatus({ banners: status.banners.filter((banner) => banner.kind !== 'gate' || banner.pointOfSaleId !== pointOfSaleId) }),
    acknowledgeSetAside: ({ aside }) => setStatus({ banners: status.banners.filter((banner) => banner.kind !== 'set-aside' || banner.aside !== aside) }),
    acknowledgeClock: () => setStatus({ banners: status.banners.filter(({ kind }) => kind !== 'clock') }),
    acknowledgeStorage: () => setStatus({ banners: status.banners.filter(({ kind }) => kind !== 'storage') }),
    readLedger: () => ok(scene.snapshot.orders.total === 0 ? [] : ledger(pointsOfSale, orders)),
    explain: ({ text }) => ok({ ...order('rejected').explanation, texts: [text] }),
    copyText: () => ok(null),
    freshPdf: () => ok(scene.pdf ?? { url: 'https://www.tusfacturas.app/comprobantes/ejemplo.pdf', explanation: null }),
    suggestFromClipboard: () => {
      if (scene.copiedTable !== undefined) return ok({ table: { rows: scene.copiedTable.trim().split('\n').length - 1, key: '0123456789abcdef' } })
      return ok(scene.clipboard === undefined ? null : { text: scene.clipboard })
    },
    takeCopiedTable: () => ok(scene.copiedTable === undefined ? null : { text: scene.copiedTable }),
    ...fakeTables(),
    ...fakeLicences,
    ...fakeWebhooks(scene.webhooks, () => pointsOfSale, emit),
    readWatch: () => ok(watchStatus()),
    ...fakeDiagnosis,
    ...fakeHandOver,
    findAnything: ({ text }) => {
      const has = (value: string) => value.toLowerCase().includes(text.toLowerCase())
      const inError = (scene.inbox?.rows ?? []).filter((row) => has(`${row.external_reference} ${row.razon_social}`)).slice(0, mostFound)
      const found = orders
        .filter((one) => has(one.external_reference))
        .slice(0, mostFound)
        .map(({ id, external_reference, pointOfSaleName, stateLabel, seen }) => ({
          id,
          external_reference,
          pointOfSaleName,
          stateLabel,
          client: seen?.razon_social ?? '',
        }))
      return ok({ inError, orders: found })
    },
    ...fakeHistory(() => orders, emit),
    readRules: () => ok(rulesState()),
    acknowledgePlan: () => setStatus({ banners: status.banners.filter(({ kind }) => kind !== 'plan') }),
    saveSettings: ({ theme, automaticResends, archiveAfter, plan, watch, rules, proxy }) => {
      const { settings } = snapshot
      const { password, ...rest } = proxy ?? {}
      snapshot.settings = {
        theme: theme ?? settings.theme,
        automaticResends: automaticResends ?? settings.automaticResends,
        archiveAfter: archiveAfter ?? settings.archiveAfter,
        plan: plan === undefined ? settings.plan : plan,
        watch: watch ?? settings.watch,
        rules: rules ?? settings.rules,
        proxy: { ...settings.proxy, ...rest, hasPassword: password === undefined ? settings.proxy.hasPassword : password !== '' },
      }
      if (plan !== undefined) {
        const { plan: _before, ...withoutPlan } = status
        status = plan === null ? withoutPlan : { ...status, plan: planUse(plan) }
        emit('statusChanged', status)
      }
      emit('settingsChanged', snapshot.settings)
      emit('rulesChanged', rulesState())
      if (watch) emit('watchChanged', watchStatus())
      return ok(null)
    },
    ...fakePointsImport(scene.pointsFile, (added) => {
      pointsOfSale = [...pointsOfSale.filter(({ name }) => !added.some((one) => one.name === name)), ...added]
      emit('pointsOfSaleChanged', pointsOfSale)
    }),
    ...fakeTasks(scene.tasks ?? {}, emit, changed),
  }

  let released = Promise.resolve()

  const fake: FakeApi = {
    calls,
    told,
    refuse: { ...scene.refuse },
    emit,
    navigate: desktop.navigate,
    call: async (name, args) => {
      calls.push({ name, args })
      await released
      const code = fake.refuse[name]
      if (code) return fail(code)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler does not tie a name to its handler
      const handler = handlers[name] as unknown as (given: typeof args) => Result<CommandValue<typeof name>>
      const answer = asBridged(handler(args))
      told.push(answer)
      return answer
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known)
      known.add(listener)
      return () => {
        known.delete(listener)
      }
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      released = promise
      return resolve
    },
    settle: (reference, state) => {
      const found = orders.find((known) => known.external_reference === reference)
      if (found) changed(order(state, identity(found)))
    },
  }
  return fake
}

/** What crosses Electron's context bridge is a copy, and frozen. */
function asBridged<T>(value: T): T {
  const freeze = (part: unknown) => {
    if (typeof part !== 'object' || part === null) return
    Object.freeze(part)
    Object.values(part).forEach(freeze)
  }
  const copy = structuredClone(value)
  freeze(copy)
  return copy
}

const testedWell = { title: 'Las credenciales funcionan', explanation: 'TusFacturasAPP respondió a la consulta. No se gastó ninguna solicitud.', nextStep: '' }

const identity = ({ id, external_reference, batchId, pointOfSaleId, pointOfSaleName, createdAt }: Order) => ({
  id,
  external_reference,
  batchId,
  pointOfSaleId,
  pointOfSaleName,
  createdAt,
})

/** A batch that nobody made up: the sum of its orders. */
function batchOf(own: Order[]): Batch {
  const states: Batch['states'] = {}
  for (const { state } of own) states[state] = (states[state] ?? 0) + 1
  const sum = (part: 'requestsUsed' | 'requestsPossible') => own.reduce((total, each) => total + each[part], 0)
  return {
    id: own[0]?.batchId ?? 0,
    pointOfSaleId: own[0]?.pointOfSaleId ?? '',
    createdAt: own[0]?.createdAt ?? 0,
    total: own.length,
    states,
    active: own.some(({ state }) => movingStates.includes(state)),
    requestsUsed: sum('requestsUsed'),
    requestsPossible: sum('requestsPossible'),
  }
}

const ledger = (pointsOfSale: PointOfSale[], orders: Order[]) =>
  pointsOfSale.flatMap(({ id, name }) => {
    const automatic = orders.filter(({ pointOfSaleId, rule }) => pointOfSaleId === id && rule !== undefined).length
    return ['2026-10', monthOf(Date.now())].map((month) => ({
      pointOfSaleId: id,
      pointOfSaleName: name,
      method: 'reenviar_encolado',
      month,
      used: 12,
      possible: month === '2026-10' ? 0 : 1,
      ...(automatic > 0 && month !== '2026-10' && { automatic }),
    }))
  })

/** What an office may have sent this month. */
const planUse = (limit: number): PlanUse => ({
  limit,
  month: monthOf(Date.now()),
  uses: [
    { method: 'cambiar_fecha_encolado', used: 3, possible: 0 },
    { method: 'reenviar_encolado', used: 82, possible: 1 },
  ],
  promised: 0,
})
