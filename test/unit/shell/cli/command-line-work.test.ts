import { describe, expect, test } from 'vitest'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import type { Order, OrderState } from '#contract/model/order.ts'
import { readConfiguration, runConfigure } from '../../../../electron/shell/cli/configure.ts'
import { workOffOthers } from '../../../../electron/shell/cli/others.ts'
import { exitCodeOf, isOver, nextLook } from '../../../../electron/shell/cli/patience.ts'
import type { Streams } from '../../../../electron/shell/cli/streams.ts'
import { readTargets } from '../../../../electron/shell/cli/targets.ts'
import { whenOver } from '../../../../electron/shell/cli/when-over.ts'
import type { Services } from '../../../../electron/shell/services.ts'
import { VirtualClock } from '../../core/outbox/model/virtual-clock.ts'
import { credentials, openVault } from '../files/vault-setup.ts'

/** What a command reads and prints. */
class Paper implements Streams {
  readonly printed: string[] = []
  readonly complaints: string[] = []
  interactive = false
  readonly #input: string
  constructor(input = '') {
    this.#input = input
  }
  print(line: string): void {
    this.printed.push(line)
  }
  complain(line: string): void {
    this.complaints.push(line)
  }
  readAll(limit: number): Promise<string> {
    return this.#input.length > limit ? Promise.reject(new RangeError('too long')) : Promise.resolve(this.#input)
  }
  flushed(): Promise<void> {
    return Promise.resolve()
  }
}

const vaultOf = (...names: string[]) => ({
  ids: () => names.map((_name, index) => String(index)),
  nameOf: (id: string) => names[Number(id)] ?? null,
  idOf: (name: string) => (names.includes(name) ? String(names.indexOf(name)) : null),
})

describe('readTargets', () => {
  test('trims, cleans, folds and warns as the page does', () => {
    expect(readTargets([' FC-1 ', 'FC-1', 'FC\u200B-2', 'a b'], null, vaultOf('Casa'))).toEqual({
      pointOfSaleId: '0',
      references: ['FC-1', 'FC-2', 'a b'],
      warnings: [expect.stringContaining('«a b»'), expect.stringContaining('1 referencia.'), expect.stringContaining('1 referencia repetida')],
    })
  })

  test.each<[string, string[], string]>([
    ['nothing', [''], 'vacía'],
    ['what cannot be seen', [' ', '\u200B'], 'vacía'],
    ['one too long', ['A', 'x'.repeat(256)], '255'],
    ['a control character', ['A', 'b\u0007'], 'control'],
    ['too many', Array.from({ length: 10_001 }, (_word, index) => String(index)), '10.000'],
  ])('refuses %s as a whole', (_what, words, named) => {
    expect(readTargets(words, null, vaultOf('Casa'))).toEqual({ problem: expect.stringContaining(named) })
  })

  test('never prints a control character back at the terminal', () => {
    expect(JSON.stringify(readTargets(['\u001B[31mrojo'], null, vaultOf('Casa')))).not.toContain('\\u001b')
  })

  test('takes the only point of sale, and asks when there are several', () => {
    expect(readTargets(['A'], null, vaultOf())).toEqual({ problem: expect.stringContaining('configurar') })
    expect(readTargets(['A'], null, vaultOf('Casa', 'Sucursal'))).toEqual({ problem: expect.stringContaining('Casa, Sucursal') })
    expect(readTargets(['A'], 'Sucursal', vaultOf('Casa', 'Sucursal'))).toMatchObject({ pointOfSaleId: '1' })
    expect(readTargets(['A'], 'Otra', vaultOf('Casa'))).toEqual({ problem: expect.stringContaining('«Otra»') })
  })
})

const configure = async (input: string, { vault } = openVault(), paper = new Paper(input), heard = true) => {
  const configuration = await readConfiguration(paper, null)
  if ('problem' in configuration) return { problem: configuration.problem }
  return { code: await runConfigure(configuration, vault, () => Promise.resolve(paper.printed.push('changed') > 0 && heard), paper), paper }
}

