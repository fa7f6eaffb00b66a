/** What happened, looked back on: real files, a real database. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderFilter } from '#contract/commands/history.ts'
import type { OrderState } from '#contract/model/order.ts'
import { ok } from '#contract/result.ts'
import type { Rule } from '#contract/model/rules.ts'
import { redactor } from '../../../../electron/core/redaction/engine.ts'
import { History } from '../../../../electron/core/history/history.ts'
import { readSummary } from '../../../../electron/core/history/summary.ts'
import { readLedger } from '../../../../electron/core/outbox/orders/reading.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { migrate, migrations } from '../../../../electron/core/storage/migrations.ts'
import { openOutbox, silent, type BenchOutbox } from '../../../bench/store.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'

let folder: string
let open: BenchOutbox
let history: History
let now: number

const day = 24 * 3_600_000
const noon = (date: string) => Date.parse(`${date}T12:00:00-03:00`)

beforeEach(() => {
  folder = mkdtempSync(join(fastTemporary, 'reencola-historia-'))
  open = openOutbox(join(folder, 'datos'))
  now = noon('2026-11-25')
  history = new History({ database: open.storage.database, clock: { ...systemClock, now: () => now }, logger: silent, present: open.outbox.present })
})
afterEach(() => {
  history.dispose()
  open.dispose()
  rmSync(folder, { recursive: true, force: true })
})

interface Given {
  reference: string
  state?: OrderState
  /** When it was placed and when it last changed. */
  at?: number
  posts?: number
  pointOfSale?: string
  found?: object
  reasons?: string[]
  next?: number
  rule?: Rule
}

