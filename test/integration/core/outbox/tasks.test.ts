/** Paid calls that a person asks for, over real sockets: each way they can end, and what they cost then. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Order } from '#contract/model/order.ts'
import type { Result } from '#contract/result.ts'
import type { Task, TaskMethod, TaskState } from '#contract/model/task.ts'
import type { TaskRequest } from '../../../../electron/core/outbox/tasks/tasks.ts'
import { isTaskAllowed, type TaskCause } from '../../../../electron/core/outbox/tasks/transitions.ts'
import type { Fault, Method } from '../../../simulator/simulator.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, minute } from './world/world.ts'

const old = '20/11/2026'
const redated = { fecha: '23/11/2026', vencimiento: '30/11/2026' }

/** Every task, with what makes it do something. */
const requests: Record<TaskMethod, TaskRequest> = {
  cambiar_fecha_encolado: { pointOfSaleId: 'uno', method: 'cambiar_fecha_encolado', external_reference: 'A', args: { ...redated, resend: false } },
  eliminar_encolado: { pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'A', args: { fecha: old } },
  alertas: { pointOfSaleId: 'uno', method: 'alertas' },
  consumo: { pointOfSaleId: 'uno', method: 'consumo' },
}
const all = Object.keys(requests) as TaskMethod[]
const queueMethods = ['cambiar_fecha_encolado', 'eliminar_encolado'] as const

async function withOneInError(options: Parameters<typeof World.start>[0] = {}): Promise<World> {
  const world = await World.start(options)
  world.seed(['A'])
  return world
}

/** Asks, and lets a second pass. */
async function ask(world: World, request: TaskRequest): Promise<Result<Task>> {
  const asked = world.outbox.tasks.ask(request)
  await world.clock.advance(1_000)
  return asked
}

const taskOf = (result: Result<Task>): Task => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const newest = (world: World): Task | undefined => world.outbox.tasks.list({})[0]
const posts = (world: World, method: Method) => world.simulator.requests({ method })
const cost = ({ requestsUsed, requestsPossible }: Task) => [requestsUsed, requestsPossible]

/** What has to be true whatever happened. */
function check(world: World): void {
  checkInvariants(world)
  for (const method of all) {
    const rows = world.outbox.ledger().filter((row) => row.method === method)
    const ledger = rows.reduce((sum, row) => sum + row.used + row.possible, 0)
    expect(ledger, `the ledger of ${method} is not below the truth`).toBeGreaterThanOrEqual(world.simulator.counted(method, 'uno'))
    expect(ledger, `every POST of ${method} has a marker`).toBeGreaterThanOrEqual(posts(world, method).length)
  }
  expect(world.number("SELECT count(*) FROM task WHERE state IN ('requested', 'on_wire')"), 'nothing is half-way').toBe(0)
  expect(
    world.number("SELECT count(*) FROM task WHERE (state = 'uncertain') <> (next_at IS NOT NULL)"),
    'what is uncertain is asked about, and nothing else',
  ).toBe(0)
  let last: { task: unknown; to: unknown } = { task: null, to: null }
  for (const row of world.storage.database.prepare('SELECT * FROM task_transition ORDER BY task_id, id').all()) {
    expect(row['from_state'], 'a story has no gaps').toBe(row['task_id'] === last.task ? last.to : null)
    if (!isTaskAllowed(row['from_state'] as TaskState | null, row['to_state'] as TaskState, row['cause'] as TaskCause))
      expect.fail(`not in the table: ${String(row['from_state'])} -> ${String(row['to_state'])} (${String(row['cause'])})`)
    last = { task: row['task_id'], to: row['to_state'] }
  }
}

