/** What rules send without a person, against TusFacturasAPP over real sockets. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import type { BatchOutcome } from '#contract/model/order.ts'
import type { Found, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import { Office, transitory, wrongData } from './office.ts'
import { hour, minute } from '../outbox/world/world.ts'

/** The free query is refused as one that TusFacturasAPP does not know. */
const refused = () => Promise.resolve<Reply<Found>>({ kind: 'refused', refusal: 'other', texts: ['No se acepta esa búsqueda.'], until: null, original: '' })

/** One that failed, of which TusFacturasAPP said why. */
async function failed(
  reference: string,
  reason: string,
  options: Parameters<typeof Office.start>[0] = {},
  item: Parameters<Office['fall']>[1] = {},
): Promise<Office> {
  const office = await Office.start(options)
  office.fall([reference], item)
  office.tell(reference, reason)
  return office
}

/** The person asks how ARCA is. */
async function askAboutArca(office: Office): Promise<number> {
  const asked = office.world.outbox.tasks.ask({ method: 'alertas', pointOfSaleId: 'uno' })
  await office.world.clock.advance(1_000)
  const answered = await asked
  if (!answered.ok) throw new Error(answered.error.code)
  return answered.value.id
}

/** She is told that it is down, and has read it. */
async function alerted(office: Office): Promise<void> {
  office.world.simulator.arcaAlert('El servicio de ARCA presenta demoras.')
  office.world.outbox.dismissAlert(await askAboutArca(office))
  office.world.simulator.arcaAlert(null)
}

const deletion = { pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'A' } as const

/** In Argentina, as TusFacturasAPP announces it. */
const spelled = (at: number): string => `${fechaOf(dayNumberAt(at))} ${new Date(at - 3 * hour).toISOString().slice(11, 16)}`

