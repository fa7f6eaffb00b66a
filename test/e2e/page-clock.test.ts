/** What the page shows on a computer of another zone, or with a wrong clock: Argentina's time, by TusFacturasAPP's clock. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const hour = 3_600_000
const day = 24 * hour
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
/** Argentina keeps UTC-3 all year. */
const inArgentina = (at: number) => new Date(at - 3 * hour).toISOString()
const fecha = (at: number) => inArgentina(at).slice(0, 10).split('-').toReversed().join('/')

async function atOfTomorrow(): Promise<number> {
  await page.getByText('Mañana a las 8').click()
  await page.getByRole('button', { name: 'Dejarlo programado' }).click()
  await expect.poll(async () => (await open.calls('resendLater')).length).toBe(1)
  const [call] = await open.calls('resendLater')
  return Number(Object(call?.args)['at'])
}

async function openStep(step: string): Promise<void> {
  await page.getByRole('button', { name: 'FC-ARCA', exact: true }).click()
  await page.getByRole('button', { name: step, exact: true }).click()
}

test.each(['America/Bogota', 'America/Los_Angeles', 'Asia/Tokyo'])('on a computer in %s hours and days are Argentina’s', async (zone) => {
  await visit('avisos', zone)
  const line = await page.getByText('está en mantenimiento hasta').innerText()
  const shown = minutesOf(/\d\d:\d\d/u.exec(line)?.[0] ?? '')
  const wanted = minutesOf(inArgentina(Date.now() + hour).slice(11, 16))
  expect((wanted - shown + 1440) % 1440).toBeLessThan(5)
  await open[Symbol.asyncDispose]()

  await visit('acciones#actividad', zone)
  await openStep('Reenviar más tarde…')
  await page.getByText(`Sale ${fecha(Date.now() + day)} 08:00`).waitFor()
  const at = await atOfTomorrow()
  expect(inArgentina(at)).toBe(`${inArgentina(Date.now() + day).slice(0, 10)}T08:00:00.000Z`)
})

test('a computer forty days ahead: it is said once, and today is TusFacturasAPP’s', async () => {
  await visit('adelantada#con-error')
  const banner = page.getByText('El reloj de esta PC está 40 días adelantado.')
  await banner.waitFor()
  await page.getByRole('button', { name: 'Entendido' }).click()
  expect(await banner.count()).toBe(0)
  await page.getByText('Hoy', { exact: true }).click()
  await page.getByRole('button', { name: 'Buscar', exact: true }).click()
  await expect.poll(() => open.calls('startInbox')).toMatchObject([{ args: { desde: fecha(Date.now() - 40 * day), hasta: fecha(Date.now() - 40 * day) } }])
})