describe('answered', () => {
  test.each(all)('%s: done, one request, one line in the ledger and in the journal', async (method) => {
    const world = await withOneInError()
    const task = taskOf(await ask(world, requests[method]))
    expect(task.state).toBe('done')
    expect(cost(task)).toEqual([1, 0])
    expect(world.simulator.counted(method, 'uno')).toBe(1)
    expect(world.outbox.ledger()).toMatchObject([{ method, used: 1, possible: 0 }])
    check(world)
  })

  test('the new dates arrive as they were asked for', async () => {
    const world = await withOneInError()
    await ask(world, requests.cambiar_fecha_encolado)
    expect(posts(world, 'cambiar_fecha_encolado')[0]?.json).toMatchObject({ external_reference: 'A', ...redated })
    expect(world.simulator.items('uno')).toMatchObject([{ fecha: redated.fecha, vencimiento_pago: redated.vencimiento }])
  })

  test('the figures of the quota are told as they came', async () => {
    const world = await World.start()
    const task = taskOf(await ask(world, requests.consumo))
    expect(task.usage).toEqual({ abonos_pendientes: 21, comprobantes_generados: 12, comprobantes_cupo: 100, comprobantes_disponibles: 79 })
    expect(world.outbox.tasks.accountStates()).toMatchObject([{ pointOfSaleId: 'uno', service: null, usage: { value: task.usage } }])
  })

  test('an alert is a banner until it is asked again, a comprobante is issued, or it was read; a maintenance until its end', async () => {
    const world = await withOneInError()
    world.simulator.arcaAlert('El servicio de ARCA presenta demoras.')
    world.simulator.plannedMaintenance([{ desde: '23/11/2026 20:00', hasta: '23/11/2026 22:00', titulo: 'Mantenimiento', texto: 'Sin emisión' }])
    const banners = () => world.outbox.status().banners.map(({ kind }) => kind)
    const first = taskOf(await ask(world, requests.alertas))
    expect(first.service).toMatchObject({ working: false, facturacion: 'El servicio de ARCA presenta demoras.' })
    expect(banners()).toEqual(['arca-alert', 'announced-maintenance'])
    // It survives a restart, and nothing is asked for it.
    await world.restart()
    expect(banners()).toEqual(['arca-alert', 'announced-maintenance'])
    world.outbox.dismissAlert(first.id)
    expect(banners()).toEqual(['announced-maintenance'])
    await world.clock.advance(11 * 60 * minute)
    expect(banners()).toEqual([])
    await ask(world, requests.alertas)
    expect(banners()).toEqual(['arca-alert'])
    world.simulator.arcaAlert(null)
    world.place(['A'])
    await world.clock.advance(minute)
    await world.simulator.process()
    await world.clock.advance(minute)
    expect(world.states()).toEqual({ A: 'issued' })
    expect(banners()).toEqual([])
    await ask(world, requests.alertas)
    expect(banners()).toEqual([])
    expect(world.simulator.counted('alertas', 'uno')).toBe(3)
    check(world)
  })

  test('an alert ends with whatever is issued last, which need not be the newest order', async () => {
    const world = await World.start()
    world.seed(['VIEJA', 'NUEVA'])
    world.place(['VIEJA', 'NUEVA'])
    await world.clock.advance(minute)
    await world.simulator.process({ references: ['NUEVA'] })
    await world.clock.advance(20 * minute)
    expect(world.states()).toEqual({ VIEJA: 'accepted', NUEVA: 'issued' })
    world.simulator.arcaAlert('El servicio de ARCA presenta demoras.')
    await ask(world, requests.alertas)
    world.simulator.arcaAlert(null)
    const banners = () => world.outbox.status().banners.map(({ kind }) => kind)
    expect(banners()).toEqual(['arca-alert'])
    await world.simulator.process({ references: ['VIEJA'] })
    await world.clock.advance(20 * minute)
    expect(world.states()).toEqual({ VIEJA: 'issued', NUEVA: 'issued' })
    expect(banners()).toEqual([])
  })
})

