import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { launchApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '80808',
  apitoken: 'tokdered0123456789abcdef012345678',
  usertoken: 'usrdered0123456789abcdef0123456789abcdef0123456789abcdef012345678',
}

interface Contact {
  what: 'lookup' | 'connect' | 'listen' | 'udp'
  host: string
  port: number
}

test('during the whole main job the program talks to TusFacturasAPP and to nobody else, and listens nowhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-network-'))
  const simulator = await Simulator.start({ processAfterMs: 0 })
  try {
    simulator.addPointOfSale({ name: 'Casa', ...credentials })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'R-1', status: 'error', outcome: 'issue' }])
    const log = join(folder, 'contacts.jsonl')
    const watch = pathToFileURL(join(import.meta.dirname, 'network', 'watch.mjs')).href
    const env = { REENCOLA_API_URL: simulator.url, NODE_OPTIONS: `--import ${watch}`, TEST_NETWORK_LOG: log }
    await using app = await launchApp({ dataFolder: join(folder, 'datos'), env })
    await app.ready()
    const { control } = app
    const pointOfSaleId = await control.value('savePointOfSale', { name: 'Casa', credentials })
    expect(await control.call('testCredentials', { id: pointOfSaleId })).toMatchObject({ ok: true, value: { works: true } })
    await control.call('placeOrders', { pointOfSaleId, references: ['R-1', 'R-2'] })
    await until(() => simulator.executions('R-1') === 1, 'the resend')
    await until(
      async () => /"(?:accepted|issued)".*"not_found"|"not_found".*"(?:accepted|issued)"/u.test(JSON.stringify(await control.call('listOrders', {}))),
      'both answers',
    )
    await control.call('previewDiagnosis', { withOrders: true })
    await app.control.do('quit', {})
    await app.exit

    const contacts = (await readFile(log, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Contact)
    const api = new URL(simulator.url)
    const host = new URL(app.url)
    const seen = new Set(contacts.map(({ what, host: where, port }) => `${what} ${where}:${port}`))
    // The stand-in host serves the window to the browser; on Electron there is no such server.
    expect([...seen].toSorted()).toEqual([`connect ${api.hostname}:${api.port}`, `listen 127.0.0.1:${host.port}`].toSorted())
  } finally {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
