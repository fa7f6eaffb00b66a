/** `reenviar` and the requests that are left of the month: said, and sent all the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ok } from '#contract/result.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { PlanStatus } from '../../../../electron/shell/bridge/plan-status.ts'
import { runResend } from '../../../../electron/shell/cli/resend.ts'
import type { StoredSettings } from '../../../../electron/shell/files/settings.ts'
import type { Services } from '../../../../electron/shell/services.ts'
import { openOutbox } from '../../../bench/store.ts'
import { VirtualApi } from '../../../unit/core/outbox/model/virtual-api.ts'
import { fastTemporary } from '../../core/outbox/world/temporary.ts'

/** An office whose subscription allows so many requests; null: nobody has said how many. */
function office(plan: number | null) {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-tope-linea-'))
  const api = new VirtualApi()
  const { outbox, dispose } = openOutbox(folder, api)
  const settings = { current: { plan, planRead: '' } as StoredSettings, save: () => ok({} as StoredSettings) }
  const status = new PlanStatus({ settings, outbox, clock: systemClock })
  onTestFinished(() => {
    status.dispose()
    dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  const services = {
    outbox,
    network: { refresh: () => Promise.resolve() },
    status: () => ({ ...outbox.status(), ...status.with(outbox.status().banners) }),
  } as unknown as Services
  let runs = 0
  const resend = async (...references: string[]) => {
    for (const reference of references) if (!api.status.has(reference)) api.status.set(reference, 'error')
    const [printed, complaints]: [string[], string[]] = [[], []]
    const streams = {
      print: (line: string) => void printed.push(line),
      complain: (line: string) => void complaints.push(line),
      readAll: () => Promise.resolve(''),
      interactive: false,
      flushed: () => Promise.resolve(),
    }
    const code = await runResend(
      { pointOfSaleId: 'uno', references, warnings: [] },
      `tope-${runs++}`,
      { patience: null, json: true },
      services,
      systemClock,
      streams,
    )
    return { code, complaints, states: printed.map((line) => (JSON.parse(line) as { estado: string }).estado) }
  }
  return { resend }
}

test('what may go beyond the plan of the month is one line on standard error, and is sent', async () => {
  const { resend } = office(3)
  expect(await resend('A', 'B')).toEqual({
    code: 0,
    complaints: [
      'Con esto podés pasar el tope del mes: van 0 de 3 reenvíos, y lo que espera puede usar hasta 4 más. Se envía igual; si se agotan, TusFacturasAPP rechaza los que sigan.',
    ],
    states: ['accepted', 'accepted'],
  })
})

test('nothing is said of what the plan reaches for, or where nobody has said how far it goes', async () => {
  expect(await office(4).resend('A', 'B')).toMatchObject({ code: 0, complaints: [] })
  expect(await office(null).resend('A', 'B')).toMatchObject({ code: 0, complaints: [] })
})
