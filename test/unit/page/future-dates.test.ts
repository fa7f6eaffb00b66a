/** Comprobantes in error whose date has not come: normal use of the queue, said wherever they are listed or resent. */
import { expect, test } from 'vitest'
import { readFecha } from '#contract/argentina.ts'
import { triage } from '#contract/texts/inbox.ts'
import { comprobantesAsText } from '../../../electron/shell/cli/format-list.ts'
import { InboxRows } from '../../../renderer/store/inbox/rows.ts'
import { inboxRow } from '../../e2e/page-preview/inbox-scenes.ts'

let next = 0
const dated = (external_reference: string, fecha: string) => inboxRow(next++, { pointOfSaleId: 'pdv-1', external_reference, fecha })
const row = dated('MAÑANA', '30/11/2026')

test('the page knows which of the picked ones wait for their day, also where several share a reference', () => {
  const rows = new InboxRows()
  rows.add([row, dated('HOY', '29/11/2026'), dated('DOS', '01/11/2026'), dated('DOS', '05/01/2027'), dated('', '05/01/2027')])
  const later = rows.datedAfter(readFecha('29/11/2026') ?? 0)
  const isLater = (external_reference: string) => later.has(rows.idOf({ pointOfSaleId: 'pdv-1', external_reference }) ?? -1)
  expect(['MAÑANA', 'HOY', 'DOS'].filter(isLater)).toEqual(['MAÑANA', 'DOS'])
  expect(later.size).toBe(2)
  expect([triage.future(1), triage.future(2)]).toEqual([
    'Uno tiene fecha futura: vuelve a la cola y TusFacturasAPP lo emite recién ese día.',
    '2 tienen fecha futura: vuelven a la cola y TusFacturasAPP los emite recién ese día.',
  ])
})

test('listar says it beside the date', () => {
  const listed = { row, pointOfSale: 'Casa', company: null, repeated: false, reason: null }
  expect(comprobantesAsText([{ ...listed, future: true }])).toContain('30/11/2026 (se emite ese día)')
  expect(comprobantesAsText([{ ...listed, future: false }])).not.toContain('ese día')
})