/** Puts orders into the store as the outbox would have left them: through every state, triggers included. */
function given(...orders: Given[]): void {
  const { database } = open.storage
  database.exec('BEGIN')
  for (const { reference, state = 'issued', at = now, posts = 1, pointOfSale = 'uno', found = null, reasons = null, next = null, rule = null } of orders) {
    database.prepare('INSERT INTO batch (point_of_sale, created_at, total, finished_at) VALUES (?, ?, 1, 1)').run(pointOfSale, at)
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, posts, used)
         VALUES ((SELECT max(id) FROM batch), ?, 'Local', ?, 'queued', ?, ?, ?, ?, ?)`,
      )
      .run(pointOfSale, reference, at, at, at, posts, posts)
    database
      .prepare('UPDATE orders SET state = ?, found = ?, reasons = ?, next_at = ?, rule = ? WHERE id = ?')
      .run(state, found === null ? null : JSON.stringify(found), reasons === null ? null : JSON.stringify(reasons), next, rule, lastInsertRowid)
  }
  database.exec('COMMIT')
}

const found = {
  tipo: 'FACTURA B',
  punto_venta: 10,
  numero: 123,
  fecha: '23/11/2026',
  cae: '76471234567890',
  vencimiento_cae: '03/12/2026',
  total: 125430.5,
  razon_social: 'Almacén "Las Lilas"; SRL',
}

const asIs = (line: string) => line

async function saved(filter: OrderFilter = {}, redact = asIs): Promise<string> {
  const path = join(folder, 'tabla.csv')
  expect(
    await history.export(
      filter,
      () => Promise.resolve(path),
      redact,
      () => {},
    ),
  ).toMatchObject({ ok: true, value: { kind: 'saved', file: 'tabla.csv' } })
  return readFileSync(path, 'utf8')
}

/** Reads the table as Excel in es-AR does. */
function cells(table: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  for (let at = 1; at < table.length; at++) {
    const sign = table.charAt(at)
    const row = rows.at(-1)!
    if (sign === '"' && quoted && table[at + 1] === '"') row[row.length - 1] += table.charAt(at++)
    else if (sign === '"') quoted = !quoted
    else if (sign === ';' && !quoted) row.push('')
    else if (table.startsWith('\r\n', at) && !quoted) {
      rows.push([''])
      at++
    } else row[row.length - 1] += sign
  }
  expect(rows.pop()).toEqual([''])
  return rows
}

/** A quote that begins a cell keeps what is in it together; those who do not know that part inside it too. */
const parted = (table: string, separators: string, knowsQuotes: boolean): string[] => {
  const pieces = ['']
  let quoted = false
  for (const one of table) {
    const piece = pieces[pieces.length - 1] ?? ''
    if (knowsQuotes && one === '"' && (quoted || piece.trim() === '')) quoted = !quoted
    else if (!quoted && `${separators}\r\n`.includes(one)) pieces.push('')
    else pieces[pieces.length - 1] = piece + one
  }
  return pieces
}

describe('the table for Excel', () => {
  test('is what Excel in es-AR opens: mark, semicolons, CRLF, dates, decimal comma', async () => {
    given({ reference: 'FC-0001', found, at: noon('2026-11-23') })
    const table = await saved()
    expect(table.startsWith('\u{feff}Referencia externa;Punto de venta;Estado;')).toBe(true)
    const [head, row] = cells(table)
    const value = (column: string) => row?.[head?.indexOf(column) ?? -1]
    expect(value('Referencia externa')).toBe('FC-0001')
    expect(value('Estado')).toBe('Emitido')
    expect(value('Cargado')).toBe('23/11/2026 12:00')
    expect(value('Total')).toBe('125430,50')
    expect(value('Solicitudes usadas')).toBe('1')
    expect(value('Comprobante')).toBe('FACTURA B 00010-00000123')
    expect(value('CAE')).toBe('="76471234567890"')
    expect(value('Cliente')).toBe('Almacén "Las Lilas"; SRL')
    expect(table.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
  })

  test('says of each order whether a person asked for it, or which rule did', async () => {
    given({ reference: 'PERSONA' }, { reference: 'PASA', rule: 'transitory' }, { reference: 'PRUEBA', rule: 'unknown-once' })
    const [head, ...rows] = cells(await saved())
    const column = head?.indexOf('Pedido por') ?? -1
    expect(Object.fromEntries(rows.map((row) => [row[0], row[column]]))).toEqual({
      PERSONA: '',
      PASA: 'Automático: el motivo suele arreglarse reenviando',
      PRUEBA: 'Automático: motivo desconocido, una sola vez',
    })
  })

  test.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['+54', "'+54"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'=1"],
    ['0001', '="0001"'],
    ['12345678901234567890', '="12345678901234567890"'],
    ['1E5', '="1E5"'],
    ['3-4', '="3-4"'],
    ['ENE-24', '="ENE-24"'],
    ['"=1', `'"=1`],
    ['A;=1', "A;'=1"],
    ['A, -1', "A, '-1"],
    ['A;"@1', `A;"'@1`],
    ['1,-2', "1,'-2"],
    ['FC;1', 'FC;1'],
    ['FC-1', 'FC-1'],
  ])('the reference %j stays what it is: %s', async (reference, cell) => {
    given({ reference })
    expect(cells(await saved())[1]?.[0]).toBe(cell)
  })

  test('a secret that two cells of a row share is in neither', async () => {
    const secret = '00112233445566778899aabbccddeeff'
    given({ reference: 'FC-1', found: { ...found, tipo: 'FACTURA B', fecha: secret.slice(0, 14), razon_social: secret.slice(14) } })
    const [head, row] = cells(await saved({}, redactor([secret])))
    const value = (column: string) => row?.[head?.indexOf(column) ?? -1]
    expect([value('Fecha de emisión'), value('Cliente'), value('Referencia externa'), value('Comprobante')]).toEqual([
      '••••',
      '',
      'FC-1',
      'FACTURA B 00010-00000123',
    ])
  })

  test('a secret that two of its texts share is in neither, and the others stay', async () => {
    const secret = '00112233445566778899aabbccddeeff'
    given({ reference: 'FC-1', state: 'failed_again', reasons: ['Uno', `Token ${secret.slice(0, 14)}`, `${secret.slice(14)} fin`, 'Dos'] })
    const told = await saved({}, redactor([secret]))
    expect(told).toContain('Uno | Token •••• fin | Dos')
    for (const piece of [secret.slice(0, 14), secret.slice(14)]) expect(told).not.toContain(piece)
  })

  test('whatever the text, a row stays a row and no cell runs', async () => {
    const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ';', '"', "'", ' ', '0', '9', 'A', 'ñ', '|', '＝')
    const texts = fc.array(fc.string({ unit: signs, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(texts, async (references) => {
        open.storage.database.exec('DELETE FROM orders')
        given(...references.map((reference) => ({ reference, found: { ...found, razon_social: reference } })))
        const [head, ...rows] = cells(await saved())
        expect(rows.map((row) => row.length)).toEqual(references.map(() => head?.length))
        for (const row of rows) for (const cell of row) expect(cell).toMatch(/^(?:="[\w ,.:/%$-]*"|(?![=+\-@\t\r\n]).*)$/su)
      }),
      { numRuns: 100 },
    )
  })

  test('wherever a spreadsheet parts a row, no piece of it runs', async () => {
    const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ',', ';', '"', "'", ' ', '0', '9', 'A', '\u2028', '＝', '\u0000')
    const texts = fc.array(fc.string({ unit: signs, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 30 })
    /** A formula that is nothing but a text of digits, or what is left of one; with more of the row behind it, it is none. */
    const text = /^="+[\w ,.:/%$-]*(?:"+(?:;.*)?)?$/su
    await fc.assert(
      fc.asyncProperty(texts, async (references) => {
        open.storage.database.exec('DELETE FROM orders')
        given(...references.map((reference) => ({ reference, found: { ...found, razon_social: reference, tipo: reference, cae: reference } })))
        const table = (await saved()).slice(1)
        for (const separators of [';', ',', ',;', ',;\t'])
          for (const knowsQuotes of [true, false])
            for (const piece of parted(table, separators, knowsQuotes)) {
              const shown = piece.replace(/^["\s]*/u, '')
              if (/^[=+\-@＝＋－＠]/u.test(shown)) expect([separators, shown]).toEqual([separators, expect.stringMatching(text)])
            }
      }),
      { numRuns: 100 },
    )
  })

  test('holds exactly what the filters show', async () => {
    given(
      { reference: 'A-1', at: noon('2026-10-31') },
      { reference: 'A-2', at: noon('2026-11-01'), state: 'rejected' },
      { reference: 'B-1', at: Date.parse('2026-11-02T23:59:59-03:00'), pointOfSale: 'dos' },
      { reference: 'B-2', at: Date.parse('2026-11-03T00:00:00-03:00') },
    )
    for (const filter of [
      {},
      { search: 'a-' },
      { states: ['rejected'] },
      { pointOfSaleId: 'dos' },
      { from: '2026-11-01', to: '2026-11-02' },
      { to: '2026-10-31' },
      { from: '2026-11-03' },
    ] satisfies OrderFilter[]) {
      const shown = open.outbox.list({ ...filter, offset: 0, limit: 100 })
      const rows = cells(await saved(filter)).slice(1)
      expect(rows.map(([reference]) => reference)).toEqual(shown.orders.map((order) => order.external_reference))
      expect(rows).toHaveLength(shown.total)
    }
    expect(open.outbox.list({ from: '2026-11-01', to: '2026-11-02', offset: 0, limit: 9 }).orders.map((order) => order.external_reference)).toEqual([
      'B-1',
      'A-2',
    ])
  })

  test('grows in portions between which the program goes on, and leaves out what is placed meanwhile', async () => {
    given(...Array.from({ length: 1000 }, (_, index) => ({ reference: `FC-${index}` })))
    const seen: number[] = []
    let turns = 0
    const path = join(folder, 'tabla.csv')
    const turning = setInterval(() => turns++, 0)
    const done = await history.export(
      {},
      () => Promise.resolve(path),
      asIs,
      (rows) => {
        if (seen.length === 0) given({ reference: 'NUEVA' })
        seen.push(rows)
      },
    )
    clearInterval(turning)
    expect(done).toEqual(ok({ kind: 'saved', rows: 1000, file: 'tabla.csv' }))
    expect(seen).toEqual([200, 400, 600, 800, 1000])
    expect(turns).toBeGreaterThan(0)
    expect(readFileSync(path, 'utf8')).not.toContain('NUEVA')
  })

  test('cancelled half-way: the old file stays, nothing else is left', async () => {
    given(...Array.from({ length: 500 }, (_, index) => ({ reference: `FC-${index}` })))
    const path = join(folder, 'tabla.csv')
    writeFileSync(path, 'la de ayer')
    const done = await history.export(
      {},
      () => Promise.resolve(path),
      asIs,
      () => history.cancelExport(),
    )
    expect(done).toEqual(ok({ kind: 'cancelled' }))
    expect(readFileSync(path, 'utf8')).toBe('la de ayer')
    expect(readdirSync(folder).toSorted()).toEqual(['datos', 'tabla.csv'])
  })

  test('nowhere to save: nothing; one at a time', async () => {
    given({ reference: 'A' })
    expect(
      await history.export(
        {},
        () => Promise.resolve(null),
        asIs,
        () => {},
      ),
    ).toEqual(ok({ kind: 'cancelled' }))
    const { promise, resolve } = Promise.withResolvers<string | null>()
    const first = history.export(
      {},
      () => promise,
      asIs,
      () => {},
    )
    expect(
      await history.export(
        {},
        () => promise,
        asIs,
        () => {},
      ),
    ).toEqual({ ok: false, error: { code: 'export-running' } })
    resolve(null)
    await first
  })

  test('a folder that is gone and a file that cannot be replaced are said, and leave nothing behind', async () => {
    given({ reference: 'A' })
    const to = (name: string) =>
      history.export(
        {},
        () => Promise.resolve(join(folder, name)),
        asIs,
        () => {},
      )
    expect(await to('no-esta/tabla.csv')).toEqual({ ok: false, error: { code: 'export-failed', params: { reason: 'gone' } } })
    mkdirSync(join(folder, 'carpeta.csv', 'llena'), { recursive: true })
    expect(await to('carpeta.csv')).toMatchObject({ ok: false, error: { code: 'export-failed' } })
    expect(existsSync(join(folder, 'carpeta.csv.parcial'))).toBe(false)
  })
})

