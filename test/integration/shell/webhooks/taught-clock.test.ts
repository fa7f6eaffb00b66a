/** A computer whose clock is behind, while TusFacturasAPP answers nothing: what it tells by itself says what time it is. */
import { expect, test } from 'vitest'
import { launchApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { creadoOf } from '../../../simulator/dates.ts'
import { closedPort } from '../../core/tusfacturas/client-setup.ts'

const credentials = { apikey: '30066', apitoken: 'f102132435465768798a9b0c1d2e3f40', usertoken: 'ee112233445566778899aabbccddeef3' }
const token = 'ficha-de-prueba-0123456789'
const hour = 3_600_000

test('a notice that is proven to be of TusFacturasAPP corrects the time, and the person is told; one that nobody proves does not', async () => {
  await using app = await launchApp({ env: { REENCOLA_API_URL: `http://127.0.0.1:${await closedPort()}` } })
  const { control } = app
  const pointOfSaleId = await control.value('savePointOfSale', { name: 'Casa', credentials })
  await control.value('saveWebhookPlace', { on: true, host: '127.0.0.1', port: await closedPort(), publicUrl: '' })
  await until(async () => (await control.value('webhookStatus', {})).state === 'listening', 'the receiver')
  const { local } = await control.value('revealWebhookUrl', { pointOfSaleId })
  const tell = async (hook_id: string, ahead: number, headers: Record<string, string> = {}) => {
    const notice = {
      creado: creadoOf(Date.now() + ahead),
      evento: 'encolado',
      recurso: 'facturacion',
      external_reference: 'FC-1',
      intento: 1,
      msg: [],
      hook_id,
    }
    return (await fetch(local, { method: 'POST', headers, body: JSON.stringify(notice) })).status
  }
  const status = async () => (await control.value('snapshot', {})).status

  expect(await tell('uno', 9 * hour)).toBe(200)
  await until(async () => (await control.value('webhookStatus', {})).events.length === 1, 'the one that nobody proves')
  expect(await status()).not.toHaveProperty('clockOffset')

  await control.value('setWebhookToken', { pointOfSaleId, token })
  expect(await tell('dos', 5 * hour, { 'TF-WEBHOOKTOKEN': token })).toBe(200)
  await until(async () => (await status()).clockOffset, 'the time to be corrected')
  const { clockOffset = 0, banners } = await status()
  expect(Math.round(clockOffset / hour)).toBe(5)
  expect(banners).toContainEqual({ kind: 'clock', offset: clockOffset })
})
