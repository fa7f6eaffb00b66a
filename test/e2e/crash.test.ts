import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { until } from './harness/control.ts'
import { launchProduct, runProduct } from './harness/product.ts'

const credentials = {
  apikey: '50505',
  apitoken: 'tokdecorte0123456789abcdef012345',
  usertoken: 'usrdecorte0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

test('killed between marker and answer: the next start says that it is being verified, and verifies', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-crash-'))
  const simulator = await Simulator.start()
  try {
    simulator.addPointOfSale({ ...credentials, name: 'Local' })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
    const env = { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder }
    await runProduct(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), env)
    const fault = simulator.inject({ method: 'reenviar_encolado', phase: 'hang', executed: true })
    {
      await using app = await launchProduct({ env, dataFolder: folder, args: ['--oculto'] })
      await runProduct(['reenviar', 'FC-0001'], '', env)
      await fault.reached
      app.kill('SIGKILL')
      expect(await app.exit).toEqual({ code: null, signal: 'SIGKILL' })
    }
    await simulator.link('down')

    await using app = await launchProduct({ env, dataFolder: folder })
    const page = await app.openPage()
    await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
    const row = page.getByRole('grid', { name: 'Actividad' }).getByRole('row').filter({ hasText: 'FC-0001' })
    await row.getByText('Verificando si llegó').waitFor()
    await simulator.link('up')
    await app.control.do('power', { event: 'resume' })
    await row.getByText('Reencolado').waitFor()
    await until(() => simulator.executions('FC-0001') === 1, 'exactly one execution')
    expect(simulator.requests().filter((request) => request.method === 'reenviar_encolado')).toHaveLength(1)
  } finally {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
