/** Refusals in words that nobody knows: who answers the same to two, answers it to all, and is not paid two hundred times. */
import { describe, expect, test } from 'vitest'
import type { Banner } from '#contract/model/snapshot.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, day, minute, references } from './world/world.ts'

const all = references(200)
const words = 'Tu empresa todavía no completó la verificación anual.'
const refusal = (...errores: string[]) => ({ phase: 'status', status: 200, body: JSON.stringify({ error: 'S', errores }) }) as const
const paid = { method: 'reenviar_encolado' } as const
const free = { method: 'consulta_avanzada', times: Infinity } as const

const gate = (world: World): Extract<Banner, { kind: 'gate' }>[] => world.outbox.status().banners.filter((banner) => banner.kind === 'gate')
const causes = (world: World) =>
  world.storage.database
    .prepare('SELECT DISTINCT cause FROM transition')
    .all()
    .map(({ cause }) => cause)

async function batch(prepare: (world: World) => void): Promise<World> {
  const world = await World.start()
  world.seed(all)
  prepare(world)
  world.place(all)
  await world.clock.advance(minute)
  return world
}

describe('a paid call is refused in words that no rule knows', () => {
  test('twice the same: the lane holds, in their words, with two requests spent of two hundred', async () => {
    const world = await batch(({ simulator }) => void simulator.inject({ ...paid, ...refusal(words), times: Infinity }))
    expect(world.posts()).toHaveLength(2)
    expect(world.states()).toMatchObject({ [all[0]!]: 'rejected', [all[1]!]: 'held', [all[2]!]: 'held', [all[199]!]: 'held' })
    expect(gate(world)).toEqual([{ kind: 'gate', pointOfSaleId: 'uno', pointOfSaleName: 'Local uno', reason: 'respuesta', waiting: 199, words }])
    expect(world.outbox.order(3)).toMatchObject({ stateLabel: 'Frenado: TusFacturasAPP responde lo mismo a todo', requestsUsed: 0 })
    await world.clock.advance(2 * day)
    expect(world.posts()).toHaveLength(2)
    checkInvariants(world)
  })

  test.each(['El usuario no existe', 'El dato enviado es incorrecto'])(
    'that no rule knows, though a sentence of theirs lets something be guessed: held after two: %s',
    async (text) => {
      const world = await batch(({ simulator }) => void simulator.inject({ ...paid, ...refusal(text), times: Infinity }))
      expect(world.posts()).toHaveLength(2)
      expect(gate(world)).toMatchObject([{ reason: 'respuesta', words: text, waiting: 199 }])
    },
  )

  test('that a rule knows, and that says nothing of the comprobante: held after two', async () => {
    const text = 'El sistema no está disponible'
    const world = await batch(({ simulator }) => void simulator.inject({ ...paid, ...refusal(text), times: Infinity }))
    expect(world.posts()).toHaveLength(2)
    expect(gate(world)).toMatchObject([{ reason: 'respuesta', words: text, waiting: 199 }])
  })

  test('the other point of sale goes on, and its orders are sent and counted as ever', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(all.slice(0, 20))
    world.seed(all.slice(20, 60), {}, 'dos')
    world.simulator.inject({ ...paid, ...refusal(words), apikey: 'uno', times: Infinity })
    world.place(all.slice(0, 20))
    world.place(all.slice(20, 60), 'dos')
    await world.clock.advance(minute)
    expect(gate(world)).toMatchObject([{ pointOfSaleId: 'uno', reason: 'respuesta', waiting: 19 }])
    expect(world.posts('uno')).toHaveLength(2)
    expect(world.posts('dos').map(({ external_reference }) => external_reference)).toEqual(all.slice(20, 60))
    expect(new Set(Object.values(world.states('dos')))).toEqual(new Set(['accepted']))
    expect(world.ledger('dos')).toEqual({ used: 40, possible: 0 })
    // What comes to the other later goes too, and opens nothing of the first.
    world.seed(['LUEGO'], {}, 'dos')
    world.place(['LUEGO'], 'dos')
    await world.clock.advance(minute)
    expect(world.states('dos')).toMatchObject({ LUEGO: 'accepted' })
    expect(world.posts('uno')).toHaveLength(2)
    expect(gate(world)).toMatchObject([{ pointOfSaleId: 'uno', waiting: 19 }])
    checkInvariants(world)
  })

  test('the same words from two points of sale in turn: each is judged by its own', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['A'])
    world.seed(['B'], {}, 'dos')
    world.simulator.inject({ ...paid, ...refusal(words), times: Infinity })
    world.place(['A'])
    world.place(['B'], 'dos')
    await world.clock.advance(minute)
    expect([world.states(), world.states('dos')]).toEqual([{ A: 'rejected' }, { B: 'rejected' }])
    expect(gate(world)).toEqual([])
    checkInvariants(world)
  })

  test('after "Reintentar" one goes and is looked at: the same again closes it at once, also after a restart', async () => {
    const world = await batch(({ simulator }) => void simulator.inject({ ...paid, ...refusal(words), times: Infinity }))
    await world.restart()
    expect(gate(world)).toMatchObject([{ reason: 'respuesta', words }])
    world.outbox.retryGate('uno')
    await world.clock.advance(5 * minute)
    expect(world.posts()).toHaveLength(3)
    expect(gate(world)).toMatchObject([{ reason: 'respuesta' }])
    await world.restart()
    world.outbox.retryGate('uno')
    await world.clock.advance(5 * minute)
    expect(world.posts()).toHaveLength(4)
    world.simulator.clearFaults()
    world.outbox.retryGate('uno')
    await world.drain()
    expect(gate(world)).toEqual([])
    expect(world.simulator.executionOrder().length).toBeGreaterThan(190)
    checkInvariants(world)
  })

  test('their words differ only in the reference, a date and a number of the case: the same', async () => {
    const world = await World.start()
    world.seed(all)
    const resend = world.api.resend.bind(world.api)
    world.api.resend = async (credentials, reference, call) => {
      await resend(credentials, reference, call)
      const text = `No se atiende ${reference} (caso ${7_000_000 + world.posts().length}, 20/11/2026 10:${20 + world.posts().length})`
      return { kind: 'refused', refusal: 'other', texts: [text], until: null, original: text }
    }
    world.place(all)
    await world.clock.advance(minute)
    expect(world.posts()).toHaveLength(2)
  })

  test('without any words, and under HTTP 400: the same', async () => {
    for (const fault of [refusal(), { phase: 'status', status: 400, body: JSON.stringify({ error: 'S', errores: [words] }) } as const]) {
      const world = await batch(({ simulator }) => void simulator.inject({ ...paid, ...fault, times: Infinity }))
      expect(world.posts()).toHaveLength(2)
      expect(gate(world)).toMatchObject([{ reason: 'respuesta' }])
    }
  })

  test('a known error in the data of every comprobante holds nothing', async () => {
    const world = await World.start()
    const some = all.slice(0, 6)
    world.seed(some)
    world.simulator.inject({ ...paid, ...refusal('10016: Campo CbteFch: la fecha del comprobante no puede ser anterior a 5 días.'), times: Infinity })
    world.place(some)
    await world.drain()
    expect(world.posts()).toHaveLength(6)
    expect(gate(world)).toEqual([])
    checkInvariants(world)
  })

  test('not in a row, or in other words: nothing is held', async () => {
    const world = await World.start()
    const some = all.slice(0, 6)
    world.seed(some)
    const resend = world.api.resend.bind(world.api)
    const texts = [words, null, words, 'Otra cosa que nadie conoce.', words, null]
    world.api.resend = async (...args) => {
      const reply = await resend(...args)
      const text = texts.shift() ?? null
      return text === null ? reply : { kind: 'refused', refusal: 'other', texts: [text], until: null, original: text }
    }
    world.place(some)
    await world.drain()
    expect(world.posts()).toHaveLength(6)
    expect(gate(world)).toEqual([])
    checkInvariants(world)
  })

  test('long words are shortened, and no credential is in them', async () => {
    const world = await batch(
      ({ simulator }) =>
        void simulator.inject({ ...paid, ...refusal(`Rechazo interno ${'a'.repeat(32)} sin más datos. ${'Muy largo. '.repeat(40)}`), times: Infinity }),
    )
    const [closed] = gate(world)
    expect(closed?.words?.length ?? 999).toBeLessThanOrEqual(161)
    expect(JSON.stringify(world.outbox.status())).not.toContain('a'.repeat(32))
  })
})

