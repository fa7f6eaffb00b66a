import { expect, onTestFinished, test, vi } from 'vitest'
import type { NetworkRoute } from '../../../../electron/core/tusfacturas/routes.ts'
import { OfficeNetwork, type OfficeNetworkOptions } from '../../../../electron/shell/network/office-network.ts'
import type { StoredSettings } from '../../../../electron/shell/files/settings.ts'
import { silent } from '../files/vault-setup.ts'

const certificates = () => ['PEM']
const open = (proxy: StoredSettings['proxy'], rest: Partial<OfficeNetworkOptions> = {}) => {
  const routes: NetworkRoute[] = []
  const network = new OfficeNetwork({
    apiUrl: new URL('https://www.tusfacturas.app/app/api/v2'),
    settings: () => proxy,
    proxyPassword: () => Promise.resolve('clave'),
    resolveProxy: () => Promise.resolve('DIRECT'),
    certificates,
    use: (route) => routes.push(route),
    logger: silent,
    ...rest,
  })
  return { network, routes }
}
const system = { mode: 'system', url: '', user: '' } as const

const office = { url: 'http://proxy.oficina:3128' }
test.each<[string, string, Omit<NetworkRoute, 'certificates'>]>([
  ['direct', 'DIRECT', { proxy: null }],
  ['a proxy', 'PROXY proxy.oficina:3128', { proxy: office }],
  ['several', 'PROXY proxy.oficina:3128; HTTPS otro:3129; DIRECT', { proxy: office, fallbacks: [{ url: 'https://otro:3129' }, null] }],
  ['nothing usable', 'SOCKS5 proxy.oficina:1080', { proxy: null }],
])('the system says %s', async (_what, answer, way) => {
  const { network, routes } = open(system, { resolveProxy: () => Promise.resolve(answer) })
  await network.refresh()
  expect(routes).toEqual([{ ...way, certificates }])
})

test('the system says where, the settings say who', async () => {
  const { network, routes } = open({ ...system, user: 'ana' }, { resolveProxy: () => Promise.resolve('PROXY p:1; PROXY q:2; DIRECT') })
  await network.refresh()
  const who = { user: 'ana', password: 'clave' }
  expect([routes[0]?.proxy, routes[0]?.fallbacks]).toEqual([{ url: 'http://p:1', ...who }, [{ url: 'http://q:2', ...who }, null]])
})

test('a system that cannot say leaves the direct way', async () => {
  const { network, routes } = open(system, { resolveProxy: () => Promise.reject(new Error('no')) })
  expect(await network.refresh()).toBe(true)
  expect(routes[0]?.proxy).toBeNull()
})

test('by hand: address, and user with the password of the vault', async () => {
  const { network, routes } = open({ mode: 'manual', url: 'proxy.oficina:3128', user: '' })
  await network.refresh()
  const withUser = open({ mode: 'manual', url: 'https://proxy.oficina:3128', user: 'ana' })
  await withUser.network.refresh()
  expect(routes[0]?.proxy).toEqual({ url: 'http://proxy.oficina:3128' })
  expect(withUser.routes[0]?.proxy).toEqual({ url: 'https://proxy.oficina:3128', user: 'ana', password: 'clave' })
})

test('none asks nobody', async () => {
  const resolveProxy = vi.fn<OfficeNetworkOptions['resolveProxy']>()
  const { network, routes } = open({ ...system, mode: 'none' }, { resolveProxy })
  await network.refresh()
  expect([routes[0]?.proxy, resolveProxy.mock.calls]).toEqual([null, []])
})

test('says whether the way changed, and leaves reading the certificates to the first call', async () => {
  const read = vi.fn(() => ['PEM'])
  const answers = ['DIRECT', 'DIRECT', 'PROXY p:1', 'PROXY p:1', 'DIRECT']
  const { network } = open(system, { certificates: read, resolveProxy: () => Promise.resolve(answers.shift() ?? '') })
  const changes = []
  for (let time = 0; time < 5; time++) changes.push(await network.refresh())
  expect(changes).toEqual([true, false, true, false, true])
  expect(read).not.toHaveBeenCalled()
})

test.each<[string, StoredSettings['proxy'], Partial<OfficeNetworkOptions>, NetworkRoute['proxy']]>([
  ['a script that looks for the proxy', system, { resolveProxy: () => new Promise(() => {}) }, null],
  [
    'the keychain with the password',
    { mode: 'manual', url: 'p:1', user: 'ana' },
    { proxyPassword: () => new Promise(() => {}) },
    { url: 'http://p:1', user: 'ana', password: '' },
  ],
  [
    'a keychain that fails',
    { mode: 'manual', url: 'p:1', user: 'ana' },
    { proxyPassword: () => Promise.reject(new Error('no')) },
    { url: 'http://p:1', user: 'ana', password: '' },
  ],
])('%s, without an answer, keeps no order back for ever', async (_what, settings, rest, proxy) => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { network, routes } = open(settings, rest)
  const refreshed = network.refresh()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(routes).toEqual([{ proxy, certificates }])
  await refreshed
})