describe('what usually mends itself', () => {
  test('is issued without anybody, once, and its story says which rule did it', async () => {
    const office = await failed('A', transitory)
    await office.pass(2)
    expect(office.posts()).toEqual(['A'])
    await office.world.simulator.process()
    await office.pass(8)
    expect(office.posts()).toEqual(['A'])
    expect(office.world.states()).toEqual({ A: 'issued' })
    expect(office.causes('A')).toEqual(['rule-transitory', 'query-started', 'claimed', 'marker', 'answer-accepted', 'seen-issued'])
    expect(office.world.outbox.order(1)).toMatchObject({ rule: 'transitory', requestsUsed: 1 })
    expect(office.used()).toBe(1)
    expect(office.world.outbox.ledger()).toMatchObject([{ used: 1, possible: 0, automatic: 1 }])
  })

  test('waits half an hour from when it was first seen, and is asked about freely right before it goes', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.clock.advance(29 * minute)
    expect(office.posts()).toEqual([])
    await office.world.clock.advance(12 * minute)
    expect(office.posts()).toEqual(['A'])
    const requests = office.world.simulator.requests()
    const post = requests.findIndex(({ method }) => method === 'reenviar_encolado')
    expect(requests[post - 1]).toMatchObject({ method: 'consulta_avanzada', json: { busqueda_tipo: expect.stringContaining('EXT_REF') as unknown } })
  })

  test('that somebody else resent meanwhile costs nothing', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.clock.advance(1)
    await office.resendElsewhere('A')
    await office.world.clock.advance(2 * hour)
    expect(office.posts()).toEqual(['A'])
    expect(office.world.states()).toEqual({ A: 'superseded' })
    expect(office.used()).toBe(0)
  })

  test('that somebody else resent while its order was about to leave costs nothing: the last look is on the connection of the POST', async () => {
    const office = await failed('A', transitory)
    await office.look()
    const { api } = office.world
    const find = api.findByReference.bind(api)
    const looks: (string | undefined)[] = []
    api.findByReference = async (...asked) => {
      looks.push(asked[4])
      if (asked[4] === 'paid') await office.resendElsewhere('A')
      return find(...asked)
    }
    await office.world.clock.advance(2 * hour)
    expect(looks).toContain('paid')
    expect(office.posts()).toEqual(['A'])
    expect(office.world.states()).toEqual({ A: 'superseded' })
    expect(office.used()).toBe(0)
    expect(office.causes('A')).toEqual(['rule-transitory', 'query-started', 'claimed', 'put-back', 'query-started', 'already-queued'])
  })

  test('paused during the last look does not go', async () => {
    const office = await failed('A', transitory)
    await office.look()
    const { api, outbox, clock } = office.world
    const find = api.findByReference.bind(api)
    api.findByReference = (...asked) => {
      if (asked[4] === 'paid') outbox.setPaused(true)
      return find(...asked)
    }
    await clock.advance(hour)
    expect(office.causes('A')).toContain('claimed')
    expect(office.posts()).toEqual([])
  })

  test('put off during the last look does not go', async () => {
    const office = await failed('A', transitory)
    await office.look()
    const { api, clock } = office.world
    const find = api.findByReference.bind(api)
    api.findByReference = (...asked) => {
      const [row] = office.inbox.of([{ pointOfSaleId: 'uno', external_reference: 'A' }])
      if (asked[4] === 'paid' && row) office.inbox.snooze([row.id], clock.now() + 48 * hour)
      return find(...asked)
    }
    await clock.advance(2 * hour)
    expect(office.causes('A')).toContain('claimed')
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
  })

  test('of which the last look never says that it is in error goes as it came, and nothing is paid', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.api.findByReference = refused
    await office.world.clock.advance(45 * minute)
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
    expect(office.causes('A').filter((cause) => cause === 'claimed')).toHaveLength(2)
  })

  test('gives way where somebody else resends too: the next one waits an hour at least, and goes when nobody else sent it', async () => {
    const office = await failed('A', transitory)
    office.fall(['B'])
    office.tell('B', transitory)
    await office.look()
    await office.world.clock.advance(1)
    await office.resendElsewhere('A')
    await office.world.clock.advance(41 * minute)
    expect(office.world.states()).toEqual({ A: 'superseded' })
    await office.world.clock.advance(55 * minute)
    expect(office.posts()).toEqual(['A'])
    await office.pass(2)
    expect(office.posts()).toEqual(['A', 'B'])
  })

  test('is tried a second time four hours later when it fails for the same, and never a third time', async () => {
    const office = await failed('A', transitory, {}, { outcome: 'fail' })
    await office.pass(1)
    expect(office.posts()).toEqual(['A'])
    await office.world.simulator.process()
    office.tell('A', transitory)
    await office.pass(3)
    expect(office.world.states()).toEqual({ A: 'failed_again' })
    expect(office.posts()).toEqual(['A'])
    await office.pass(2)
    expect(office.posts()).toEqual(['A', 'A'])
    await office.restart()
    await office.world.simulator.process()
    office.tell('A', transitory)
    await office.pass(48)
    expect(office.posts()).toEqual(['A', 'A'])
  })

  test('is not tried a third time where its point of sale was deleted and put in again', async () => {
    const office = await failed('A', transitory, {}, { outcome: 'fail' })
    for (let time = 0; time < 2; time++) {
      await office.pass(5)
      await office.world.simulator.process()
      office.tell('A', transitory)
    }
    expect(office.posts()).toEqual(['A', 'A'])
    // Another one here, and the same at TusFacturasAPP.
    office.world.storage.database.exec("UPDATE orders SET point_of_sale = 'deleted'")
    await office.pass(24)
    expect(office.posts()).toEqual(['A', 'A'])
  })

  test('is not tried again when nobody said why it failed the second time', async () => {
    const office = await failed('A', transitory, {}, { outcome: 'fail' })
    await office.pass(1)
    await office.world.simulator.process()
    await office.pass(12)
    expect(office.world.states()).toEqual({ A: 'failed_again' })
    expect(office.posts()).toEqual(['A'])
  })

  test('counts when a person told the reason, and an event without proof does not', async () => {
    const office = await Office.start({ rules: { unknownOnce: true } })
    office.fall(['A', 'B'])
    office.world.outbox.giveReason({ pointOfSaleId: 'uno', external_reference: 'A', text: transitory, orderId: null })
    office.tell('B', transitory, false)
    await office.pass(3)
    expect(office.posts()).toEqual(['A'])
  })

  test('goes oldest first, one after the other', async () => {
    const office = await Office.start()
    office.fall(['HOY-1', 'HOY-2'])
    office.fall(['AYER'], { fecha: office.fecha(1) })
    for (const reference of ['HOY-2', 'HOY-1', 'AYER']) office.tell(reference, transitory)
    await office.pass(2)
    expect(office.posts()).toEqual(['AYER', 'HOY-1', 'HOY-2'])
    const placed = office.world.storage.database
      .prepare('SELECT created_at AS at FROM orders ORDER BY id')
      .all()
      .map(({ at }) => Number(at))
    expect(new Set(placed).size).toBe(3)
  })
})