describe('configurar', () => {
  test('a keychain that does not answer is waited for, and after a while that is said', async () => {
    const { vault, keychain } = openVault()
    const [clock, paper] = [new VirtualClock(), new Paper()]
    const unlocked = Promise.withResolvers<boolean>()
    keychain.isAsyncEncryptionAvailable = () => unlocked.promise
    const done = runConfigure([{ nombre: 'Casa', ...credentials }], vault, () => Promise.resolve(true), paper, clock)
    await clock.advance(4_000)
    expect(paper.complaints).toEqual([])
    await clock.advance(2_000)
    expect(paper.complaints).toEqual([expect.stringContaining('El llavero de la PC todavía no respondió')])
    unlocked.resolve(true)
    expect([await done, paper.printed]).toEqual([0, ['{"ok":true,"nombre":"Casa"}']])
    await clock.advance(60_000)
    expect(paper.complaints).toHaveLength(1)
  })

  test('a running instance that takes its time is no keychain that does not answer', async () => {
    const [clock, paper] = [new VirtualClock(), new Paper()]
    const heard = Promise.withResolvers<boolean>()
    const asked = Promise.withResolvers<void>()
    const changed = () => (asked.resolve(), heard.promise)
    const done = runConfigure([{ nombre: 'Casa', ...credentials }], openVault().vault, changed, paper, clock)
    await asked.promise
    await clock.advance(45_000)
    expect(paper.complaints).toEqual([])
    heard.resolve(true)
    expect([await done, paper.printed]).toEqual([0, ['{"ok":true,"nombre":"Casa"}']])
  })

  test('creates, tells the running instance and then prints; the same name replaces', async () => {
    const scene = openVault()
    const { code, paper } = await configure(JSON.stringify({ nombre: ' Casa ', ...credentials }), scene)
    expect([code, paper?.printed]).toEqual([0, ['changed', '{"ok":true,"nombre":"Casa"}']])
    await configure(`\uFEFF${JSON.stringify({ nombre: 'CASA', ...credentials, apikey: 77 })}`, scene)
    const [id = ''] = scene.vault.ids()
    expect(scene.vault.ids()).toHaveLength(1)
    expect(await scene.vault.credentialsOf(id)).toEqual({ ...credentials, apikey: '77' })
  })

  test.each([
    ['', 'JSON'],
    ['{"nombre":"Casa"', 'JSON'],
    ['[]', 'ningún punto de venta'],
    ['[null]', 'punto de venta 1 de la lista: nombre, apikey, apitoken, usertoken'],
    ['null', 'nombre, apikey, apitoken, usertoken'],
    ['{"nombre":"Casa","apikey":"1","apitoken":"  "}', 'apitoken, usertoken'],
    [JSON.stringify({ ...credentials, nombre: 'x'.repeat(81) }), 'nombre'],
    [JSON.stringify({ ...credentials, nombre: 'Casa', usertoken: ['x'] }), 'usertoken'],
    [JSON.stringify({ ...credentials, nombre: 'Casa', empresa: 'Paz', cuit: '30-70707070-7' }), 'cuit'],
    [JSON.stringify({ ...credentials, nombre: 'Casa', cuit: '30-50001091-2' }), 'empresa'],
    [JSON.stringify([{ ...credentials, nombre: 'Casa' }, credentials]), 'punto de venta 2 de la lista: nombre'],
    [
      JSON.stringify([
        { ...credentials, nombre: 'Casa' },
        { ...credentials, nombre: ' CASA' },
      ]),
      '1 y 2 de la lista tienen el mismo nombre',
    ],
    ['x'.repeat(1_100_000), 'largo'],
  ])('a wrong input is refused: %#', async (input, named) => {
    expect(await configure(input)).toEqual({ problem: expect.stringContaining(named) })
  })

  test('an array: 200 points of sale with their companies, one line each, the running instance told once', async () => {
    const scene = openVault()
    const list = Array.from({ length: 200 }, (_one, index) => ({
      ...credentials,
      apikey: String(20_000 + index),
      nombre: `PV ${index}`,
      empresa: 'Paz y Asociados',
      cuit: '30-50001091-2',
    }))
    const { code, paper } = await configure(JSON.stringify(list), scene)
    expect([code, paper?.printed.length, paper?.printed[0], paper?.printed[200]]).toEqual([0, 201, 'changed', '{"ok":true,"nombre":"PV 199"}'])
    expect((await scene.vault.list()).map(({ company }) => company)).toEqual(list.map(() => ({ name: 'Paz y Asociados', cuit: '30500010912' })))
    await configure(JSON.stringify({ ...credentials, apikey: '20000', nombre: 'PV 0' }), scene)
    expect((await scene.vault.list())[0]?.company, 'who does not name it does not take it away').not.toBeNull()
  })

  test('one that cannot be saved is named; the others are saved', async () => {
    const scene = openVault()
    const list = [
      { ...credentials, nombre: 'Uno' },
      { ...credentials, nombre: credentials.usertoken },
      { ...credentials, nombre: 'Uno otra vez' },
      { ...credentials, apikey: '20003', nombre: 'Tres' },
    ]
    const { code, paper } = await configure(JSON.stringify(list), scene)
    expect([code, paper?.printed]).toEqual([2, ['changed', '{"ok":true,"nombre":"Uno"}', '{"ok":true,"nombre":"Tres"}']])
    expect(paper?.complaints).toHaveLength(2)
    // Under two names rules would pay for it twice.
    expect(paper?.complaints[1]).toMatch(/«Uno otra vez» no se guardó: Ese punto de venta ya está cargado\..*«Uno»/u)
  })

  test('a key of another point of sale, of the list or of those that are there, is no name and no company', async () => {
    const scene = openVault()
    const next = { apikey: '20001', apitoken: 'b2c3d4e5f60718293a4b5c6d7e8f90a1', usertoken: 'b'.repeat(64) }
    await configure(JSON.stringify({ ...credentials, nombre: 'Uno', empresa: 'Paz' }), scene)
    const list = [
      { ...next, nombre: 'Dos', empresa: credentials.apitoken },
      { ...next, nombre: 'Tres' },
      { ...credentials, nombre: 'Uno', empresa: next.apitoken },
    ]
    const { paper } = await configure(JSON.stringify(list), scene)
    expect(paper?.complaints).toHaveLength(2)
    expect((await scene.vault.list()).map(({ name, company }) => [name, company?.name])).toEqual([
      ['Uno', 'Paz'],
      ['Tres', undefined],
    ])
  })

  describe('a name that a point of sale of another company has', () => {
    const paz = { nombre: 'Casa central', empresa: 'Paz', cuit: '30-50001091-2', ...credentials }
    const lugo = { nombre: ' CASA central', empresa: 'Lugo', ...credentials, apikey: '20001' }
    const after = async (...given: object[]) => {
      const scene = openVault()
      await configure(JSON.stringify(paz), scene)
      const { code, paper } = await configure(JSON.stringify(given.length === 1 ? given[0] : given), scene)
      const [id = ''] = scene.vault.ids()
      return { code, paper, apikey: (await scene.vault.credentialsOf(id))?.apikey, companies: (await scene.vault.list()).map(({ company }) => company?.name) }
    }

    test('is refused, and nothing of what is there is replaced', async () => {
      const { code, paper, apikey, companies } = await after(lugo)
      expect([code, paper?.printed, apikey, companies]).toEqual([2, [], credentials.apikey, ['Paz']])
      expect(paper?.complaints).toEqual([
        '«CASA central» no se guardó: ya hay un punto de venta de «Paz» con ese nombre. Poné otro nombre o, si es el mismo, la misma empresa o su CUIT.',
      ])
    })

    test('is refused in a list too, and the others of it are saved', async () => {
      const { code, paper, companies } = await after(lugo, { ...lugo, nombre: 'Local', apikey: '20002' })
      expect([code, paper?.printed, companies]).toEqual([2, ['changed', '{"ok":true,"nombre":"Local"}'], ['Paz', 'Lugo']])
      expect(paper?.complaints).toHaveLength(1)
    })

    test('is refused between two of one list', async () => {
      const scene = openVault()
      await configure(JSON.stringify([paz, { ...lugo, nombre: 'Local' }]), scene)
      const { code, paper } = await configure(JSON.stringify([{ ...paz, empresa: 'Lugo', cuit: undefined, apikey: '20003' }]), scene)
      expect([code, paper?.printed]).toEqual([2, []])
    })

    test.each([
      ['the same company, in any case', { ...lugo, empresa: 'PAZ' }, '20001', 'PAZ'],
      ['its CUIT under a new name', { ...lugo, empresa: 'Paz e Hijos', cuit: '30500010912' }, '20001', 'Paz e Hijos'],
      ['no company, as ever', { ...lugo, empresa: undefined }, '20001', 'Paz'],
      ['the same point of sale, whose it is now', { ...lugo, apikey: credentials.apikey }, credentials.apikey, 'Lugo'],
    ])('is replaced with %s', async (_what, given, key, company) => {
      const { code, paper, apikey, companies } = await after(given)
      expect([code, paper?.complaints, apikey, companies]).toEqual([0, [], key, [company]])
    })

    test('keeps its CUIT where the company stays and none is given', async () => {
      const scene = openVault()
      for (const given of [paz, { ...paz, cuit: undefined, apikey: '20001' }]) await configure(JSON.stringify(given), scene)
      expect((await scene.vault.list()).map(({ company }) => company)).toEqual([{ name: 'Paz', cuit: '30500010912' }])
    })
  })

  describe('a name that a point of sale without a company has', () => {
    const casa = { nombre: 'Casa central', ...credentials }
    const after = async (given: object) => {
      const scene = openVault()
      await configure(JSON.stringify(casa), scene)
      const { code, paper } = await configure(JSON.stringify(given), scene)
      const [id = ''] = scene.vault.ids()
      return { code, paper, apikey: (await scene.vault.credentialsOf(id))?.apikey, companies: (await scene.vault.list()).map(({ company }) => company?.name) }
    }

    test('is refused to a company that brings other keys', async () => {
      const { code, paper, apikey, companies } = await after({ ...casa, empresa: 'Lugo', apikey: '20001' })
      expect([code, paper?.printed, apikey, companies]).toEqual([2, [], credentials.apikey, [undefined]])
      expect(paper?.complaints).toEqual([
        '«Casa central» no se guardó: ya hay un punto de venta sin empresa con ese nombre y otras credenciales. Poné otro nombre o, si es el mismo, sacá la empresa y cargala en Ajustes.',
      ])
    })

    test.each([
      ['its company with the same keys', { ...casa, empresa: 'Paz' }, credentials.apikey, 'Paz'],
      ['other keys without a company, as ever', { ...casa, apikey: '20001' }, '20001', undefined],
    ])('gets %s', async (_what, given, key, company) => {
      const { code, paper, apikey, companies } = await after(given)
      expect([code, paper?.complaints, apikey, companies]).toEqual([0, [], key, [company]])
    })
  })

  test('a keychain that refuses stores nothing, tells nobody and says why', async () => {
    const scene = openVault()
    scene.keychain.prefix = 'v10'
    const { code, paper } = await configure(JSON.stringify({ nombre: 'Casa', ...credentials }), scene)
    expect([code, paper?.printed]).toEqual([2, []])
    expect(paper?.complaints.join()).toContain('llavero')
    expect(scene.file.text).toBe('{}')
  })

  test('a running instance that does not hear is told of, with an exit code of its own', async () => {
    const scene = openVault()
    const { code, paper } = await configure(JSON.stringify({ nombre: 'Casa', ...credentials }), scene, undefined, false)
    expect([code, paper?.printed.at(-1)]).toEqual([3, '{"ok":true,"nombre":"Casa"}'])
    expect(paper?.complaints.join()).toContain('Cerrala y volvé a abrirla')
    expect(scene.vault.ids()).toHaveLength(1)
  })

  test('nothing of what it was given is printed back', async () => {
    const { problem } = await configure(JSON.stringify({ nombre: 'Casa', ...credentials, usertoken: '' }))
    for (const secret of Object.values(credentials)) expect(problem).not.toContain(secret)
  })
})