describe('refused', () => {
  test.each(queueMethods)('%s: the free query finds nothing, so nothing is spent', async (method) => {
    const world = await World.start()
    const task = taskOf(await ask(world, requests[method]))
    expect(task.state).toBe('not_found')
    expect(cost(task)).toEqual([0, 0])
    expect(posts(world, method)).toEqual([])
    check(world)
  })

  test.each(queueMethods)('%s: what is issued cannot be changed, and is not paid for', async (method) => {
    const world = await World.start()
    world.seed(['A'], { status: 'issued' })
    const task = taskOf(await ask(world, requests[method]))
    expect(task.state).toBe('not_sent')
    expect(task.explanation.title).toBe('El comprobante ya está emitido')
    expect(posts(world, method)).toEqual([])
    check(world)
  })

  test('a comprobante of another date is not deleted', async () => {
    const world = await withOneInError()
    const task = taskOf(await ask(world, { ...requests.eliminar_encolado, args: { fecha: '19/11/2026' } }))
    expect(task.state).toBe('not_found')
    expect(world.simulator.items('uno')).toHaveLength(1)
    check(world)
  })

  test.each(queueMethods)('%s: the API says that it is not there, and counts it', async (method) => {
    const world = await withOneInError()
    const fault = world.simulator.inject({ phase: 'pause', method, executed: false })
    const asked = world.outbox.tasks.ask(requests[method])
    const gone = world.clock.advance(1_000)
    await fault.reached
    // Somebody else deletes it between the query and the call.
    world.simulator.remove('uno', 'A')
    fault.release()
    await gone
    const task = taskOf(await asked)
    expect(task.state).toBe('not_found')
    expect(cost(task)).toEqual([1, 0])
    check(world)
  })

  test.each(all)('%s: its quota is used up, which says nothing about the resends', async (method) => {
    const world = await withOneInError()
    world.simulator.addPointOfSale({ apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64), quota: { [method]: 0 } })
    const task = taskOf(await ask(world, requests[method]))
    expect(task.state).toBe('refused')
    expect(task.explanation.title).toBe('Se agotaron las solicitudes de este tipo')
    expect(world.outbox.status().banners).toEqual([])
    world.place(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted' })
  })

  test.each(all)('%s: wrong credentials close the gate', async (method) => {
    const world = await withOneInError()
    const fault = world.simulator.inject({ phase: 'status', status: 401, method })
    const task = taskOf(await ask(world, requests[method]))
    expect(fault.hits()).toBe(1)
    expect(task.state).toBe('refused')
    expect(cost(task)).toEqual([1, 0])
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'credenciales' }])
    // And nothing more is spent until it is mended.
    expect(await ask(world, requests[method])).toEqual({ ok: false, error: { code: 'lane-gated', params: { reason: 'credenciales' } } })
    expect(posts(world, method)).toHaveLength(1)
    check(world)
  })
})

const lost: Fault[] = [{ phase: 'reset' }, { phase: 'end' }, { phase: 'html' }, { phase: 'status', status: 502 }, { phase: 'hang' }]
const truths = lost.flatMap((fault) => [true, false].map((executed): [string, boolean, Fault] => [fault.phase, executed, { ...fault, executed }]))

describe.each(queueMethods)('%s, its answer lost', (method) => {
  test.each(truths)('%s, executed %s: the free query tells', async (_phase, executed, fault) => {
    const world = await withOneInError({ answerTimeout: fault.phase === 'hang' ? 1_000 : 10_000 })
    world.simulator.inject({ ...fault, method })
    const uncertain = taskOf(await ask(world, requests[method]))
    expect(uncertain.state).toBe('uncertain')
    expect(cost(uncertain)).toEqual([0, 1])
    expect(await ask(world, requests[method]), 'and is not sent again meanwhile').toMatchObject({ ok: false, error: { code: 'task-under-way' } })
    check(world)
    await world.clock.advance(20_000)
    expect(newest(world)?.state).toBe(executed ? 'done' : 'uncertain')
    await world.clock.advance(5 * minute)
    const settled = newest(world)
    expect(settled?.state).toBe(executed ? 'done' : 'not_done')
    expect(settled && cost(settled)).toEqual(executed ? [1, 0] : [0, 1])
    expect(posts(world, method)).toHaveLength(1)
    if (executed) return check(world)
    // The person may try again, and knows that it may be the second request.
    expect(settled?.explanation.nextStep).toContain('segunda solicitud')
    expect(taskOf(await ask(world, requests[method])).state).toBe('done')
    check(world)
  })
})