describe('nothing is sent', () => {
  test.each([
    'No sabemos si el comprobante se emitió; no lo vuelvas a enviar',
    'El comprobante ya existe en ARCA: lo emitió y la respuesta se perdió',
    '10001: Campo CbteDesde invalido',
    'El cliente no está disponible',
  ])('of what has a reason that leaves it open whether resending helps, though what has none may be tried: %s', async (reason) => {
    const office = await failed('A', reason, { rules: { unknownOnce: true } })
    await office.pass(24)
    expect(office.posts()).toEqual([])
  })

  test.each(['La base de datos central quedó colapsada', 'El pago del servicio está demorado'])('on a guess: %s', async (reason) => {
    const office = await failed('A', reason)
    await office.pass(24)
    expect(office.posts()).toEqual([])
  })

  test('of what somebody says is wrong, although somebody else says that it passes, in whatever order', async () => {
    const office = await Office.start()
    office.fall(['A', 'B'])
    office.tell('A', wrongData)
    office.tell('B', transitory)
    await office.world.clock.advance(1)
    office.world.outbox.giveReason({ pointOfSaleId: 'uno', external_reference: 'A', text: transitory, orderId: null })
    office.tell('B', wrongData)
    await office.pass(24)
    expect(office.posts()).toEqual([])
  })

  test('of what a person notes is not to go again', async () => {
    const office = await Office.start()
    const notes = [
      'NO REENVIAR',
      'Se anula',
      'No hay que volver a mandarlo',
      'No lo vuelvan a enviar',
      'No se reenvía',
      'Ya lo hicimos a mano',
      'Ya está facturado',
      'No lo vuelvas a enviar',
      'No la volvás a mandar',
      'Ya está hecha a mano',
      'No conviene reenviar',
      'No debe reenviarse',
      'No quiero que se reenvíe',
      'No re-enviar',
      'Ya estaba emitida',
      'Ya fueron facturadas',
      'Ya quedó facturado',
    ]
    const give = (external_reference: string, text: string) =>
      office.world.outbox.giveReason({ pointOfSaleId: 'uno', external_reference, text: `${text}. ${transitory}`, orderId: null })
    office.fall([...notes, 'A'])
    for (const note of notes) give(note, note)
    give('A', 'No se envió, reenviar')
    await office.pass(24)
    expect(office.posts()).toEqual(['A'])
  })

  test('of what a person noted on its row is not to go again; any other note is hers', async () => {
    const office = await Office.start()
    office.fall(['A', 'B'])
    for (const reference of ['A', 'B']) office.tell(reference, transitory)
    await office.look()
    const noted = (reference: string, note: string) => {
      const [row] = office.inbox.of([{ pointOfSaleId: 'uno', external_reference: reference }])
      office.inbox.note(row?.id ?? 0, note)
    }
    noted('A', 'Ya lo hicimos a mano: no reenviar')
    noted('B', 'Avisar a Lucía cuando salga')
    await office.pass(24)
    expect(office.posts()).toEqual(['B'])
  })

  test('of what a person wanted deleted, although it is there still', async () => {
    const office = await failed('A', transitory, { answerTimeout: 1_000 })
    await office.look()
    office.world.simulator.inject({ phase: 'reset', executed: false, method: 'eliminar_encolado' })
    const asked = office.world.outbox.tasks.ask({ ...deletion, args: { fecha: office.fecha() } })
    await office.world.clock.advance(5_000)
    expect(await asked).toMatchObject({ ok: true, value: { state: 'uncertain' } })
    await office.pass(24)
    expect(office.posts()).toEqual([])
    expect(office.world.states()).toEqual({})
  })

  test('of what a person has deleted while a rule’s order of it waits', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    const asked = office.world.outbox.tasks.ask({ ...deletion, args: { fecha: office.fecha() } })
    await office.world.clock.advance(5_000)
    expect(await asked).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
  })

  test('of what was emitted so long ago that ARCA does not take its date any more', async () => {
    const office = await Office.start()
    office.fall(['VIEJO'], { fecha: office.fecha(6) })
    office.fall(['JUSTO'], { fecha: office.fecha(5) })
    for (const reference of ['VIEJO', 'JUSTO']) office.tell(reference, transitory)
    await office.look(7)
    await office.world.clock.advance(2 * hour)
    expect(office.posts()).toEqual(['JUSTO'])
  })

  test('of what came back into error, for what was known of it before', async () => {
    const office = await failed('A', transitory, {}, { outcome: 'fail' })
    await office.look()
    await office.world.clock.advance(minute)
    await office.resendElsewhere('A')
    await office.look()
    await office.world.clock.advance(minute)
    await office.world.simulator.process()
    await office.pass(3)
    expect(office.world.states()).toEqual({})
    office.tell('A', transitory)
    await office.pass(1)
    expect(office.causes('A')).toContain('marker')
  })

  test('of what a person cancelled', async () => {
    const office = await failed('A', transitory, { rules: { on: false } })
    office.world.outbox.setPaused(true)
    const placed = office.world.outbox.place('uno', ['A'])
    const id = placed.ok ? (placed.value.orders[0]?.id ?? 0) : 0
    expect(office.world.outbox.cancel(id)).toMatchObject({ ok: true, value: { state: 'cancelled' } })
    office.world.outbox.setPaused(false)
    office.change({ on: true })
    await office.pass(24)
    expect(office.posts()).toEqual([])
  })

  test('of a data error, whatever the settings', async () => {
    const office = await failed('A', wrongData, { rules: { unknownOnce: true } })
    await office.pass(24)
    expect(office.posts()).toEqual([])
  })

  test('of what nobody knows the reason of, unless it is allowed, and then once', async () => {
    const office = await Office.start()
    office.fall(['A'], { outcome: 'fail' })
    await office.pass(3)
    expect(office.posts()).toEqual([])
    office.change({ unknownOnce: true })
    await office.pass(1)
    await office.world.simulator.process()
    await office.pass(24)
    expect(office.posts()).toEqual(['A'])
    expect(office.causes('A')[0]).toBe('rule-unknown-once')
  })

  test('of what the person put off, of shared references, and of what has none', async () => {
    const office = await Office.start({ rules: { unknownOnce: true } })
    office.fall(['A', 'DOS', 'DOS', ''])
    office.fall(['TRES'])
    office.fall(['TRES'], { fecha: office.fecha(1) })
    for (const reference of ['A', 'DOS', 'TRES']) office.tell(reference, transitory)
    await office.look()
    const row = office.inbox
      .list({ pointsOfSale: ['uno'], desde: office.fecha(), hasta: office.fecha(), after: null, limit: 10 })
      .rows.find((one) => one.external_reference === 'A')
    office.inbox.snooze([row?.id ?? 0], office.world.clock.now() + 48 * hour)
    await office.pass(8)
    expect(office.posts()).toEqual([])
  })

  test('while it is off, the sending is paused, out of hours, or nothing is watched', async () => {
    const office = await failed('A', transitory, { rules: { on: false } })
    await office.pass(3)
    office.change({ on: true })
    office.world.outbox.setPaused(true)
    await office.pass(3)
    office.world.outbox.setPaused(false)
    office.watch = { ...office.watch, from: 3, until: 4 }
    office.runner.reconsider()
    await office.pass(3)
    office.watch = { ...office.watch, from: 0, until: 24, on: false }
    office.runner.reconsider()
    await office.pass(3)
    expect(office.posts()).toEqual([])
    expect(office.world.states()).toEqual({})
    office.watch = { ...office.watch, on: true }
    office.runner.reconsider()
    await office.pass(1)
    expect(office.posts()).toEqual(['A'])
  })

  test('once the hours are over, although it was placed before', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.runner.dispose()
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    office.watch = { ...office.watch, from: 3, until: 4 }
    await office.world.clock.advance(minute)
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
  })

  test('once it was decided too long ago, whatever kept it from leaving', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.runner.dispose()
    await office.world.simulator.link('down')
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    await office.world.clock.advance(11 * minute)
    await office.world.simulator.link('up')
    office.world.outbox.wake('online')
    await office.world.clock.advance(5 * minute)
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
  })

  test('while TusFacturasAPP is in maintenance', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.simulator.maintenance(office.world.clock.now() + 5 * hour)
    await office.world.clock.advance(4 * hour)
    expect(office.posts()).toEqual([])
    expect(office.used()).toBe(0)
    // What a rule placed does not stand there waiting.
    expect(office.world.count('queued', 'held', 'preflight')).toBe(0)
  })

  test('while ARCA has said so within the last hours that it is down, also when the person has read that; an alert of long ago stops nothing', async () => {
    const office = await failed('A', transitory)
    await alerted(office)
    await office.pass(5)
    expect(office.posts()).toEqual([])
    expect(office.world.states()).toEqual({})
    await office.pass(2)
    expect(office.posts()).toEqual(['A'])
  })

  test('while ARCA is known to be down, which it is not once anything is seen issued that was not sent from here', async () => {
    const office = await failed('A', transitory)
    office.fall(['OTRO'])
    await alerted(office)
    await office.pass(2)
    expect(office.posts()).toEqual([])
    await office.resendElsewhere('OTRO')
    await office.world.simulator.process()
    await office.pass(1)
    expect(office.posts()).toEqual(['OTRO', 'A'])
  })

  test('while ARCA is known to be down, also when what was issued before that is noticed only afterwards', async () => {
    const office = await failed('A', transitory)
    office.fall(['OTRO'])
    await office.pass(0.4)
    await office.resendElsewhere('OTRO')
    await office.world.simulator.process()
    await alerted(office)
    await office.pass(2)
    expect(office.posts()).toEqual(['OTRO'])
  })

  test('for what ARCA said before the clock was set back by days', async () => {
    const office = await failed('A', transitory)
    await alerted(office)
    office.world.clock.skew -= 48 * hour
    office.fall(['B'])
    office.tell('B', transitory)
    await office.pass(4)
    expect(office.posts()).not.toEqual([])
  })

  test('during an announced maintenance, neither before nor after it for that', async () => {
    const office = await failed('A', transitory)
    const at = (hours: number) => spelled(office.world.clock.now() + hours * hour)
    office.world.simulator.plannedMaintenance([{ desde: at(2), hasta: at(5), titulo: 'Mantenimiento', texto: 'Sin emisión' }])
    await askAboutArca(office)
    await office.pass(2)
    expect(office.posts()).toEqual(['A'])
    office.fall(['B'])
    office.tell('B', transitory)
    await office.pass(2.5)
    expect(office.posts()).toEqual(['A'])
    await office.pass(2)
    expect(office.posts()).toEqual(['A', 'B'])
  })

  test('of others for an hour once something that a rule sent has failed', async () => {
    const office = await Office.start()
    const references = Array.from({ length: 12 }, (_, index) => `F-${String(index).padStart(2, '0')}`)
    office.fall(references, { outcome: 'fail' })
    for (const reference of references) office.tell(reference, transitory)
    await office.pass(0.5)
    for (let quarter = 0; quarter < 12; quarter++) {
      await office.world.clock.advance(15 * minute)
      await office.world.simulator.process()
    }
    // In three hours of an outage: about one an hour, and those that were on their way before the first was known to have failed.
    expect(office.posts().length).toBeGreaterThan(0)
    expect(office.posts().length).toBeLessThanOrEqual(8)
  })

  test('without the free query: what it refuses to say is no reason to pay', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.api.findByReferences = refused
    office.world.api.findByReference = refused
    await office.world.clock.advance(8 * hour)
    expect(office.posts()).toEqual([])
    // Nor does it get as far as its last look.
    expect(office.world.number("SELECT count(*) FROM transition WHERE to_state = 'sending'")).toBe(0)
  })

  test('while there is no connection: what was placed goes back; it goes once the watch has got through', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.simulator.link('down')
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    await office.world.clock.advance(3 * minute)
    expect(office.causes('A').at(-1)).toBe('taken-back')
    await office.world.clock.advance(10 * hour)
    expect(office.world.number('SELECT count(*) FROM orders')).toBe(1)
    await office.world.simulator.link('up')
    await office.look()
    await office.world.clock.advance(hour)
    expect(office.posts()).toEqual(['A'])
  })

  test('while TusFacturasAPP refuses the credentials: what was placed goes back', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.simulator.inject({ phase: 'status', status: 401, method: 'consulta_avanzada', times: 1 })
    await office.world.clock.advance(3 * hour)
    expect(office.posts()).toEqual([])
    expect(office.causes('A').at(-1)).toBe('taken-back')
    expect(office.world.number('SELECT count(*) FROM orders')).toBe(1)
  })

  test('while the keychain says nothing of its point of sale: what was placed goes back', async () => {
    const office = await failed('A', transitory)
    await office.look()
    office.world.credentialsOf = () => new Promise(() => {})
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    await office.world.clock.advance(2 * minute)
    expect(office.causes('A').at(-1)).toBe('taken-back')
  })

  test('while what a person sends is on its way there', async () => {
    const office = await failed('A', transitory)
    office.fall(['P'])
    await office.look()
    office.world.api.findByReference = office.world.api.findByReferences = () => new Promise(() => {})
    office.world.place(['P'])
    await office.world.clock.advance(2 * hour)
    expect(office.world.states()).toEqual({ P: 'preflight' })
  })

  test('when something is on its way there by the time that its moment has come', async () => {
    const office = await failed('A', transitory)
    const { automatic } = office.world.outbox
    const looks: number[] = []
    automatic.obstacle = () => {
      const now = office.world.clock.now()
      const again = looks.at(-1) === now
      looks.push(now)
      return again ? 'busy' : null
    }
    await office.pass(2)
    expect(looks.length).toBeGreaterThan(new Set(looks).size)
    expect(office.world.states()).toEqual({})
  })
})

