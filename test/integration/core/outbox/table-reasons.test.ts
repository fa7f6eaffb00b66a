/** The reasons of a table, weighed against what a real database knows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { Inbox } from '../../../../electron/core/inbox/inbox.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Guard } from '../../../../electron/core/outbox/base/guard.ts'
import { giveReasons } from '../../../../electron/core/outbox/orders/given-reasons.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { fastTemporary } from './world/temporary.ts'

const wrongDate = '10016: La fecha del comprobante es anterior a la del ultimo autorizado'
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const passing = '501: Error interno de base de datos'

function open() {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-reasons-'))
  const storage = openStorage(folder, systemClock, silent, adoptJournal)
  const store = new OrderStore(storage.database, systemClock)
  const nobody = { findByDate: () => Promise.reject(new Error('nobody is asked')) }
  const inbox = new Inbox({
    api: nobody,
    pointsOfSale: { credentialsOf: () => Promise.resolve(null), nameOf: (id) => id },
    clock: systemClock,
    database: storage.database,
    guard: new Guard({ store, clock: systemClock, logger: silent, signal: new AbortController().signal }),
  })
  onTestFinished(() => {
    inbox.dispose()
    storage.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  const give = (reasons: Record<string, string>) =>
    giveReasons(
      store,
      systemClock,
      inbox.worthKeeping(Object.entries(reasons).map(([external_reference, text]) => ({ pointOfSaleId: 'uno', external_reference, text }))),
    )
  const groups = async (reasons: Record<string, string | undefined>) => {
    const targets = Object.entries(reasons).map(([external_reference, reason]) => ({ pointOfSaleId: 'uno', external_reference, reason }))
    const { causes } = await inbox.triage(targets, 1)
    return Object.fromEntries(causes.flatMap(({ group, targets: of }) => of.map((target) => [target.external_reference, group])))
  }
  return { give, groups }
}

test('a reason that a table gives is weighed without being kept', async () => {
  const { groups } = open()
  expect(await groups({ A: wrongDate, B: passing, C: undefined })).toEqual({ A: 'correct-first', B: 'transitory', C: 'unknown' })
  expect(await groups({ A: undefined, B: undefined })).toEqual({ A: 'unknown', B: 'unknown' })
})

test('kept, it counts as given by the person; a remark that explains nothing covers no reason that is known', async () => {
  const { give, groups } = open()
  give({ A: wrongDate, B: passing, C: 'cliente VIP' })
  expect(await groups({ A: undefined, B: undefined, C: undefined })).toEqual({ A: 'correct-first', B: 'transitory', C: 'unknown' })
  give({ A: 'entregar por la tarde', B: wrongDate })
  expect(await groups({ A: undefined, B: undefined })).toEqual({ A: 'correct-first', B: 'correct-first' })
  expect(await groups({ A: 'entregar por la tarde' })).toEqual({ A: 'correct-first' })
})