test.each(['alertas', 'consumo'] as const)('%s, its answer lost: stays possible, as no query shows it', async (method) => {
  const world = await World.start()
  world.simulator.inject({ phase: 'reset', executed: true, method })
  const task = taskOf(await ask(world, requests[method]))
  expect(task.state).toBe('unclear')
  expect(cost(task)).toEqual([0, 1])
  await world.clock.advance(10 * minute)
  expect(newest(world)?.state).toBe('unclear')
  check(world)
})

describe('verifying', () => {
  test('only the due date changes: the query shows that too', async () => {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'reset', executed: true, method: 'cambiar_fecha_encolado' })
    await ask(world, { ...requests.cambiar_fecha_encolado, args: { fecha: old, vencimiento: '30/11/2026' } })
    await world.clock.advance(minute)
    expect(newest(world)?.state).toBe('done')
    check(world)
  })

  test('what was issued meanwhile was not deleted', async () => {
    const world = await World.start()
    world.seed(['A'], { status: 'queued' })
    world.simulator.inject({ phase: 'reset', executed: false, method: 'eliminar_encolado' })
    await ask(world, requests.eliminar_encolado)
    await world.simulator.process()
    await world.clock.advance(5 * minute)
    expect(newest(world)?.state).toBe('not_done')
    check(world)
  })

  test('one of two was deleted: the query shows a part', async () => {
    const world = await World.start()
    world.seed(['A', 'A'])
    world.seed(['A'], { deletable: false })
    world.simulator.inject({ phase: 'end', executed: true, method: 'eliminar_encolado' })
    await ask(world, requests.eliminar_encolado)
    await world.clock.advance(minute)
    const task = newest(world)
    expect(task?.state).toBe('partial')
    expect(task?.deletion).toMatchObject({ procesados: [], errores: [], remaining: [{ fecha: old, status: 'error' }] })
    check(world)
  })

  test('without a connection it is asked about later, and never sent again', async () => {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'reset', executed: true, method: 'eliminar_encolado' })
    const told: Task[] = []
    world.outbox.onChange((change) => void (change.type === 'tasks' && told.push(...change.tasks)))
    await ask(world, requests.eliminar_encolado)
    await world.simulator.link('down')
    for (let passed = 0; passed < 30; passed++) {
      await world.clock.advance(minute)
      expect(newest(world)).toMatchObject({ state: 'uncertain' })
      expect(newest(world)?.nextAt, 'and when, is told').toBeGreaterThanOrEqual(world.clock.now())
    }
    expect(told.at(-1)?.nextAt, 'also to the page').toBe(newest(world)?.nextAt)
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(1_000)
    expect(newest(world)?.state).toBe('done')
    expect(posts(world, 'eliminar_encolado')).toHaveLength(1)
    check(world)
  })

  test('an event of TusFacturasAPP has the query asked at once', async () => {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'reset', executed: true, method: 'eliminar_encolado' })
    await ask(world, requests.eliminar_encolado)
    const event = { hook_id: 'h1', evento: 'eliminado', external_reference: 'A', creado: null, msg: [] }
    world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: false, source: 'receiver' }])
    await world.clock.advance(1_000)
    expect(newest(world)?.state).toBe('done')
    check(world)
  })

  test('a restart goes on verifying', async () => {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'reset', executed: true, method: 'cambiar_fecha_encolado' })
    await ask(world, requests.cambiar_fecha_encolado)
    await world.restart()
    await world.clock.advance(minute)
    expect(newest(world)?.state).toBe('done')
    check(world)
  })
})