describe('the budget', () => {
  const many = Array.from({ length: 30 }, (_, index) => `F-${String(index).padStart(2, '0')}`)

  async function full(perDay: number): Promise<Office> {
    const office = await Office.start({ rules: { perDay } })
    office.fall(many)
    for (const reference of many) office.tell(reference, transitory)
    return office
  }

  test('of a day is never exceeded, told once when it is spent, and new the next day', async () => {
    const office = await full(4)
    await office.pass(8)
    expect(office.posts()).toHaveLength(4)
    expect(office.used()).toBe(4)
    expect(office.spent).toEqual(['uno'])
    await office.restart()
    await office.pass(0.5)
    expect(office.spent).toEqual(['uno'])
    await office.pass(18)
    expect(office.posts()).toHaveLength(8)
    expect(office.spent).toEqual(['uno', 'uno'])
  })

  test('that is raised once it is spent is another one: told again when that is spent too', async () => {
    const office = await full(2)
    await office.pass(4)
    expect(office.spent).toEqual(['uno'])
    office.change({ perDay: 3 })
    await office.pass(4)
    expect(office.posts()).toHaveLength(3)
    expect(office.spent).toEqual(['uno', 'uno'])
    office.change({ perDay: 1 })
    await office.pass(1)
    expect(office.spent).toEqual(['uno', 'uno'])
  })

  test('holds after the clock was set back by a day', async () => {
    const office = await full(3)
    await office.pass(4)
    office.world.clock.skew -= 24 * hour
    expect(office.used()).toBe(3)
    await office.pass(8)
    expect(office.posts()).toHaveLength(3)
  })

  test('counts what may have been spent: an order that turns uncertain, which no rule touches again', async () => {
    const office = await Office.start({ rules: { perDay: 2 }, answerTimeout: 1_000 })
    office.fall(['A'])
    office.fall(['B', 'C', 'D'], { outcome: 'issue' })
    for (const reference of ['A', 'B', 'C', 'D']) office.tell(reference, transitory)
    office.world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', times: 1 })
    await office.pass(8)
    expect(office.posts()).toEqual(['A', 'B'])
    expect(office.world.states()).toEqual({ A: 'needs_decision', B: 'accepted' })
    expect(office.world.ledger()).toEqual({ used: 1, possible: 1 })
    expect(office.used()).toBe(2)
    expect(office.spent).toEqual(['uno'])
    // Whatever it is that kept its answer is given an hour.
    const left = office.world.storage.database.prepare('SELECT at FROM request ORDER BY id').all()
    expect(Number(left[1]?.['at']) - Number(left[0]?.['at'])).toBeGreaterThanOrEqual(hour)
    office.world.outbox.decide(1, 'discard')
    await office.pass(48)
    expect(office.posts().filter((reference) => reference === 'A')).toHaveLength(1)
  })

  test('is not spent by what a person decides to send all the same', async () => {
    const office = await failed('A', transitory, { answerTimeout: 1_000 })
    office.world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', times: 1 })
    await office.pass(2)
    expect(office.world.states()).toEqual({ A: 'needs_decision' })
    office.change({ on: false })
    expect(office.world.states()).toEqual({ A: 'needs_decision' })
    office.world.outbox.decide(1, 'resend')
    await office.world.clock.advance(5 * minute)
    expect(office.world.states()).toEqual({ A: 'accepted' })
    expect(office.world.number('SELECT total FROM automatic_count')).toBe(1)
    expect(office.world.ledger()).toEqual({ used: 1, possible: 1 })
  })

  test('is checked by the marker: what was placed before it was lowered does not go', async () => {
    const office = await full(20)
    await office.look()
    office.rules = { ...office.rules, perDay: 1 }
    const { outbox } = office.world
    outbox.automatic.place('uno', 'F-00', 'transitory')
    outbox.automatic.place('uno', 'F-01', 'transitory')
    await office.world.clock.advance(minute)
    expect(office.posts()).toHaveLength(1)
    expect(Object.values(office.world.states()).toSorted()).toEqual(['accepted', 'cancelled'])
  })
})

