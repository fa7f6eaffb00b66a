/** A data folder whose path has 200 characters, `ñ` and spaces: everything that a start puts there, and two starts that meet in it. */
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchApp, runCli } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const point = { nombre: 'Casa', apikey: '20088', apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f88', usertoken: 'aa112233445566778899aabbccddee88' }

test('is set up, sends, hands over to the program that is open, is read, and leaves room for what is set aside', async () => {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'reencola-')))
  const simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...point })
  simulator.seed(['L-1', 'L-2'].map((external_reference) => ({ apikey: point.apikey, external_reference, status: 'error' as const })))
  const start = join(scratch, 'Señora Muñoz', 'Facturación de la sucursal Ñandú')
  const data = join(start, 'x'.repeat(Math.max(200 - start.length - 1, 1)))
  const env = { REENCOLA_DATOS: data, REENCOLA_API_URL: simulator.url }
  try {
    expect(data).toHaveLength(200)
    expect(await runCli(['configurar'], JSON.stringify(point), env)).toMatchObject({ code: 0 })
    expect(await runCli(['reenviar', '--json', '--', 'L-1'], '', env)).toMatchObject({ code: 0, stderr: '' })
    await using app = await launchApp({ dataFolder: data, env })
    await until(async () => (await app.control.state()).windows[0]?.visible, 'the window')
    expect(await runCli(['reenviar', '--', 'L-2'], '', env)).toMatchObject({ code: 4, stderr: '' })
    await until(() => simulator.executions('L-1') === 1 && simulator.executions('L-2') === 1, 'both resends')
    await app.control.do('quit', {})
    await app.exit
    const { code, stdout } = await runCli(['estado', '--json'], '', env)
    expect([code, stdout.includes('"L-1"'), stdout.includes('"L-2"')]).toEqual([0, true, true])
    expect(await readdir(data)).toEqual(expect.arrayContaining(['ordenes.db', 'diario.jsonl', 'credenciales.json', 'logs']))
    // What is set aside lies deepest: found damaged, the orders come back from the journal.
    await writeFile(join(data, 'ordenes.db'), 'not a database')
    await using again = await launchApp({ dataFolder: data, env })
    await until(async () => (await again.control.value('listOrders', { search: 'L-1' })).orders.length === 1, 'the orders to be back')
    const all = await readdir(data, { recursive: true, withFileTypes: true })
    expect(all.some(({ name }) => name.startsWith('danado-'))).toBe(true)
    // Longer ones only programs that ask for it can open on Windows (Microsoft, Maximum Path Length Limitation), and a folder has to leave room for a name.
    const tooLong = all.filter((entry) => join(entry.parentPath, entry.name).length > (entry.isDirectory() ? 247 : 259)).map(({ name }) => name)
    expect(tooLong).toEqual([])
  } finally {
    await simulator.stop()
    await rm(scratch, { recursive: true, force: true })
  }
})