const order = (state: OrderState, nextAt: number | null = null) => ({ state, nextAt }) as Order
const status = (...banners: Banner[]): Status => ({ banners, paused: false, online: true, counts: {} })
const over = (orders: Order[], waited: number, patience: number | null, now = status()) => isOver((holds) => orders.every(holds), now, waited, patience)

describe('how long reenviar waits', () => {
  test('until every order has its first answer', () => {
    expect(over([order('accepted', 9), order('on_wire')], 1_000, null)).toBe(false)
    expect(over([order('accepted', 9), order('unknown', 9)], 1_000, null)).toBe(false)
    expect(over([order('accepted', 9), order('rejected'), order('held')], 1_000, null)).toBe(true)
  })

  test('no longer than two minutes', () => {
    expect(over([order('unknown', 9)], 119_999, null)).toBe(false)
    expect(over([order('unknown', 9)], 120_000, null)).toBe(true)
  })

  test('not for a connection that is not there, nor for a stopped lane; but for its turn', () => {
    expect(over([order('queued', 9)], 0, null)).toBe(true)
    expect(over([order('queued')], 0, null)).toBe(false)
    expect(over([order('queued')], 0, null, status({ kind: 'storage', problem: 'restored', text: '' }))).toBe(true)
    expect(over([order('queued')], 0, null, status({ kind: 'stalled', pointOfSaleName: 'Casa', waiting: 1 }))).toBe(true)
  })

  test('with --esperar until the final answer or the end of that time', () => {
    expect(over([order('accepted', 9)], 1_000, 5_000)).toBe(false)
    expect(over([order('queued', 9)], 1_000, 5_000)).toBe(false)
    expect(over([order('issued'), order('failed_again')], 1_000, 5_000)).toBe(true)
    expect(over([order('accepted', 9)], 5_000, 5_000)).toBe(true)
    expect(over([order('on_wire')], 5_000, 5_000)).toBe(false)
  })

  test('and looks again exactly when time alone may decide', () => {
    expect(nextLook(0, null)).toBe(120_000)
    expect(nextLook(1_000, 5_000)).toBe(4_000)
    expect(nextLook(5_000, 5_000)).toBe(115_000)
    expect(nextLook(120_000, 5_000)).toBeNull()
    expect(nextLook(120_000, 600_000)).toBe(480_000)
  })

  test.each<[OrderState[], number]>([
    [['accepted', 'issued', 'superseded'], 0],
    [['accepted', 'queued'], 3],
    [['held'], 3],
    [['unknown', 'on_wire', 'sending', 'preflight'], 3],
    [['accepted', 'not_found'], 1],
    [['queued', 'rejected'], 1],
    [['needs_decision'], 1],
    [['cancelled'], 1],
  ])('%j is exit code %i', (states, code) => {
    expect(exitCodeOf(states.map((state) => order(state)))).toBe(code)
  })
})