describe('switched off', () => {
  test('takes back what has not left', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.simulator.link('down')
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    office.change({ on: false })
    expect(office.world.states()).toEqual({ A: 'cancelled' })
    await office.world.simulator.link('up')
    office.world.outbox.wake('online')
    await office.world.clock.advance(2 * hour)
    expect(office.posts()).toEqual([])
    expect(office.world.states()).toEqual({ A: 'cancelled' })
    expect(office.causes('A').at(-1)).toBe('taken-back')
    // As if it had not been: it may go once the rules are on again.
    office.change({ on: true })
    await office.world.clock.advance(hour)
    expect(office.posts()).toEqual(['A'])
  })

  test('what a person placed stays', async () => {
    const office = await failed('A', transitory)
    office.world.outbox.setPaused(true)
    office.world.place(['A'])
    office.change({ on: false })
    office.world.outbox.setPaused(false)
    await office.world.clock.advance(minute)
    expect(office.posts()).toEqual(['A'])
    expect(office.world.number('SELECT count(*) FROM automatic_count')).toBe(0)
  })

  test('what a person wants is hers, although a rule had it waiting', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.simulator.link('down')
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    expect(office.world.outbox.place('uno', ['A'])).toMatchObject({ ok: true, value: { count: 1, alreadyLive: [] } })
    office.change({ on: false })
    await office.world.simulator.link('up')
    office.world.outbox.wake('online')
    await office.world.clock.advance(2 * hour)
    expect(office.posts()).toEqual(['A'])
    expect(office.world.number('SELECT count(*) FROM automatic_count')).toBe(0)
  })

  test('between two starts, nothing of before goes', async () => {
    const office = await failed('A', transitory)
    await office.look()
    await office.world.simulator.link('down')
    office.world.outbox.automatic.place('uno', 'A', 'transitory')
    office.runner.dispose()
    await office.world.restart({ start: false })
    office.rules = { ...office.rules, on: false }
    office.open()
    expect(office.world.states()).toEqual({ A: 'cancelled' })
    await office.world.simulator.link('up')
    office.world.outbox.start()
    await office.world.clock.advance(2 * hour)
    expect(office.posts()).toEqual([])
    expect(office.world.states()).toEqual({ A: 'cancelled' })
  })
})