const listed = (archived: boolean) => open.outbox.list({ archived, offset: 0, limit: 10 })

const references = (archived: boolean) => listed(archived).orders.map((order) => order.external_reference)

describe('archiving', () => {
  beforeEach(() => {
    given(
      { reference: 'VIEJA', at: noon('2024-06-01') },
      { reference: 'JUSTO', at: noon('2025-11-25') - day },
      { reference: 'NUEVA', at: noon('2025-11-25') + day },
      { reference: 'SE-MIRA', at: noon('2024-06-01'), state: 'accepted', next: 1 },
      { reference: 'A-DECIDIR', at: noon('2024-06-01'), state: 'needs_decision' },
    )
  })

  test('puts away what ended long ago, and only that; nothing is deleted', async () => {
    let told = 0
    history.onArchived = (changed) => (told += changed)
    await history.archive(12)
    expect(references(true)).toEqual(['JUSTO', 'VIEJA'])
    expect(references(false)).toEqual(['A-DECIDIR', 'SE-MIRA', 'NUEVA'])
    expect(told).toBe(2)
    expect(open.outbox.status().counts).toEqual({ issued: 1, accepted: 1, needs_decision: 1 })
    expect(listed(false).total).toBe(3)
    const [vieja] = listed(true).orders.slice(-1)
    expect(open.outbox.story(vieja?.id ?? 0)).toMatchObject({ ok: true })
  })

  test('a longer limit brings back, and none brings back all', async () => {
    await history.archive(12)
    await history.archive(24)
    expect(references(true)).toEqual(['VIEJA'])
    await history.archive(0)
    expect(references(true)).toEqual([])
    expect(open.outbox.status().counts).toEqual({ issued: 3, accepted: 1, needs_decision: 1 })
  })

  test('more than a portion of them', async () => {
    given(...Array.from({ length: 1200 }, (_, index) => ({ reference: `V-${index}`, at: noon('2024-01-01') })))
    await history.archive(12)
    expect(listed(true).total).toBe(1202)
    await history.archive(0)
    expect(listed(true).total).toBe(0)
  })
})

