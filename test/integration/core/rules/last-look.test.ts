/** The look that a rule has taken right before it pays, and what follows from it, against TusFacturasAPP over real sockets. */
import { describe, expect, test } from 'vitest'
import type { Found, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import type { InjectedFault } from '../../../simulator/faults.ts'
import { minute } from '../outbox/world/world.ts'
import { Office, transitory } from './office.ts'

type Look = () => Promise<Reply<Found>>

/** The free query is refused as one that TusFacturasAPP does not know. */
const refused = () => Promise.resolve<Reply<Found>>({ kind: 'refused', refusal: 'other', texts: ['No se acepta esa búsqueda.'], until: null, original: '' })

/** Something else happens instead of a last look. @param change may have the look taken as it is */
function atLastLook({ world }: Office, change: (reference: string, look: Look) => Promise<Reply<Found>>): void {
  const { api } = world
  const find = api.findByReference.bind(api)
  api.findByReference = (...asked) => (asked[4] === 'paid' ? change(asked[1], () => find(...asked)) : find(...asked))
}

/** One that a rule placed just now, without any more to come of it. */
async function placed(office: Office, reference: string): Promise<void> {
  await office.look()
  office.runner.dispose()
  expect(office.world.outbox.automatic.place('uno', reference, 'transitory')).toMatchObject({ ok: true, value: { count: 1 } })
}

const queries = ({ world }: Office) => world.simulator.requests({ method: 'consulta_avanzada' }).length

/** The first look is answered so. @returns that fault, once there was a look */
function answerLook(office: Office, status: number, headers: Record<string, string> = {}): InjectedFault[] {
  const faults: InjectedFault[] = []
  atLastLook(office, (_, look) => {
    if (faults.length === 0) faults.push(office.world.simulator.inject({ phase: 'status', status, headers, method: 'consulta_avanzada' }))
    return look()
  })
  return faults
}

describe('what a person places during the look', () => {
  test('goes first when it is older', async () => {
    const office = await Office.start()
    office.fall(['NEW'])
    office.fall(['OLD'], { fecha: office.fecha(1) })
    let looks = 0
    atLastLook(office, (_, look) => {
      if (++looks === 1) office.world.place(['OLD'])
      return look()
    })
    await placed(office, 'NEW')
    await office.world.clock.advance(5 * minute)
    expect(office.posts()).toEqual(['OLD', 'NEW'])
  })

  test('goes after it when it is younger, also when it is more than one query holds', async () => {
    const office = await Office.start()
    const many = Array.from({ length: 101 }, (_, index) => `F-${String(index).padStart(3, '0')}`)
    office.fall(['OLD'], { fecha: office.fecha(1) })
    office.fall(many)
    let looks = 0
    atLastLook(office, (_, look) => {
      if (++looks === 1) office.world.place(many)
      return look()
    })
    await placed(office, 'OLD')
    await office.world.clock.advance(5 * minute)
    expect(office.posts()[0]).toBe('OLD')
    expect(office.posts()).toHaveLength(102)
    expect(looks).toBe(2)
  })
})

test('a pause during the second look holds what a rule placed', async () => {
  const office = await Office.start()
  office.fall(['A'])
  let looks = 0
  atLastLook(office, (_, look) => {
    if (++looks === 1) return refused()
    if (looks === 2) office.world.outbox.setPaused(true)
    return look()
  })
  await placed(office, 'A')
  await office.world.clock.advance(minute)
  expect(looks).toBe(2)
  expect(office.world.states()).toEqual({ A: 'held' })
  office.world.outbox.setPaused(false)
  await office.world.clock.advance(minute)
  expect(office.posts()).toEqual(['A'])
})

describe('what the look is told', () => {
  test('is heeded: asked to wait, nothing is asked meanwhile, and that is no unclear look', async () => {
    const office = await Office.start()
    office.fall(['A'])
    const faults = answerLook(office, 429, { 'retry-after': '300' })
    await placed(office, 'A')
    await office.world.clock.advance(minute)
    expect(faults.map((fault) => fault.hits())).toEqual([1])
    const before = queries(office)
    await office.world.clock.advance(3 * minute)
    expect(queries(office)).toBe(before)
    await office.world.clock.advance(3 * minute)
    expect(office.posts()).toEqual(['A'])
  })

  test('is heeded: refused keys close the point of sale', async () => {
    const office = await Office.start()
    office.fall(['A'])
    const faults = answerLook(office, 401)
    await placed(office, 'A')
    await office.world.clock.advance(minute)
    expect(faults.map((fault) => fault.hits())).toEqual([1])
    expect(office.world.states()).toEqual({ A: 'held' })
    expect(office.posts()).toEqual([])
  })
})

test('one whose last look never says that it is in error gives its turn to the others', async () => {
  const office = await Office.start()
  office.fall(['A', 'B'])
  for (const reference of ['A', 'B']) office.tell(reference, transitory)
  atLastLook(office, (reference, look) => (reference === 'A' ? refused() : look()))
  await office.pass(4)
  expect(office.posts()).toEqual(['B'])
  expect(office.world.number("SELECT count(*) FROM orders WHERE external_reference = 'A'")).toBe(1)
  await office.pass(3)
  expect(office.world.number("SELECT count(*) FROM orders WHERE external_reference = 'A'")).toBe(2)
})