describe('nothing leaves', () => {
  test.each(all)('%s without a connection: says so, and is not kept for later', async (method) => {
    const world = await withOneInError()
    await world.simulator.link('down')
    const task = taskOf(await ask(world, requests[method]))
    expect(task.state).toBe('not_sent')
    expect(cost(task)).toEqual([0, 0])
    expect(task.explanation.nextStep).toContain('No queda pendiente')
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(60 * minute)
    expect(posts(world, method)).toEqual([])
    expect(world.outbox.ledger()).toEqual([])
    check(world)
  })

  test('paused, stopped, in maintenance: refused before anything is written down', async () => {
    const world = await withOneInError()
    const refusal = async () => {
      const result = await ask(world, requests.eliminar_encolado)
      return result.ok ? result.value.state : result.error.code
    }
    world.outbox.setPaused(true)
    expect(await refusal()).toBe('sending-paused')
    world.outbox.setPaused(false)
    world.simulator.maintenance(world.clock.now() + 60 * minute)
    expect(await refusal()).toBe('not_sent')
    expect(await refusal()).toBe('lane-waits')
    expect(world.outbox.tasks.list({})).toHaveLength(1)
    expect(await ask(world, { ...requests.alertas, pointOfSaleId: 'otro' })).toMatchObject({ error: { code: 'point-of-sale-missing' } })
    expect(posts(world, 'eliminar_encolado')).toEqual([])
    check(world)
  })

  test('a resend without quota closes its gate; asking for the quota is what a person does then', async () => {
    const world = await withOneInError()
    world.simulator.addPointOfSale({ apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64), quota: { reenviar_encolado: 0 } })
    world.place(['A'])
    await world.clock.advance(1_000)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'cupo' }])
    expect(taskOf(await ask(world, requests.consumo)).state).toBe('done')
    check(world)
  })

  test('the disk refuses the marker: nothing leaves', async () => {
    const world = await withOneInError()
    world.storage.database.exec("CREATE TRIGGER full BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'full'); END")
    const task = taskOf(await ask(world, requests.eliminar_encolado))
    world.storage.database.exec('DROP TRIGGER full')
    expect(task.state).toBe('not_sent')
    expect(posts(world, 'eliminar_encolado')).toEqual([])
    check(world)
  })
})

describe('in turn', () => {
  test.each(all)('%s asked twice at once: one request', async (method) => {
    const world = await withOneInError()
    const both = Promise.all([world.outbox.tasks.ask(requests[method]), world.outbox.tasks.ask(requests[method])])
    await world.clock.advance(1_000)
    const [first, second] = await both
    expect(taskOf(first).state).toBe('done')
    expect(second).toEqual({ ok: false, error: { code: 'task-under-way' } })
    expect(posts(world, method)).toHaveLength(1)
    check(world)
  })

  test('among orders: goes next, never beside a POST of its lane, and 100 ms from each', async () => {
    const world = await World.start()
    const orders = ['A', 'B', 'C', 'D', 'E', 'F']
    world.seed(orders)
    world.seed(['X'])
    world.simulator.latencyMs = 5
    const held = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', skip: 1 })
    world.place(orders)
    const passing = world.clock.advance(200)
    await held.reached
    const asked = world.outbox.tasks.ask({ ...requests.cambiar_fecha_encolado, external_reference: 'X' })
    // The answer took so long that the next order could follow at once.
    world.clock.skew = 150
    held.release()
    await passing
    await world.clock.advance(2_000)
    expect(taskOf(await asked).state).toBe('done')
    await world.drain()
    const paid = world.simulator.requests().filter(({ method }) => method !== 'consulta_avanzada')
    expect(paid.map(({ external_reference }) => external_reference)).toEqual(['A', 'B', 'X', 'C', 'D', 'E', 'F'])
    for (const [index, { time }] of paid.entries()) if (index > 0) expect(time - (paid[index - 1]?.time ?? 0)).toBeGreaterThanOrEqual(100)
    for (const [index, { startedAt }] of paid.entries()) if (index > 0) expect(startedAt).toBeGreaterThanOrEqual(paid[index - 1]?.finishedAt ?? Infinity)
    check(world)
  })

  test('taken back while it waits for its turn: nothing leaves', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    const held = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado' })
    world.place(['B'])
    const passing = world.clock.advance(1_000)
    await held.reached
    const asked = world.outbox.tasks.ask(requests.eliminar_encolado)
    world.outbox.tasks.cancel('uno', 'eliminar_encolado', 'A')
    held.release()
    await passing
    await world.clock.advance(1_000)
    expect(taskOf(await asked)).toMatchObject({ state: 'not_sent', explanation: { title: 'Lo cancelaste' } })
    expect(posts(world, 'eliminar_encolado')).toEqual([])
    check(world)
  })
})

