import { describe, expect, test } from 'vitest'
import { begin, day, failure, fecha, hour, minute, Office, refused, second } from './office.ts'

/** What a point of sale is asked in a round of every half hour: today, yesterday, and its slice of the other 28 days. */
const slice = 3

describe('rounds', () => {
  test('the first begins within 30 s of the start and reads all that was never read, today first', async () => {
    const office = new Office(['uno', 'dos'])
    office.put('uno', 0, 'HOY')
    office.put('dos', 29, 'VIEJO')
    office.put('dos', 30, 'FUERA')
    office.start()
    await office.clock.advance(30 * second)
    expect(office.queries[0]?.at).toBeLessThanOrEqual(begin + 30 * second)
    expect(office.asked().slice(0, 4)).toEqual([`uno ${fecha(0)}`, `dos ${fecha(0)}`, `uno ${fecha(1)}`, `dos ${fecha(1)}`])
    expect(new Set(office.asked()).size).toBe(60)
    expect(office.queries).toHaveLength(60)
    expect(office.inbox.references).toEqual(['HOY', 'VIEJO'])
    expect(office.rounds).toBe(1)
  })

  test('today and yesterday at every round, each other day at least once in six hours', async () => {
    const office = new Office()
    office.start()
    await office.clock.advance(minute)
    await office.clock.advance(day)
    const last = new Map<string, number>()
    const gaps = new Map<string, number>()
    const middle = begin + minute
    for (const { fecha: of, at } of office.queries) {
      if (at > middle) gaps.set(of, Math.max(gaps.get(of) ?? 0, at - (last.get(of) ?? at)))
      last.set(of, at)
    }
    // A day that was today at noon is yesterday at midnight and one of the others after that.
    const others = Array.from({ length: 27 }, (_, index) => gaps.get(fecha(index + 2)) ?? Infinity)
    expect(Math.max(...others)).toBeLessThanOrEqual(6 * hour)
    expect(gaps.get(fecha(0))).toBeLessThanOrEqual(31 * minute)
    // 48 rounds a day, and the first.
    expect(office.rounds).toBeGreaterThanOrEqual(48)
    expect(office.rounds).toBeLessThanOrEqual(50)
    expect(office.queries.length).toBeLessThanOrEqual(30 + 50 * (2 + slice))
  })

  test.each([10, 30, 60] as const)("every %i minutes, at this PC's own moment of the hour", async (every) => {
    const office = new Office()
    office.settings = { ...office.settings, every }
    office.offset = 0.37
    office.start()
    // The round of the start may spare the first slot its work.
    await office.clock.advance(every * minute)
    const before = office.queries.length
    await office.clock.advance(5 * hour)
    const begins = [
      ...new Set(
        office.queries
          .slice(before)
          .filter(({ fecha: of }) => of === fecha(0))
          .map(({ at }) => at),
      ),
    ]
    expect(begins).toHaveLength((5 * 60) / every)
    for (const at of begins) expect((at % (every * minute)) / (every * minute)).toBeCloseTo(0.37, 1)
    expect(begins.some((at) => at % (30 * minute) < 5 * second)).toBe(false)
  })

  test('on battery half as often', async () => {
    const office = new Office()
    office.battery = true
    office.start()
    await office.clock.advance(4 * hour)
    // The one of the start, and one an hour.
    expect(office.rounds).toBe(5)
    office.battery = false
    const before = office.rounds
    await office.clock.advance(4 * hour)
    // The half hour that has begun meanwhile has its own at once.
    expect(office.rounds - before).toBe(9)
  })

  test('only on the days and in the hours that the person chose, in Argentina; and not by thousands in the first minute', async () => {
    const office = new Office()
    office.settings = { ...office.settings, days: [1, 2, 3, 4, 5, 6], from: 8, until: 20 }
    office.start()
    await office.clock.advance(14 * day)
    const local = office.queries.map(({ at }) => new Date(at - 3 * hour))
    expect(new Set(local.map((date) => date.getUTCDay()))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    const hours = local.map((date) => date.getUTCHours())
    expect(Math.min(...hours)).toBe(8)
    expect(Math.max(...hours)).toBe(19)
    const minutes = local.filter((date) => date.getUTCHours() === 8).map((date) => date.getUTCMinutes())
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(15)
  })

  test('switched off it asks nothing, and stops what it reads; switched on it looks at once', async () => {
    const office = new Office(50)
    const watcher = office.start()
    await office.clock.advance(20 * second)
    expect(office.queries.length).toBeGreaterThan(10)
    office.settings = { ...office.settings, on: false }
    watcher.reconsider()
    await office.clock.advance(second)
    const before = office.queries.length
    await office.clock.advance(day)
    expect(office.queries).toHaveLength(before)
    const on = office.clock.now()
    office.settings = { ...office.settings, on: true }
    watcher.reconsider()
    await office.clock.advance(second)
    expect(office.asked(on).length).toBeGreaterThan(0)
  })

  test('without a point of sale nobody is asked; the first one is read as soon as it is there', async () => {
    const office = new Office([])
    const watcher = office.start()
    await office.clock.advance(2 * hour)
    expect(office.queries).toEqual([])
    office.pointsOfSale = ['uno']
    watcher.wake('credentials')
    await office.clock.advance(30 * second)
    expect(office.queries).toHaveLength(30)
  })

  test('a day with 10,000 comprobantes is read whole, page by page', async () => {
    const office = new Office()
    office.put('uno', 0, ...Array.from({ length: 10_000 }, (_, index) => `F-${index}`))
    office.start()
    await office.clock.advance(30 * second)
    expect(office.inbox.references).toHaveLength(10_000)
    expect(office.asked().filter((one) => one === `uno ${fecha(0)}`)).toHaveLength(10)
    expect(office.rounds).toBe(1)
  })
})

const readAll = (office: Office, at: number) => {
  for (let ago = 0; ago < 30; ago++) office.inbox.read.set(`uno ${fecha(ago)}`, at)
}

describe('what the person read', () => {
  test('just before a round is not read again by it, and the round counts as gone through', async () => {
    const office = new Office()
    office.offset = 0
    readAll(office, begin - minute)
    office.start()
    await office.clock.advance(5 * minute)
    expect(office.queries).toEqual([])
    expect(office.rounds).toBe(1)
    expect(office.watcher.state.lastRound).not.toBeNull()
    // A round later the newest days are old enough, and of the others those that have their turn.
    await office.clock.advance(30 * minute)
    expect(office.asked()).toHaveLength(2 + slice)
  })

  test('in the future was read before the clock was set back: it spares nothing', async () => {
    const office = new Office()
    readAll(office, begin + hour)
    office.start()
    await office.clock.advance(minute)
    expect(office.asked().slice(0, 2)).toEqual([`uno ${fecha(0)}`, `uno ${fecha(1)}`])
  })

  test('in the future, and nothing else, has its turn before what was read hours ago', async () => {
    const office = new Office()
    readAll(office, begin - 5 * hour)
    office.inbox.read.set(`uno ${fecha(20)}`, begin + 10 * day)
    office.start()
    await office.clock.advance(minute)
    expect(office.asked()).toContain(`uno ${fecha(20)}`)
  })

  test('every ten minutes it is read every ten minutes: no round takes what the one before it read for lately read', async () => {
    const office = new Office()
    office.settings = { ...office.settings, every: 10 }
    office.start()
    await office.clock.advance(hour)
    expect(office.asked().filter((one) => one === `uno ${fecha(0)}`).length).toBeGreaterThanOrEqual(6)
  })
})

const waiting = async (): Promise<Office> => {
  const office = new Office()
  office.weather = () => failure('unreachable')
  office.start()
  await office.clock.advance(minute)
  expect(office.watcher.state.waiting).toBe(true)
  return office
}

describe('that it waits is taken back', () => {
  test('when it is switched off', async () => {
    const office = await waiting()
    office.settings = { ...office.settings, on: false }
    office.watcher.reconsider()
    expect(office.watcher.state.waiting).toBe(false)
  })

  test('when the hours in which it looks are over', async () => {
    const office = await waiting()
    office.settings = { ...office.settings, from: 0, until: 1 }
    await office.clock.advance(5 * minute)
    expect(office.watcher.state.waiting).toBe(false)
  })

  test('when the last point of sale is deleted', async () => {
    const office = await waiting()
    office.pointsOfSale = []
    await office.clock.advance(5 * minute)
    expect(office.watcher.state.waiting).toBe(false)
  })

  test('when a person has read all of it meanwhile', async () => {
    const office = await waiting()
    const told: boolean[] = []
    office.watcher.changed.subscribe((state) => told.push(state.waiting))
    readAll(office, office.clock.now())
    await office.clock.advance(5 * minute)
    expect(told).toEqual([false])
    expect(office.watcher.state.waiting).toBe(false)
  })
})

describe('interrupted', () => {
  test('killed in the midst of a round, the next start goes on where it stopped', async () => {
    const office = new Office(200)
    office.start()
    await office.clock.advance(14 * second)
    office.kill()
    const read = [...office.inbox.read.keys()]
    expect(read.length).toBeGreaterThan(10)
    const again = office.clock.now()
    office.start()
    await office.clock.advance(12 * minute)
    const asked = new Set(office.asked(again))
    expect(read.filter((one) => asked.has(one))).toEqual([])
    expect(asked.size + read.length).toBe(200 * 30)
    expect(office.rounds).toBe(1)
  })

  test('started again after its round was over, it looks again only at what somebody may ask about', async () => {
    const office = new Office()
    office.start()
    await office.clock.advance(12 * minute)
    office.kill()
    const again = office.clock.now()
    office.put('uno', 0, 'NUEVO')
    office.start()
    await office.clock.advance(30 * second)
    expect(office.asked(again).slice(0, 2)).toEqual([`uno ${fecha(0)}`, `uno ${fecha(1)}`])
    expect(office.asked(again)).toHaveLength(2 + slice)
    expect(office.inbox.references).toEqual(['NUEVO'])
  })

  test.each([
    { events: 0, what: 'without a word of the system' },
    { events: 1, what: 'told by the system' },
    { events: 2, what: 'told twice, as Windows does' },
  ])('after a night of sleep one round, not one for each that was missed: $what', async ({ events }) => {
    const office = new Office()
    office.start()
    await office.clock.advance(hour)
    const awake = office.clock.now() + 9 * hour
    await office.sleep(9 * hour, events)
    const before = office.rounds
    await office.clock.advance(2 * minute)
    expect(office.rounds - before).toBe(1)
    expect(office.asked(awake)).toHaveLength(2 + slice)
  })

  test('asleep in the midst of a round: what it was told is kept, and the rest is read when it wakes', async () => {
    const office = new Office(200)
    office.start()
    await office.clock.advance(20 * second)
    const read = office.inbox.read.size
    office.weather = () => failure('reset', { sent: true })
    await office.sleep(8 * hour, 1)
    await office.clock.advance(5 * second)
    office.weather = () => null
    await office.clock.advance(30 * minute)
    expect(read).toBeGreaterThan(10)
    expect(office.inbox.read.size).toBe(200 * 31 - 200)
  })

  test('without a connection one query a time, further and further apart; once it is back, from where it stopped', async () => {
    const office = new Office(20)
    office.start()
    await office.clock.advance(20 * second)
    const read = [...office.inbox.read.keys()]
    office.weather = () => failure('unreachable')
    await office.clock.advance(second)
    const cut = office.clock.now()
    await office.clock.advance(2 * hour)
    const meanwhile = office.asked(cut).length
    expect(meanwhile).toBeGreaterThan(8)
    expect(meanwhile).toBeLessThan(30)
    expect(office.watcher.state.waiting).toBe(true)
    expect(office.rounds).toBe(0)
    office.weather = () => null
    const back = office.clock.now()
    office.watcher.wake('online')
    await office.clock.advance(90 * second)
    expect(office.rounds).toBe(1)
    expect(office.watcher.state).toMatchObject({ waiting: false, lacking: [] })
    const left = read.filter((one) => !one.endsWith(fecha(0)) && !one.endsWith(fecha(1)))
    expect(left.filter((one) => office.asked(back).includes(one))).toEqual([])
  })

  test.each([
    ['429', () => failure('http-status', { sent: true, httpStatus: 429, retryAfter: 5 * minute }), 5 * minute],
    ['maintenance', (at: number) => refused('maintenance', at + 40 * minute), 40 * minute],
  ])('%s: the round waits as long as it is asked to, and no event of the computer makes it shorter', async (_what, weather, wait) => {
    const office = new Office(10)
    office.start()
    await office.clock.advance(20 * second)
    office.weather = ({ at }) => weather(at)
    await office.clock.advance(second)
    office.weather = () => null
    const told = office.clock.now()
    expect(office.watcher.state.waiting).toBe(true)
    for (const hint of ['online', 'resume', 'unlock'] as const) office.watcher.wake(hint)
    await office.clock.advance(wait - 2 * second)
    expect(office.asked(told)).toEqual([])
    await office.clock.advance(30 * minute)
    expect(office.rounds).toBeGreaterThanOrEqual(1)
  })

  test('what thousands are told at once does not make them come back at once', async () => {
    const comeBack: number[] = []
    for (let office = 0; office < 20; office++) {
      const one = new Office()
      one.random = () => office / 20
      one.weather = () => refused('maintenance', begin + hour)
      one.start()
      await one.clock.advance(30 * second)
      one.weather = () => null
      const told = one.clock.now()
      await one.clock.advance(2 * hour)
      comeBack.push(one.queries.find(({ at }) => at > told)?.at ?? Infinity)
    }
    expect(Math.min(...comeBack)).toBeGreaterThanOrEqual(begin + hour)
    expect(Math.max(...comeBack) - Math.min(...comeBack)).toBeGreaterThan(10 * minute)
  })

  test('refused credentials of one among 200 stop nobody else, and it is left alone until they are changed', async () => {
    const office = new Office(200)
    office.weather = ({ pointOfSaleId }) => (pointOfSaleId === 'pdv-7' ? refused('credentials') : null)
    office.start()
    await office.clock.advance(12 * hour)
    expect(office.asked().filter((one) => one.startsWith('pdv-7 '))).toHaveLength(1)
    expect(office.inbox.read.size).toBeGreaterThanOrEqual(199 * 30)
    expect(office.watcher.state.lacking).toEqual(['pdv-7'])
    expect(office.watcher.refused).toEqual(['pdv-7'])
    office.weather = () => null
    office.watcher.wake('credentials')
    await office.clock.advance(5 * minute)
    expect(office.asked().filter((one) => one.startsWith('pdv-7 ')).length).toBeGreaterThan(30)
    expect([office.watcher.state.lacking, office.watcher.refused]).toEqual([[], []])
  })

  test('refused credentials take no turn from the days of others, although none of their own was ever read', async () => {
    const office = new Office(['uno', 'dos'])
    office.weather = ({ pointOfSaleId }) => (pointOfSaleId === 'dos' ? refused('credentials') : null)
    office.start()
    await office.clock.advance(minute)
    const since = office.clock.now()
    await office.clock.advance(6 * hour)
    expect(new Set(office.asked(since)).size).toBe(30)
  })

  test('a query that is not wanted of one point of sale is asked once a round, and stops nobody else', async () => {
    const office = new Office(['uno', 'dos'])
    office.weather = ({ pointOfSaleId }) => (pointOfSaleId === 'uno' ? failure('answer-unexpected', { sent: true }) : null)
    office.start()
    await office.clock.advance(minute)
    expect(office.asked().filter((one) => one.startsWith('uno '))).toHaveLength(1)
    expect(office.inbox.read.size).toBe(30)
    expect(office.watcher.state.lacking).toEqual(['uno'])
  })

  test('a server that answers nothing of use is asked about three days, and then the round waits', async () => {
    const office = new Office(20)
    office.weather = () => failure('answer-timeout', { sent: true })
    office.start()
    await office.clock.advance(minute)
    expect(new Set(office.asked()).size).toBe(3)
    expect(office.watcher.state.waiting).toBe(true)
  })

  test('refused credentials are tried again after a day, as the account may have been put in order', async () => {
    const office = new Office()
    office.weather = () => refused('credentials')
    office.start()
    await office.clock.advance(23 * hour)
    expect(office.queries).toHaveLength(1)
    office.weather = () => null
    await office.clock.advance(2 * hour)
    expect(office.inbox.read.size).toBeGreaterThan(0)
  })

  test('a point of sale deleted in the midst of its round leaves nothing behind, and the others are read', async () => {
    const office = new Office(['uno', 'dos'])
    office.put('dos', 0, 'DE-DOS')
    office.latency = 5 * second
    office.offset = 0
    office.start()
    await office.clock.advance(5 * second)
    office.pointsOfSale = ['uno']
    await office.clock.advance(10 * minute)
    expect([...office.inbox.read.keys()].filter((one) => one.startsWith('dos'))).toEqual([])
    expect(office.inbox.references).toEqual([])
    expect(office.inbox.read.size).toBe(30)
    expect(office.watcher.state.lacking).toEqual([])
  })

  test('a full disk keeps the round waiting, and loses nothing', async () => {
    const office = new Office()
    office.put('uno', 0, 'F-1')
    office.start()
    office.inbox.broken = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    await office.clock.advance(3 * hour)
    expect(office.queries.length).toBeLessThan(40)
    expect(office.watcher.state.waiting).toBe(true)
    expect(office.rounds).toBe(0)
    office.inbox.broken = null
    await office.clock.advance(20 * minute)
    expect(office.inbox.references).toEqual(['F-1'])
    expect(office.watcher.state.waiting).toBe(false)
  })

  test('a full disk in the midst of a round stops it at once', async () => {
    const office = new Office(20)
    office.start()
    await office.clock.advance(20 * second)
    office.inbox.broken = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    await office.clock.advance(second)
    const before = office.queries.length
    await office.clock.advance(minute)
    expect(office.queries).toHaveLength(before)
    office.inbox.broken = null
    await office.clock.advance(30 * minute)
    expect(office.inbox.read.size).toBe(20 * 30)
  })

  test('days that can never be read do not keep the others from their turn', async () => {
    const office = new Office(['uno', 'dos'])
    const bad = [fecha(3), fecha(4), fecha(5), fecha(6)]
    office.weather = ({ fecha: of, pointOfSaleId }) => (pointOfSaleId === 'uno' && bad.includes(of) ? failure('answer-timeout', { sent: true }) : null)
    office.start()
    await office.clock.advance(day)
    const never = office.pointsOfSale
      .flatMap((id) => Array.from({ length: 30 }, (_, ago) => `${id} ${fecha(ago)}`))
      .filter((one) => !office.inbox.read.has(one))
    expect(never).toEqual(bad.map((of) => `uno ${of}`))
    expect(office.watcher.state.lacking).toEqual(['uno'])
  })
})

describe('the clock', () => {
  test.each([
    ['an hour', hour],
    ['a day', day],
    ['a year', 365 * day],
  ])('set back by %s, the rounds go on, and no storm comes of it', async (_what, back) => {
    const office = new Office(['uno', 'dos'])
    office.start()
    await office.clock.advance(2 * hour)
    office.clock.skew = -back
    const before = { rounds: office.rounds, queries: office.queries.length }
    await office.clock.advance(3 * hour)
    expect(office.rounds - before.rounds).toBeGreaterThanOrEqual(5)
    expect(office.rounds - before.rounds).toBeLessThanOrEqual(8)
    // All days of another window were never read: that takes one round.
    expect(office.queries.length - before.queries).toBeLessThanOrEqual(2 * 30 + 8 * 2 * (2 + slice))
  })

  test('set back while a round waits, it does not wait for longer than it was to', async () => {
    const office = new Office()
    office.weather = () => failure('unreachable')
    office.start()
    await office.clock.advance(hour)
    office.weather = () => null
    office.clock.skew = -10 * day
    await office.clock.advance(16 * minute)
    expect(office.rounds).toBeGreaterThanOrEqual(1)
  })

  test('set forward and back again, as one that has lost its battery: what was read in the future is read again', async () => {
    const office = new Office()
    office.clock.skew = 400 * day
    office.start()
    await office.clock.advance(minute)
    office.clock.skew = 0
    office.put('uno', 0, 'F-1')
    await office.clock.advance(31 * minute)
    expect(office.inbox.references).toEqual(['F-1'])
  })
})
