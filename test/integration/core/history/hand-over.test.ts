/** The list of what is to be corrected, as it leaves the program. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { HandOverLine } from '#contract/commands/hand-over.ts'
import { ok } from '#contract/result.ts'
import { redactor } from '../../../../electron/core/redaction/engine.ts'
import { handOverCsv, handOverHtml, handOverTsv, maskedLines, saveHandOver } from '../../../../electron/core/history/hand-over.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const line: HandOverLine = {
  correct: 'Cambiá la fecha.',
  reason: 'La fecha ya no es válida (10016)',
  client: 'Ferretería «El Tornillo» & Cía.',
  document: '30700000001',
  reference: '000123',
  fecha: '29/11/2026',
  tipo: 'FACTURA B',
  total: 1234.5,
  moneda: 'PES',
  pointOfSale: 'Casa central',
  note: '',
}

const folderOf = () => {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-lista-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('is a table that Excel opens as it is: references and CUIT keep their zeros, the total is a number', () => {
  const [head, row] = handOverCsv([line]).split('\r\n')
  expect(head).toBe('\u{feff}Qué hacer;Motivo;Cliente;CUIT o documento;Referencia externa;Fecha;Tipo;Total;Moneda;Punto de venta;Nota')
  expect(row).toBe(
    'Cambiá la fecha.;La fecha ya no es válida (10016);Ferretería «El Tornillo» & Cía.;"=""30700000001""";"=""000123""";29/11/2026;FACTURA B;1234,50;PES;Casa central;',
  )
})

test('is on the clipboard in columns, and as a table of texts', () => {
  const lines = [line, { ...line, total: null, note: 'a\tb\r\nc 🧾 <b>' }]
  const [, first, second, ...more] = handOverTsv(lines).split('\r\n')
  expect(more).toEqual([])
  expect(first?.split('\t')).toHaveLength(11)
  expect(first?.split('\t').slice(3, 8)).toEqual(['30700000001', '000123', '29/11/2026', 'FACTURA B', '1234,50'])
  expect(second?.split('\t').at(-1)).toBe('a b c 🧾 <b>')
  const html = handOverHtml(lines)
  expect(html).toContain('<td style="mso-number-format:\'\\@\'">Ferretería «El Tornillo» &amp; Cía.</td>')
  expect(html).toContain('a b c 🧾 &lt;b&gt;')
  expect(html.match(/<tr>/gu)).toHaveLength(3)
})

test.each(['=1+1', '@SUM(A1)', '+54', '-1', '\t=1', '"=1', ' =cmd|x', 'x;=1+1', '＝1'])('nothing in it is a formula: %j', (bad) => {
  const wrong = { ...line, client: bad, note: bad, reference: bad, reason: bad, correct: bad, pointOfSale: bad, tipo: bad, document: bad }
  const startsFormula = /^["\s]*[=+\-@＝]/u
  for (const cell of handOverTsv([wrong]).split('\r\n')[1]?.split('\t') ?? []) expect(cell).not.toMatch(startsFormula)
  for (const [, cell = ''] of handOverHtml([wrong]).matchAll(/<td[^>]*>([^<]*)<\/td>/gu)) expect(cell.replaceAll('&quot;', '"')).not.toMatch(startsFormula)
  for (const cell of handOverCsv([wrong]).split('\r\n')[1]?.split(';') ?? []) expect(cell).not.toMatch(startsFormula)
})

test('what must not leave is masked before what keeps off formulas parts it', async () => {
  const secret = 'ab,=cd;+0123'
  const redact = (all: string) => all.replaceAll(secret, '***')
  const path = join(folderOf(), 'lista.csv')
  const lines = [{ ...line, note: `clave ${secret}`, reference: secret }]
  await saveHandOver(lines, () => Promise.resolve(path), redact, silent)
  const masked = maskedLines(lines, redact)
  for (const written of [readFileSync(path, 'utf8'), handOverTsv(masked), handOverHtml(masked)]) {
    expect(written).toContain('clave ***')
    expect(written).not.toMatch(/cd|0123/u)
  }
})

test('a secret that two cells of a row share leaves in none of them, and what stands beside them stays', async () => {
  const path = join(folderOf(), 'lista.csv')
  const secret = '00112233445566778899aabbccddeeff'
  const lines = [
    { ...line, client: `Paz ${secret.slice(0, 14)}`, document: secret.slice(14), note: 'lo ve Marta' },
    { ...line, reason: secret.slice(0, 10), client: secret.slice(10, 20), document: secret.slice(20), note: `clave ${secret}` },
  ]
  await saveHandOver(lines, () => Promise.resolve(path), redactor([secret]), silent)
  const masked = maskedLines(lines, redactor([secret]))
  expect(masked[0]).toEqual({ ...line, client: 'Paz ••••', document: '', note: 'lo ve Marta' })
  expect(masked[1]).toEqual({ ...line, reason: '••••', client: '', document: '', note: 'clave ••••' })
  for (const written of [readFileSync(path, 'utf8'), handOverTsv(masked), handOverHtml(masked)]) expect(written).not.toMatch(/0011|6677|8899|eeff/u)
})

const save = (to: string | null) =>
  saveHandOver(
    [line, line],
    () => Promise.resolve(to),
    (text) => text.replaceAll('Tornillo', '***'),
    silent,
  )

test('is saved where the person says, without what must not leave, and whole or not at all', async () => {
  const folder = folderOf()
  const path = join(folder, 'lista.csv')
  expect(await save(path)).toEqual(ok({ kind: 'saved', rows: 2, file: 'lista.csv' }))
  const written = readFileSync(path, 'utf8')
  expect(written).toContain('Ferretería «El ***»')
  expect(await save(null)).toEqual(ok({ kind: 'cancelled' }))
  expect(await save(join(folder, 'no-esta', 'lista.csv'))).toEqual({ ok: false, error: { code: 'export-failed', params: { reason: 'gone' } } })
  expect(existsSync(join(folder, 'no-esta'))).toBe(false)
})
