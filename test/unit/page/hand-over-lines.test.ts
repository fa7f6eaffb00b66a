/** What of a batch is handed over to whoever corrects it. */
import { expect, test } from 'vitest'
import { becameKinds, type InboxRow } from '#contract/model/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import { lineOfOrder } from '../../../renderer/features/hand-over/lines.ts'

const order = {
  state: 'failed_again',
  external_reference: 'FC-1',
  pointOfSaleName: 'Local',
  seen: null,
  explanation: { resendHelps: 'despues-de-corregir', kind: 'datos', title: 'CUIT inválido', code: null, nextStep: 'Corregí el CUIT.' },
} as unknown as Order
const rowThat = (became: InboxRow['became']) => ({ razon_social: 'Perez', external_reference: 'FC-1', became }) as InboxRow

test("one that is in error no more is nobody's to correct; one that was given another date, or of which nobody knows, stays", () => {
  expect(lineOfOrder(order, rowThat(null))).toMatchObject({ mustCorrect: true })
  expect(becameKinds.filter((became) => lineOfOrder(order, rowThat(became)) !== null)).toEqual(['redated', 'not-found', 'disappeared'])
})