describe('the summary', () => {
  test('counts each order on the day on which it was placed, and once', () => {
    given(
      { reference: 'A', at: Date.parse('2026-11-03T23:30:00-03:00') },
      { reference: 'B', at: noon('2026-11-03'), state: 'rejected' },
      { reference: 'C', at: noon('2026-11-04'), state: 'superseded', posts: 0 },
      { reference: 'D', at: noon('2026-11-04'), state: 'not_found', posts: 0 },
      { reference: 'E', at: noon('2026-11-04'), state: 'issued', posts: 0 },
      { reference: 'F', at: noon('2026-11-04'), state: 'cancelled', posts: 0 },
      { reference: 'G', at: noon('2026-11-04'), state: 'queued', posts: 0 },
      { reference: 'H', at: noon('2026-10-04'), pointOfSale: 'dos' },
    )
    const { months, days } = history.summary('2026-11', null)
    expect(months).toHaveLength(12)
    expect(months[0]).toMatchObject({ month: '2026-11', saved: 3 })
    expect(days).toHaveLength(25)
    expect(days[2]).toEqual({ day: '2026-11-03', outcomes: { issued: 1, queued: 0, failed: 1, missing: 0, cancelled: 0 } })
    expect(days[3]).toEqual({ day: '2026-11-04', outcomes: { issued: 1, queued: 1, failed: 0, missing: 1, cancelled: 1 } })
    expect(history.summary('2026-10', ['uno']).days[3]).toMatchObject({ outcomes: { issued: 0 } })
    expect(history.summary('2026-10', ['uno', 'dos']).days[3]).toMatchObject({ outcomes: { issued: 1 } })
    expect(history.summary('2026-10', null).days[3]).toMatchObject({ outcomes: { issued: 1 } })
    expect(history.summary('2026-10', null).days).toHaveLength(31)
  })

  test('is the sum of the orders, whatever they go through', () => {
    const store = new OrderStore(open.storage.database, { ...systemClock, now: () => now })
    const states: OrderState[] = [
      'queued',
      'accepted',
      'issued',
      'failed_again',
      'superseded',
      'not_found',
      'rejected',
      'cancelled',
      'needs_decision',
      'unknown',
    ]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.constantFrom(...states), fc.nat(1), fc.nat(1)), { maxLength: 60 }), (moves) => {
        open.storage.database.exec('DELETE FROM unseen; DELETE FROM orders; DELETE FROM day_outcome')
        given(...Array.from({ length: 5 }, (_, index) => ({ reference: `R-${index}`, state: 'queued' as const, posts: 0 })))
        const ids = store.rows('SELECT * FROM orders ORDER BY id').map((row) => row.id)
        for (const [which, state, days, posts] of moves) {
          // As OrderStore.change does: the state with its time; a POST is counted while the order is on its way.
          store.prepare('UPDATE orders SET state = ?, updated_at = ? WHERE id = ? AND state <> ?').run(state, now - days * day, ids[which] ?? 0, state)
          if (state === 'queued' || state === 'unknown') store.prepare('UPDATE orders SET posts = posts + ? WHERE id = ?').run(posts, ids[which] ?? 0)
        }
        const kept = store.prepare('SELECT day, state, unsent, total FROM day_outcome WHERE total <> 0 ORDER BY 1, 2, 3').all()
        const counted = store
          .prepare(
            `SELECT date(updated_at / 1000 - 10800, 'unixepoch') AS day, state, posts = 0 AS unsent, count(*) AS total FROM orders
             WHERE state NOT IN ('queued', 'needs_decision', 'unknown') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
          )
          .all()
        expect(kept).toEqual(counted)
      }),
      { numRuns: 200 },
    )
  })
})

test('an upgrade counts what is already there', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, 1))
  database.exec(`
    INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (1, 'uno', 0, 2);
    INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, posts)
      VALUES (1, 1, 'uno', 'Local', 'A', 'issued', 0, ${noon('2026-11-03')}, 0, 1), (2, 1, 'uno', 'Local', 'B', 'not_found', 0, ${noon('2026-11-03')}, 0, 0), (3, 1, 'uno', 'Local', 'C', 'queued', 0, 0, 0, 0);
    INSERT INTO request (order_id, point_of_sale, method, month, at, certain) VALUES (1, 'uno', 'reenviar_encolado', '2026-11', 1, 1), (2, 'uno', 'reenviar_encolado', '2026-11', 1, 0);
  `)
  migrate(database)
  expect(readSummary(new OrderStore(database, systemClock), noon('2026-11-25'), '2026-11', null).months[0]).toEqual({
    month: '2026-11',
    used: 1,
    possible: 1,
    saved: 1,
  })
  database.exec('UPDATE request SET certain = 1')
  expect(readLedger(new OrderStore(database, systemClock), () => 'Local')).toMatchObject([{ month: '2026-11', used: 2, possible: 0 }])
  database.close()
})
