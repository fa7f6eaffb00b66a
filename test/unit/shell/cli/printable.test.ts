import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { orderAsJson, orderAsText } from '../../../../electron/shell/cli/format.ts'
import { jsonLine, printable, printableLines } from '../../../../electron/shell/cli/printable.ts'
import { processStreams } from '../../../../electron/shell/cli/streams.ts'
import type { Order } from '#contract/model/order.ts'

/** Clears the screen, sets the title, the same by C1, deletes, turns the direction, ends the line in other ways. */
const evil = '\u001b[2J\u001b]0;x\u0007\u009b2J\u0008\u007f\u202e\u2066\u200f\u2028\u0085\r'
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u

const order = {
  external_reference: `FC${evil}`,
  pointOfSaleName: evil,
  state: 'issued',
  stateLabel: evil,
  requestsUsed: 1,
  requestsPossible: 0,
  explanation: { code: null, kind: 'datos', resendHelps: 'no', title: evil, explanation: evil, nextStep: evil, texts: [evil] },
  comprobante: { tipo: `FACTURA B${evil}`, numero: evil, fecha: '', cae: `764${evil}`, vencimiento_cae: '', total: null, razon_social: evil },
} as unknown as Order

test('nothing that comes from outside makes the terminal do anything, whatever is printed or complained', () => {
  const written: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0))
  processStreams.print(orderAsText(order))
  processStreams.complain(orderAsText(order))
  processStreams.print(orderAsJson(order))
  for (const spy of spies) spy.mockRestore()
  expect(written).toHaveLength(3)
  for (const text of written) expect(text).not.toMatch(obeyed)
  expect(written[0]?.split('\n')).toHaveLength(6)
  expect(written[0]).toContain('FC\ufffd[2J')
})

test('an order that a rule placed says so in one word to a person; what programs read has the fields it always had', () => {
  const plain = { ...order, external_reference: 'FC-1', pointOfSaleName: 'Local', stateLabel: 'Emitido' }
  const ruled = { ...plain, rule: 'transitory' as const }
  expect(orderAsText(plain).split('\n')[0]).toBe('FC-1 (Local): Emitido')
  expect(orderAsText(ruled).split('\n')[0]).toBe('FC-1 (Local): Emitido (Automático)')
  expect(orderAsJson(ruled)).toBe(orderAsJson(plain))
})

test('JSON says it all the same, with an escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(...Array.from(evil), '\n', '"', '\\'), fc.string({ minLength: 1, maxLength: 1 })) }), (text) => {
      const line = jsonLine({ text })
      expect(line).not.toMatch(obeyed)
      expect(line).not.toContain('\n')
      expect(JSON.parse(line)).toEqual({ text })
    }),
  )
})

test('a cell of a table stays in its line', () => {
  expect(printable('a\nb\u009bc')).toBe('a\ufffdb\ufffdc')
  expect(printable('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`)
  expect(printableLines('año 😀\nb\tc')).toBe('año 😀\nb\ufffdc')
})