describe('PARCIAL', () => {
  test('says what went, what stays and why', async () => {
    const world = await World.start()
    world.seed(['A', 'A'])
    world.seed(['A'], { deletable: false, tipo: 'FACTURA A' })
    world.seed(['A'], { status: 'issued' })
    world.seed(['A'], { fecha: '19/11/2026' })
    const task = taskOf(await ask(world, requests.eliminar_encolado))
    expect(task.state).toBe('partial')
    expect(cost(task)).toEqual([1, 0])
    expect(task.deletion?.procesados).toHaveLength(2)
    expect(task.deletion?.errores).toHaveLength(2)
    expect(task.deletion?.remaining?.map(({ status }) => status).toSorted()).toEqual(['error', 'issued'])
    expect(
      world.simulator
        .items('uno')
        .map(({ fecha }) => fecha)
        .toSorted(),
    ).toEqual(['19/11/2026', old, old])
    check(world)
  })
})

describe('orders that follow what was deleted', () => {
  test.each([false, true])('are at their end, the answer lost: %s', async (lostAnswer) => {
    const world = await withOneInError()
    world.place(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted' })
    if (lostAnswer) world.simulator.inject({ phase: 'reset', executed: true, method: 'eliminar_encolado' })
    await ask(world, requests.eliminar_encolado)
    await world.clock.advance(minute)
    expect(newest(world)?.state).toBe('done')
    expect(world.outbox.list({ offset: 0, limit: 1 }).orders).toMatchObject([
      { state: 'cancelled', nextAt: null, explanation: { title: 'Lo eliminaste de la cola' } },
    ])
    const asked = world.simulator.requests().length
    await world.clock.advance(48 * 60 * minute)
    expect(world.simulator.requests()).toHaveLength(asked)
    check(world)
  })

  test('go on while something of the reference is left', async () => {
    const world = await withOneInError()
    world.seed(['A'], { fecha: '19/11/2026', status: 'waiting' })
    world.place(['A'])
    await world.drain()
    await ask(world, requests.eliminar_encolado)
    expect(world.states()).toEqual({ A: 'accepted' })
    check(world)
  })
})

test.each([10 * minute, 8 * 60 * minute])('an answer lost, then the clock set back by %i ms: verified within its plan, offline or not', async (back) => {
  const world = await withOneInError()
  world.simulator.inject({ phase: 'reset', executed: true, method: 'eliminar_encolado' })
  expect(taskOf(await ask(world, requests.eliminar_encolado)).state).toBe('uncertain')
  await world.simulator.link('down')
  world.clock.skew -= back
  const queries = () => world.simulator.requests({ method: 'consulta_avanzada' }).length
  await world.clock.advance(2 * minute)
  expect(queries()).toBeLessThan(5)
  await world.simulator.link('up')
  world.outbox.wake('online')
  await world.clock.advance(minute)
  expect(newest(world)?.state).toBe('done')
  check(world)
})

test('an accepted order of which nothing is heard for a day says so', async () => {
  const world = await withOneInError()
  world.place(['A'])
  await world.clock.advance(26 * 60 * minute)
  expect(world.outbox.list({ offset: 0, limit: 1 }).orders).toMatchObject([
    { state: 'accepted', stateLabel: 'Reencolado, sin novedades', nextAt: null, explanation: { title: 'Reencolado, sin novedades' } },
  ])
  check(world)
})

describe('after a change of date', () => {
  const asked = { ...requests.cambiar_fecha_encolado, args: { ...redated, resend: true } }

  test('still in error: a linked order asks for free and resends it, two requests in all', async () => {
    const world = await withOneInError()
    world.allow('uno', 'A')
    const task = taskOf(await ask(world, asked))
    await world.clock.advance(1_000)
    expect(task.followUp).not.toBeNull()
    expect(world.states()).toEqual({ A: 'accepted' })
    expect(world.ledger()).toEqual({ used: 2, possible: 0 })
    expect(world.simulator.executions('A')).toBe(1)
    check(world)
  })

  test('requeued by the change itself: nothing more is spent', async () => {
    const world = await withOneInError()
    world.simulator.quirks.redateRequeues = true
    world.allow('uno', 'A')
    await ask(world, asked)
    await world.clock.advance(1_000)
    expect(world.states()).toEqual({ A: 'superseded' })
    expect(world.ledger()).toEqual({ used: 1, possible: 0 })
    check(world)
  })

  test.each([
    [true, 'Volvió solo a la cola'],
    [false, 'Sigue con error'],
  ])('without a resend, requeued by the change itself: %s; a free look tells which, and the answer lost tells the same', async (redateRequeues, words) => {
    for (const answered of [true, false]) {
      const world = await withOneInError()
      world.simulator.quirks.redateRequeues = redateRequeues
      if (!answered) world.simulator.inject({ phase: 'reset', executed: true, method: 'cambiar_fecha_encolado' })
      await ask(world, requests.cambiar_fecha_encolado)
      await world.clock.advance(minute)
      expect(newest(world)).toMatchObject({ state: 'done', followUp: null })
      expect(newest(world)?.explanation.nextStep).toContain(words)
      expect(world.posts()).toEqual([])
      expect(world.ledger()).toEqual({ used: 1, possible: 0 })
      check(world)
    }
  })

  test('without a resend, when nobody answers the look: both are left open', async () => {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'status', status: 503, method: 'consulta_avanzada', skip: 1, times: Infinity })
    const task = taskOf(await ask(world, requests.cambiar_fecha_encolado))
    expect(task.state).toBe('done')
    expect(task.explanation.nextStep).toContain('Puede volver solo a la cola o seguir con error')
    check(world)
  })

  test.each([true, false])(
    'to a date to come, requeued by the change itself: %s; it waits in the queue for its day and costs no more',
    async (redateRequeues) => {
      const world = await withOneInError()
      Object.assign(world.simulator.quirks, { redateRequeues, requeuedAs: 'scheduled' })
      world.allow('uno', 'A')
      await ask(world, { ...asked, args: { fecha: '24/11/2026', vencimiento: '24/11/2026', resend: true } })
      await world.clock.advance(minute)
      await world.simulator.process()
      expect(world.states()).toEqual({ A: redateRequeues ? 'superseded' : 'accepted' })
      await world.clock.advance(20 * 60 * minute)
      await world.simulator.process()
      await world.clock.advance(2 * 60 * minute)
      expect(world.states()).toEqual({ A: 'issued' })
      expect(world.posts()).toHaveLength(redateRequeues ? 0 : 1)
      check(world)
    },
  )

  test('its answer lost but carried out: the resend follows once that is seen; not carried out: no resend', async () => {
    for (const executed of [true, false]) {
      const world = await withOneInError()
      world.allow('uno', 'A')
      world.simulator.inject({ phase: 'reset', executed, method: 'cambiar_fecha_encolado' })
      expect(taskOf(await ask(world, asked)).followUp).toBeNull()
      await world.clock.advance(6 * minute)
      expect(newest(world)?.state).toBe(executed ? 'done' : 'not_done')
      expect(world.posts()).toHaveLength(executed ? 1 : 0)
      if (executed) check(world)
    }
  })

  test('an order for it is on its way already: no second one', async () => {
    const world = await withOneInError()
    world.outbox.setPaused(true)
    world.place(['A'])
    world.outbox.setPaused(false)
    const held = world.simulator.inject({ phase: 'pause', method: 'consulta_avanzada' })
    const passing = world.clock.advance(500)
    await held.reached
    const pending = world.outbox.tasks.ask(asked)
    held.release()
    await passing
    await world.clock.advance(2_000)
    expect(taskOf(await pending).followUp).toBeNull()
    expect(world.number('SELECT count(*) FROM orders')).toBe(1)
    expect(world.posts()).toHaveLength(1)
    check(world)
  })
})