test('a restart between placing and sending: not twice', async () => {
  const office = await failed('A', transitory)
  await office.look()
  await office.world.clock.advance(31 * minute)
  for (let lived = 0; lived < 4; lived++) {
    await office.restart()
    await office.world.clock.advance(7 * minute)
  }
  await office.pass(12)
  expect(office.posts()).toEqual(['A'])
})

test('one that comes and goes is sent twice at most', async () => {
  const office = await failed('A', transitory, {}, { outcome: 'fail' })
  for (let flips = 0; flips < 6; flips++) {
    await office.pass(6)
    await office.resendElsewhere('A')
    await office.pass(1)
    await office.world.simulator.process()
    office.tell('A', transitory)
  }
  await office.pass(6)
  expect(office.world.number('SELECT sum(posts) FROM orders')).toBe(2)
})

/** One that passes is in error at each of two points of sale. */
function oneEach(office: Office): void {
  for (const [lane, reference] of [
    ['uno', 'A'],
    ['dos', 'B'],
  ] as const) {
    office.fall([reference], {}, lane)
    office.tell(reference, transitory, true, lane)
  }
}

test('of a point of sale that has two names rules act for the first, and say so', async () => {
  const office = await Office.start({ lanes: ['uno', 'dos'] })
  office.doubles = new Map([['dos', 'uno']])
  oneEach(office)
  await office.pass(2)
  expect(office.posts()).toEqual(['A'])
  expect(office.runner.state()).toMatchObject({ spending: [{ pointOfSaleId: 'uno' }], doubles: [{ pointOfSaleId: 'dos', of: 'uno' }] })
})