describe('the free query is refused', () => {
  test.each([
    'Su cuenta se encuentra suspendida.',
    'La suscripción no incluye esta consulta.',
    'No tenés más consultas disponibles en tu plan.',
    'Superaste el cupo de requests de tu abono.',
    'Algo salió mal, probá de nuevo.',
    'No se puede atender el pedido.',
  ])('in words that are not about the query: never sent unchecked, held after two: %s', async (text) => {
    const world = await batch(({ simulator }) => void simulator.inject({ ...free, ...refusal(text) }))
    await world.clock.advance(day)
    expect(world.posts()).toHaveLength(0)
    expect(gate(world)).toMatchObject([{ reason: 'respuesta', words: text, waiting: 200 }])
    expect(world.ledger()).toEqual({ used: 0, possible: 0 })
    world.outbox.retryGate('uno')
    const asked = world.simulator.requests().length
    await world.clock.advance(minute)
    expect(world.simulator.requests().length - asked).toBeLessThanOrEqual(2)
    expect(gate(world)).toMatchObject([{ reason: 'respuesta' }])
    world.simulator.clearFaults()
    world.outbox.retryGate('uno')
    await world.drain()
    expect(world.simulator.executionOrder().map(({ external_reference }) => external_reference)).toEqual(all)
    expect(causes(world)).not.toContain('claimed-unchecked')
    checkInvariants(world)
  })

  test('with HTTP 400 and such words: the same', async () => {
    const world = await batch(
      ({ simulator }) =>
        void simulator.inject({ ...free, phase: 'status', status: 400, body: JSON.stringify({ error: 'S', errores: ['Su cuenta se encuentra suspendida.'] }) }),
    )
    expect(world.posts()).toHaveLength(0)
    expect(gate(world)).toMatchObject([{ reason: 'respuesta' }])
  })

  test.each([
    { phase: 'status', status: 404 },
    { phase: 'status', status: 405 },
    { phase: 'status', status: 501, body: '' },
    refusal('El método consulta_avanzada no existe.'),
    refusal('busqueda_tipo inválido'),
    refusal('No se reconoce el tipo de búsqueda EXT_REF.'),
  ] as const)('because the API does not know it: sent without it after three: %j', async (fault) => {
    const world = await World.start()
    world.seed(['A'])
    world.simulator.inject({ ...free, ...fault })
    world.place(['A'])
    await world.clock.advance(minute)
    expect(world.posts()).toHaveLength(1)
    expect(causes(world)).toContain('claimed-unchecked')
    expect(gate(world)).toEqual([])
  })

  test('once in other words, among refusals of the query: it does not go unchecked for those', async () => {
    const world = await World.start()
    world.seed(['A'])
    world.simulator.inject({ ...free, phase: 'status', status: 404, body: '', times: 2 })
    world.simulator.inject({ ...free, ...refusal(words), times: 1 })
    world.place(['A'])
    await world.drain()
    expect(causes(world)).not.toContain('claimed-unchecked')
    expect(world.states()).toEqual({ A: 'accepted' })
  })
})

test('two changes of date refused in the same unknown words hold the point of sale', async () => {
  const world = await World.start()
  world.seed(['A', 'B', 'C', 'D'])
  world.simulator.inject({ method: 'cambiar_fecha_encolado', ...refusal(words), times: Infinity })
  const change = async (external_reference: string) => {
    const asked = world.outbox.tasks.ask({
      pointOfSaleId: 'uno',
      method: 'cambiar_fecha_encolado',
      external_reference,
      args: { fecha: '24/11/2026', vencimiento: '24/11/2026' },
    })
    await world.clock.advance(1_000)
    return asked
  }
  await change('A')
  expect(gate(world)).toEqual([])
  await change('B')
  expect(gate(world)).toMatchObject([{ reason: 'respuesta', words }])
  expect(await change('C')).toMatchObject({ ok: false, error: { code: 'lane-gated', params: { reason: 'respuesta' } } })
  world.place(['D'])
  await world.clock.advance(minute)
  expect(world.states()).toEqual({ D: 'held' })
  expect(world.posts()).toEqual([])
})