/** Orders in memory that a test moves; counts how often one is read. */
class Moving {
  readonly #states = new Map<number, OrderState>()
  readonly #listeners = new Set<() => void>()
  reads = 0
  constructor(count: number) {
    for (let id = 1; id <= count; id++) this.#states.set(id, 'queued')
  }
  readonly services = {
    outbox: {
      newest: (_id: string, references: string[]) => references.map(Number),
      order: (id: number) => {
        this.reads++
        return order(this.#states.get(id) ?? 'queued')
      },
      onChange: (listener: () => void) => {
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
    },
    status: () => status(),
  } as unknown as Services
  move(id: number, state: OrderState): void {
    this.#states.set(id, state)
    for (const listener of this.#listeners) listener()
  }
}

describe('orders that are worked off', () => {
  test('are each read a few times, however many there are', async () => {
    const count = 2_000
    const moving = new Moving(count)
    const ids = Array.from({ length: count }, (_, index) => index + 1)
    const waiting = whenOver(ids, moving.services, new VirtualClock(), null)
    for (const id of ids) moving.move(id, 'accepted')
    await waiting
    expect(moving.reads).toBeLessThan(10 * count)
  })

  test('also when the first one is the last to be answered', async () => {
    const moving = new Moving(3)
    let ended = false
    const waiting = whenOver([1, 2, 3], moving.services, new VirtualClock(), null).then(() => (ended = true))
    moving.move(3, 'accepted')
    moving.move(2, 'rejected')
    await Promise.resolve()
    expect(ended).toBe(false)
    moving.move(1, 'accepted')
    await waiting
  })

  test('and cannot be read for a while are looked at again; the command goes on', async () => {
    const moving = new Moving(1)
    const clock = new VirtualClock()
    const { outbox } = moving.services
    const read = outbox.order.bind(outbox)
    outbox.order = () => {
      throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 })
    }
    let ended = false
    const waiting = whenOver([1], moving.services, clock, null).then(() => (ended = true))
    moving.move(1, 'accepted')
    await clock.advance(10_000)
    expect(ended).toBe(false)
    outbox.order = read
    await clock.advance(2_000)
    await waiting
    expect(ended).toBe(true)
  })

  test('but a defect is not kept quiet, nor a disk that never comes back', async () => {
    const moving = new Moving(1)
    const clock = new VirtualClock()
    const failing = (error: Error) => {
      moving.services.outbox.order = () => {
        throw error
      }
      return expect(whenOver([1], moving.services, clock, null)).rejects.toThrow(error.message)
    }
    await failing(new TypeError('a defect'))
    const gone = failing(Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 }))
    await clock.advance(120_000)
    await gone
  })

  test('of another start are finished before a command line ends, and it takes no more than a minute of others', async () => {
    const moving = new Moving(3)
    const clock = new VirtualClock()
    const paper = new Paper()
    const others = workOffOthers(moving.services, clock, paper)
    others.add('uno', ['1'])
    const closed: number[] = []
    let finished = false
    const finishing = others.finish(() => closed.push(clock.now())).then(() => (finished = true))
    expect(paper.complaints).toEqual([expect.stringContaining('1 referencia')])
    others.add('uno', ['2', '3'])
    moving.move(1, 'accepted')
    const began = clock.now()
    await clock.advance(60_000)
    expect(closed).toEqual([began + 60_000])
    expect(finished).toBe(false)
    moving.move(2, 'accepted')
    moving.move(3, 'held')
    await finishing
    expect(closed).toHaveLength(2)
  })

  test('of nobody else: a command line ends in silence', async () => {
    const paper = new Paper()
    const closed: string[] = []
    await workOffOthers(new Moving(0).services, new VirtualClock(), paper).finish(() => closed.push('closed'))
    expect([closed, paper.complaints]).toEqual([['closed'], []])
  })
})
