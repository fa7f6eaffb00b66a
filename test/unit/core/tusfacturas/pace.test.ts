import { expect, test } from 'vitest'
import type { Found, Reply, TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { Pace, type Rank } from '../../../../electron/core/tusfacturas/pace.ts'
import { paced } from '../../../../electron/core/tusfacturas/paced.ts'
import { VirtualClock } from '../outbox/model/virtual-clock.ts'

const credentials = { apikey: '1134', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }

/** Somebody who asks: each query takes as long as told. */
class Asking {
  readonly clock = new VirtualClock()
  readonly began = this.clock.now()
  /** Who started when, milliseconds since the beginning. */
  readonly starts: [who: string, at: number][] = []
  readonly underWay = { now: 0, most: 0 }
  readonly signal = new AbortController()
  readonly #pace: Pace

  constructor(spacing: number) {
    this.#pace = new Pace(this.clock, spacing)
  }

  get pace(): Pace {
    return this.#pace
  }

  async ask(rank: Rank, takes: number, who: string = rank): Promise<void> {
    await this.#pace.run(rank, this.signal.signal, async () => {
      this.starts.push([who, this.clock.now() - this.began])
      this.underWay.most = Math.max(this.underWay.most, ++this.underWay.now)
      await new Promise<void>((resolve) => void this.clock.after(takes, resolve))
      this.underWay.now--
    })
  }

  times = () => this.starts.map(([, at]) => at)
}

test('queries start apart, however many wait', async () => {
  const asking = new Asking(110)
  for (let query = 0; query < 4; query++) void asking.ask('person', 0)
  await asking.clock.advance(1_000)
  expect(asking.times()).toEqual([0, 110, 220, 330])
})

test('no more than four are under way, and what is watched leaves one for those who wait for theirs', async () => {
  const asking = new Asking(10)
  for (let query = 0; query < 6; query++) void asking.ask('watching', 10_000)
  await asking.clock.advance(1_000)
  expect(asking.underWay.now).toBe(3)
  void asking.ask('person', 10_000)
  void asking.ask('person', 10_000)
  await asking.clock.advance(1_000)
  expect(asking.underWay.now).toBe(4)
  await asking.clock.advance(60_000)
  expect(asking.underWay).toEqual({ now: 0, most: 4 })
  expect(asking.starts).toHaveLength(8)
})

test('a person goes first, then what is to be sent, then what is watched', async () => {
  const asking = new Asking(100)
  for (const rank of ['watching', 'watching', 'sending', 'person'] as const) void asking.ask(rank, 0)
  await asking.clock.advance(1_000)
  expect(asking.starts).toEqual([
    // Nobody else was there when it came.
    ['watching', 0],
    ['person', 100],
    ['sending', 200],
    ['watching', 300],
  ])
})

test('nobody waits for ever: what is to be sent has its turn in a search of a year, and so has what is watched', async () => {
  const asking = new Asking(100)
  const search = async () => {
    for (let day = 0; day < 366; day++) await asking.ask('person', 50)
  }
  for (let worker = 0; worker < 4; worker++) void search()
  await asking.clock.advance(1_000)
  void asking.ask('watching', 0)
  void asking.ask('sending', 0)
  await asking.clock.advance(60_000)
  const at = (who: string) => asking.starts.find(([rank]) => rank === who)?.[1] ?? Infinity
  expect(at('sending')).toBeLessThanOrEqual(2_000)
  expect(at('watching')).toBeGreaterThanOrEqual(31_000)
  expect(at('watching')).toBeLessThanOrEqual(32_500)
})

test('a pause holds everybody, but never for longer than a minute', async () => {
  const asking = new Asking(0)
  asking.pace.pause(5_000)
  void asking.ask('person', 0)
  void asking.ask('watching', 0)
  await asking.clock.advance(10_000)
  expect(asking.times()).toEqual([5_000, 5_000])
  asking.pace.pause(3_600_000)
  void asking.ask('person', 0)
  await asking.clock.advance(120_000)
  expect(asking.times().at(-1)).toBe(70_000)
})

test('a clock that was set back holds nobody, and lets nobody who waited be passed over', async () => {
  const asking = new Asking(100)
  void asking.ask('person', 0)
  void asking.ask('watching', 0, 'waited before')
  await asking.clock.advance(50)
  asking.clock.skew = -3_600_000
  void asking.ask('sending', 0)
  await asking.clock.advance(1_000)
  expect(asking.starts.map(([who]) => who)).toEqual(['person', 'waited before', 'sending'])
})

test('whoever waits is let go at once when the signal is aborted, and the others still have their turn', async () => {
  const asking = new Asking(0)
  asking.pace.pause(60_000)
  const stop = new AbortController()
  const turn = asking.pace.run('person', stop.signal, () => Promise.resolve('asked'))
  void asking.ask('person', 0)
  stop.abort()
  expect(await turn).toBeNull()
  expect(asking.clock.now()).toBe(asking.began)
  await asking.clock.advance(60_000)
  expect(asking.starts).toHaveLength(1)
})

test('a query that throws gives its place back', async () => {
  const asking = new Asking(0)
  for (let query = 0; query < 5; query++)
    await expect(asking.pace.run('person', undefined, () => Promise.reject(new Error('defect')))).rejects.toThrow('defect')
  void asking.ask('person', 0)
  await asking.clock.advance(1)
  expect(asking.starts).toHaveLength(1)
})

test('"too fast" to one makes all the others wait, and paid calls go as they are', async () => {
  const clock = new VirtualClock()
  const asked: [string, number][] = []
  const tooFast: Reply<Found> = {
    kind: 'failed',
    sent: true,
    failure: { code: 'http-status', httpStatus: 429, retryAfter: 7_000, detail: '', original: '' },
  }
  const found: Reply<Found> = { kind: 'done', value: { total: 0, comprobantes: [] } }
  const answer = (name: string, reply: Reply<Found>) => () => {
    asked.push([name, clock.now()])
    return Promise.resolve(reply)
  }
  const api = {
    findByDate: answer('day', tooFast),
    findByReference: answer('reference', found),
    findByReferences: answer('references', found),
    resend: () => (asked.push(['resend', clock.now()]), Promise.resolve({ kind: 'done', value: null } as const)),
  } as unknown as TusFacturasAccount
  const pace = new Pace(clock, 0)
  const began = clock.now()
  expect(await paced(api, pace, 'watching').findByDate(credentials, '01/03/2026', 0, 1)).toBe(tooFast)
  const sending = paced(api, pace, 'sending')
  const queries = Promise.all([sending.findByReference(credentials, 'F-1'), sending.findByReferences(credentials, ['F-1'])])
  await sending.resend(credentials, 'F-1', { onMarker: () => {} })
  await clock.advance(10_000)
  expect(await queries).toEqual([found, found])
  expect(asked.map(([name, at]) => [name, at - began])).toEqual([
    ['day', 0],
    ['resend', 0],
    ['reference', 7_000],
    ['references', 7_000],
  ])
})
