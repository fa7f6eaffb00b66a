/** What is found by a word among what is in error and what was sent. */
import { expect, test } from 'vitest'
import { mostFound } from '#contract/model/found.ts'
import { find } from '../../../../electron/core/inbox/find.ts'
import { comprobante, issued, today, yesterday } from './found.ts'
import { keep } from './kept.ts'

function office() {
  const kept = keep()
  const { database, orders } = kept
  const placed = (reference: string, client: string | null = null, pointOfSale = 'uno') => {
    database.prepare("INSERT INTO batch (point_of_sale, created_at, total, finished_at) VALUES ('uno', 1, 1, 1)").run()
    database
      .prepare(
        `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, found)
         VALUES ((SELECT max(id) FROM batch), ?, 'Antes', ?, 'queued', 1, 1, 1, ?)`,
      )
      .run(pointOfSale, reference, client === null ? null : JSON.stringify({ razon_social: client }))
  }
  const look = (text: string) => {
    const { inError, orders: sent } = find({ store: orders, nameOf: (id) => (id === 'uno' ? 'Casa central' : null) }, text)
    return { inError: inError.map((row) => row.external_reference), orders: sent.map((order) => order.external_reference), sent }
  }
  return { ...kept, placed, look }
}

test('by a part of the reference, the client or the CUIT, without case and accents, newest day first', () => {
  const { read, look } = office()
  read(yesterday, [comprobante('FC-1', { razon_social: 'Ñandú Viajes', documento_nro: '30711111117' })])
  read(today, [comprobante('FC-2', { razon_social: 'NANDU HNOS' }), comprobante('FC-3', { razon_social: 'Panadería' }), issued('FC-4')])
  expect(look('ñandu').inError).toEqual(['FC-2', 'FC-1'])
  expect(look('viajes nandú').inError).toEqual(['FC-1'])
  expect(look('0711111').inError).toEqual(['FC-1'])
  expect(look('fc-').inError).toEqual(['FC-2', 'FC-3', 'FC-1'])
  expect(look('panaderia').inError).toEqual(['FC-3'])
  expect(look('FC-4').inError, 'it is not in error').toEqual([])
})

test('of the orders of one reference the newest, with what is known of its client and the name of its point of sale', () => {
  const { placed, look } = office()
  placed('A-1', 'Óptica Luz')
  placed('B-1', null, 'dos')
  placed('A-1', 'Óptica Luz')
  expect(look('optica').sent).toMatchObject([
    { id: 3, external_reference: 'A-1', client: 'Óptica Luz', pointOfSaleName: 'Casa central', stateLabel: 'En espera' },
  ])
  expect(look('-1').orders).toEqual(['A-1', 'B-1'])
  expect(look('b-').sent).toMatchObject([{ pointOfSaleName: 'Antes', client: '' }])
})

test('what looks like a pattern is text, and no more is answered than is shown', () => {
  const { read, placed, look } = office()
  read(
    today,
    Array.from({ length: 50 }, (_, index) => comprobante(`F-${index}`)),
  )
  for (let n = 0; n < 20; n++) placed(`F-${n}`)
  expect([look('%').inError, look('_').orders, look("' OR 1=1 --").orders, look('\\').inError]).toEqual([[], [], [], []])
  expect([look('F-').inError.length, look('F-').orders.length]).toEqual([mostFound, mostFound])
})
