import { describe, expect, test } from 'vitest'
import type { Banner, Order, OrderState, Status } from '../../electron/contract/model.ts'
import { readConfiguration, runConfigure } from '../../electron/shell/cli/configure.ts'
import { exitCodeOf, isOver, nextLook } from '../../electron/shell/cli/patience.ts'
import type { Streams } from '../../electron/shell/cli/streams.ts'
import { readTargets } from '../../electron/shell/cli/targets.ts'
import { credentials, openVault } from './vault-setup.ts'

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
  const configuration = await readConfiguration(paper)
  if ('problem' in configuration) return { problem: configuration.problem }
  return { code: await runConfigure(configuration, vault, () => Promise.resolve(paper.printed.push('changed') > 0 && heard), paper), paper }
}

describe('configurar', () => {
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
    ['[]', 'nombre, apikey, apitoken, usertoken'],
    ['null', 'nombre, apikey, apitoken, usertoken'],
    ['{"nombre":"Casa","apikey":"1","apitoken":"  "}', 'apitoken, usertoken'],
    [JSON.stringify({ ...credentials, nombre: 'x'.repeat(81) }), 'nombre'],
    [JSON.stringify({ ...credentials, nombre: 'Casa', usertoken: ['x'] }), 'usertoken'],
    ['x'.repeat(70_000), 'largo'],
  ])('a wrong input is refused: %#', async (input, named) => {
    expect(await configure(input)).toEqual({ problem: expect.stringContaining(named) })
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
const over = (orders: Order[], waited: number, patience: number | null, now = status()) =>
  isOver((holds) => orders.every(holds), now, waited, patience)

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