function postpone(world: World, ahead: number): Result<Order> {
  world.allow('uno', 'A')
  return world.outbox.postpone('uno', 'A', world.clock.now() + ahead, null)
}

describe('put off until later', () => {
  const hour = 60 * minute
  test('nothing goes before its hour; then it is asked about and sent like any other', async () => {
    const world = await withOneInError()
    const placed = postpone(world, hour)
    expect(placed).toMatchObject({ ok: true, value: { state: 'held', holdReason: 'luego', nextAt: world.clock.now() + hour, actions: ['resend', 'cancel'] } })
    expect(world.outbox.status()).toMatchObject({ postponed: 1, counts: { held: 1 } })
    await world.clock.advance(hour - 1_000)
    expect(world.simulator.requests()).toEqual([])
    await world.clock.advance(2_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    expect(world.outbox.status().postponed).toBe(0)
    check(world)
  })

  test('its hour passes while the program is closed: it goes at the next start, unless days have passed', async () => {
    for (const [closed, state] of [
      [2 * hour, 'accepted'],
      [80 * hour, 'held'],
    ] as const) {
      const world = await withOneInError()
      postpone(world, hour)
      await world.restart({ whileClosed: () => (world.clock.skew += closed) })
      await world.clock.advance(1_000)
      expect(world.states()).toEqual({ A: state })
      check(world)
    }
  })

  test('sent now after all, or cancelled; only once at a time; not for the far future', async () => {
    const world = await withOneInError()
    world.seed(['B'])
    const first = postpone(world, hour)
    expect(world.outbox.postpone('uno', 'A', world.clock.now() + hour, null)).toMatchObject({ ok: false, error: { code: 'action-not-allowed' } })
    for (const ahead of [0, -hour, 73 * hour]) expect(world.outbox.postpone('uno', 'B', world.clock.now() + ahead, null)).toMatchObject({ ok: false })
    if (first.ok) world.outbox.resend(first.value.id)
    await world.clock.advance(1_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    const second = world.outbox.postpone('uno', 'B', world.clock.now() + hour, null)
    if (second.ok) world.outbox.cancel(second.value.id)
    await world.clock.advance(2 * hour)
    expect(world.states()).toEqual({ A: 'accepted', B: 'cancelled' })
    check(world)
  })

  test('its hour comes while sending is paused: it waits for the pause to end', async () => {
    const world = await withOneInError()
    postpone(world, hour)
    world.outbox.setPaused(true)
    await world.clock.advance(2 * hour)
    expect(world.outbox.list({ offset: 0, limit: 1 }).orders).toMatchObject([{ state: 'held', holdReason: 'pausa' }])
    world.outbox.setPaused(false)
    await world.clock.advance(1_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    check(world)
  })
})

test('an older copy of the orders is put back: the journal brings the tasks into doubt, and the query settles them', async () => {
  const world = await withOneInError()
  world.seed(['B'])
  await ask(world, requests.eliminar_encolado)
  await ask(world, { ...requests.cambiar_fecha_encolado, external_reference: 'B' })
  await ask(world, requests.consumo)
  await world.restart({ start: false, whileClosed: () => forgetTasks(world.folder) })
  expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'restored' }])
  world.outbox.acknowledgeStorage()
  world.outbox.start()
  await world.clock.advance(minute)
  expect(world.outbox.tasks.list({}).map(({ method, state }) => [method, state])).toEqual([
    ['consumo', 'unclear'],
    ['cambiar_fecha_encolado', 'done'],
    ['eliminar_encolado', 'done'],
  ])
  expect(world.ledger()).toEqual({ used: 2, possible: 1 })
  check(world)
})

/** What an old copy does not have. */
function forgetTasks(folder: string): void {
  const database = new DatabaseSync(join(folder, 'ordenes.db'))
  database.exec('DELETE FROM request; DELETE FROM request_count; DELETE FROM task_transition; DELETE FROM task; UPDATE progress SET sequence = 0')
  database.close()
}
