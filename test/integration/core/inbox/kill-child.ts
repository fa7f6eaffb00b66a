/** Takes over one day after the other, in a process of its own, to be killed. Writes a line on its output after each commit. */
import { writeSync } from 'node:fs'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { comprobante, today } from './found.ts'

const [folder = ''] = process.argv.slice(2)
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const { database } = openStorage(folder, systemClock, silent, adoptJournal)
const guard = { run: (_: string, work: () => void) => (work(), true) }
const store = new InboxStore({ database, clock: systemClock, guard, exists: () => true })

/** Of each reading nothing but its own comprobantes is in error, so that half of it would show. */
for (let at = (store.lastRead('uno', today) ?? 0) + 1; ; at++) {
  const letter = at % 2 === 0 ? 'PAR' : 'IMPAR'
  const day = Array.from({ length: 300 }, (_, index) => comprobante(`${letter}-${index}`))
  store.recordDay('uno', today, day, at)
  writeSync(1, `${at}\n`)
}
