/** That the moment which is told is the one at which it looks, whatever it waits for. */
import { describe, expect, test } from 'vitest'
import type { WatchState } from '../../../../electron/core/watch/watcher.ts'
import { begin, day, failure, hour, minute, Office, refused, second } from './office.ts'

const weekdays = { days: [1, 2, 3, 4, 5], from: 8, until: 20 }

/** An office whose first round went through. */
async function lookedAround(change: (office: Office) => void = () => {}): Promise<Office> {
  const office = new Office()
  change(office)
  office.start()
  await office.clock.advance(5 * minute)
  expect(office.rounds).toBe(1)
  return office
}

/** One that cannot go on. */
async function keptWaiting(weather: Office['weather']): Promise<Office> {
  const office = new Office()
  office.weather = weather
  office.start()
  await office.clock.advance(minute)
  expect(office.watcher.state.waiting).toBe(true)
  office.weather = () => null
  return office
}

const fridayEvening = 4 * day + 7.9 * hour

const situations: Record<string, () => Promise<Office>> = {
  'before the first round': () => {
    const office = new Office()
    office.start()
    return Promise.resolve(office)
  },
  'between two rounds': () => lookedAround(),
  'every ten minutes': async () => {
    const office = await lookedAround()
    office.settings = { ...office.settings, every: 10 }
    office.watcher.reconsider()
    await office.clock.advance(minute)
    return office
  },
  'on battery': () => lookedAround((office) => void (office.battery = true)),
  'when the cable was drawn meanwhile': async () => {
    const office = await lookedAround()
    office.battery = true
    await office.clock.advance(2 * hour)
    return office
  },
  'after the hours, for the next morning': async () => {
    const office = await lookedAround((one) => void (one.settings = { ...one.settings, ...weekdays }))
    await office.clock.advance(9 * hour)
    return office
  },
  'on Friday evening, for Monday': async () => {
    const office = await lookedAround((one) => void (one.settings = { ...one.settings, ...weekdays }))
    await office.clock.advance(fridayEvening)
    return office
  },
  'on the one day of the week, when its hours are over': async () => {
    const office = await lookedAround((one) => void (one.settings = { ...one.settings, days: [1], from: 12, until: 13 }))
    await office.clock.advance(hour)
    return office
  },
  'without a connection': () => keptWaiting(() => failure('unreachable')),
  'when it was told to slow down': () => keptWaiting(() => failure('http-status', { sent: true, httpStatus: 429, retryAfter: 7 * minute })),
  'in maintenance that ends after the hours': async () => {
    const office = new Office()
    office.settings = { ...office.settings, ...weekdays }
    office.weather = () => refused('maintenance', begin + 10 * hour)
    office.start()
    await office.clock.advance(minute)
    office.weather = () => null
    return office
  },
  'in maintenance that ends on the next day, with all hours watched': () => keptWaiting(() => refused('maintenance', begin + 20 * hour)),
  'after a night of sleep': async () => {
    const office = await lookedAround()
    await office.sleep(9 * hour, 1)
    return office
  },
  'switched off and on again': async () => {
    const office = await lookedAround()
    for (const on of [false, true]) {
      office.settings = { ...office.settings, ...weekdays, from: 15, on }
      office.watcher.reconsider()
    }
    return office
  },
}

describe('when it looks next is told', () => {
  test.each(Object.entries(situations))('%s', async (_what, begun) => {
    const office = await begun()
    const told = office.watcher.state.nextRound
    expect(told).not.toBeNull()
    const wait = Number(told) - office.clock.now()
    const before = office.queries.length
    await office.clock.advance(wait - 1)
    expect(office.queries.length, 'not sooner').toBe(before)
    await office.clock.advance(1)
    expect(office.queries.length, 'and not later').toBeGreaterThan(before)
  })

  test.each<[string, (office: Office) => void]>([
    ['switched off', (office) => void (office.settings = { ...office.settings, on: false })],
    ['without a day', (office) => void (office.settings = { ...office.settings, days: [] })],
    ['without a point of sale', (office) => void (office.pointsOfSale = [])],
  ])('%s: it does not look by itself', async (_what, change) => {
    const office = await lookedAround()
    change(office)
    expect(office.watcher.state).toMatchObject({ looking: false, nextRound: null })
    await office.clock.advance(2 * day)
    expect(office.rounds).toBe(1)
  })

  test('as soon as it changes, once, and while it looks it says so', async () => {
    const office = new Office()
    const watcher = office.start()
    const heard: Pick<WatchState, 'looking' | 'nextRound'>[] = []
    watcher.changed.subscribe(({ looking, nextRound }) => heard.push({ looking, nextRound }))
    await office.clock.advance(20 * minute)
    const half = office.settings.every * minute
    const slot = begin + half * office.offset
    expect(heard).toEqual([
      { looking: true, nextRound: null },
      { looking: false, nextRound: slot },
      { looking: true, nextRound: null },
      { looking: false, nextRound: slot + half },
    ])
    // Of the cable nobody is told.
    office.battery = true
    await office.clock.advance(minute)
    expect(heard.at(-1)).toEqual({ looking: false, nextRound: watcher.state.nextRound })
    expect(watcher.state.nextRound).toBe(begin + half)
    office.settings = { ...office.settings, on: false }
    watcher.reconsider()
    expect(heard.at(-1)).toEqual({ looking: false, nextRound: null })
    const said = heard.length
    await office.clock.advance(30 * second)
    expect(heard).toHaveLength(said)
  })
})
