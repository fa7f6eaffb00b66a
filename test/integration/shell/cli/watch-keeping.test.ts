/** What one round of the command line keeps, and what it says is new, where the disk refuses. Real files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { ListedComprobante } from '#contract/model/inbox.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { copiesFolder, journalFile, ordersFile } from '../../../../electron/core/storage/data-files.ts'
import { keepingFor } from '../../../../electron/shell/cli/watch-keeping.ts'
import { StartProblem } from '../../../../electron/shell/start/start-problem.ts'
import { comprobante, today, yesterday } from '../../core/inbox/found.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const dayWith = (fecha: string, external_reference: string) => ({
  pointOfSaleId: 'uno',
  fecha,
  comprobantes: [comprobante(external_reference, { fecha })],
  at: systemClock.now(),
})
const rowOf = ({ pointOfSaleId, comprobantes: [found] }: ReturnType<typeof dayWith>) => ({ pointOfSaleId, ...found }) as ListedComprobante

let folder: string
let refused: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-vuelta-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  refused = 0
})

/** One round that finds that, oldest first. @returns the references that it calls new */
function round(...days: ReturnType<typeof dayWith>[]): string[] {
  const keep = keepingFor({ folder, clock: systemClock, logger: silent, exists: () => true, takeLock: () => true, onNotKept: () => refused++ })
  return [...keep(days, days.map(rowOf))].map(({ external_reference }) => external_reference)
}

/** Runs it in the file, as nobody else has it open. */
function change(sql: string): void {
  const database = new DatabaseSync(join(folder, ordersFile))
  database.exec(sql)
  database.close()
}

const old = dayWith(yesterday, 'VIEJA')
const young = dayWith(today, 'NUEVA')

describe('a disk that refuses', () => {
  test('the second day: what the first one brought is new all the same, and only the second is new once more', () => {
    round()
    change("CREATE TRIGGER no_room BEFORE INSERT ON inbox WHEN NEW.external_reference = 'NUEVA' BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
    expect(round(old, young)).toEqual(['VIEJA', 'NUEVA'])
    expect(refused).toBe(1)
    change('DROP TRIGGER no_room')
    expect(round(old, young)).toEqual(['NUEVA'])
    expect(round(old, young)).toEqual([])
    expect(refused).toBe(1)
  })

  test.each([
    ['the journal', journalFile],
    ['the copies', copiesFolder],
  ])('to open the orders for %s: what was read is compared all the same, and nothing is kept', (what, name) => {
    round(old)
    rmSync(join(folder, name), { force: true, recursive: true })
    if (what === 'the journal') mkdirSync(join(folder, name))
    else writeFileSync(join(folder, name), '')
    expect(round(old, young)).toEqual(['NUEVA'])
    expect(round(old, young)).toEqual(['NUEVA'])
    expect(refused).toBe(2)
  })

  test('also to let the orders be looked at is a reason not to go on', () => {
    mkdirSync(join(folder, ordersFile))
    expect(() => round(young)).toThrow(StartProblem)
  })
})