test('a keychain that says nothing of one point of sale: rules act for the others and say so, and for that one when it answers', async () => {
  const office = await Office.start({ lanes: ['uno', 'dos'] })
  office.doubles = new Map([['uno', null]])
  oneEach(office)
  await office.pass(2)
  expect(office.posts()).toEqual(['B'])
  expect(office.runner.state()).toEqual({ on: true, perDay: 20, spending: [{ pointOfSaleId: 'dos', used: 1 }], silent: ['uno'] })
  office.doubles = new Map()
  await office.pass(1)
  expect(office.posts()).toEqual(['B', 'A'])
  expect(office.runner.state()).not.toHaveProperty('silent')
})

test('a keychain that never answers whose point of sale it is has nothing placed, and does not keep the rules from looking again', async () => {
  const office = await failed('A', transitory)
  const { readDoubles } = office
  office.readDoubles = () => new Promise(() => {})
  office.runner.reconsider()
  await office.pass(2)
  expect(office.posts()).toEqual([])
  office.readDoubles = readDoubles
  await office.pass(1)
  expect(office.posts()).toEqual(['A'])
})

test('what a person had sent all the same is told to her like any of hers', async () => {
  const office = await failed('A', transitory, { answerTimeout: 1_000 })
  const { outbox, simulator } = office.world
  simulator.inject({ phase: 'reset', method: 'reenviar_encolado', times: 1 })
  await office.pass(2)
  outbox.decide(1, 'resend')
  await office.world.clock.advance(5 * minute)
  const told: BatchOutcome[] = []
  outbox.onChange((change) => change.type === 'batches-due' && told.push(...change.outcomes))
  await simulator.process()
  await office.pass(3)
  expect(told).toMatchObject([{ over: true, automatic: false, told: { issued: 1 } }])
})

/** All that is left of what was stored is the journal. */
async function loseOrders(office: Office): Promise<void> {
  office.runner.dispose()
  const { folder } = office.world
  await office.world.restart({
    whileClosed: () => {
      for (const name of readdirSync(folder)) if (/\.db/u.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
    },
  })
}

test('after the database was lost, the journal knows what a rule placed', async () => {
  const office = await failed('A', transitory)
  await office.look()
  await office.world.simulator.link('down')
  office.world.outbox.automatic.place('uno', 'A', 'transitory')
  await loseOrders(office)
  expect(office.world.storage.database.prepare('SELECT rule FROM orders').all()).toEqual([{ rule: 'transitory' }])
  expect(office.causes('A')[0]).toBe('rule-transitory')
})

test('after the database was lost, the journal knows what a rule had sent, and that it spent of its budget', async () => {
  const office = await failed('A', transitory)
  await office.pass(2)
  expect(office.posts()).toEqual(['A'])
  const journal = readFileSync(join(office.world.folder, 'diario.jsonl'), 'utf8')
  expect(journal).toMatch(/"method":"reenviar_encolado".*"rule":"transitory"/u)
  await loseOrders(office)
  expect(office.world.outbox.automatic.spending('uno').used).toBe(1)
})

test('after the database was lost, what a rule placed and the marker did not let go stays taken back', async () => {
  const office = await failed('A', transitory)
  await office.look()
  office.rules = { ...office.rules, on: false }
  office.world.outbox.automatic.place('uno', 'A', 'transitory')
  await office.world.clock.advance(minute)
  expect(office.causes('A').at(-1)).toBe('taken-back')
  await loseOrders(office)
  expect(office.world.states()).toEqual({ A: 'cancelled' })
})
