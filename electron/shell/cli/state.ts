import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { systemClock } from '../../core/lib/clock.ts'
import { overtaken } from '../../core/outbox/sending/order-in-doubt.ts'
import { presentOrder, type Surroundings } from '../../core/outbox/orders/present.ts'
import { listRows, readLedger } from '../../core/outbox/orders/reading.ts'
import { OrderStore } from '../../core/outbox/orders/store.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Vault } from '../files/vault.ts'
import { ledgerAsJson, ledgerAsText, orderAsJson, orderAsText } from './format.ts'
import { openOrdersForReading } from './open-orders.ts'
import type { Streams } from './streams.ts'

/** Orders read at a time, and how many of them a person is shown. */
const pageSize = 500
const shownToPeople = 20

/** `estado`: only reads, also while the program is running. @returns the exit code @throws StartProblem */
export function runState(folder: string, vault: Pick<Vault, 'nameOf'>, { json }: { json: boolean }, streams: Streams): number {
  const database = openOrdersForReading(folder)
  if (!database) {
    if (!json) streams.print(texts.noOrders)
    return exitCodes.ok
  }
  try {
    const store = new OrderStore(database, systemClock)
    const nameOf = (id: string) => vault.nameOf(id)
    // Why a queued order waits is known to the running program only.
    const surroundings: Surroundings = { waitingFor: () => ({ note: null, until: null }), overtaken: (row) => overtaken(store, row), nameOf }
    if (json) printAll(store, surroundings, streams)
    else printNewest(store, surroundings, streams)
    const ledger = readLedger(store, nameOf)
    if (!json && ledger.length > 0) streams.print(texts.ledgerTitle)
    for (const row of ledger) streams.print(json ? ledgerAsJson(row) : ledgerAsText(row))
    return exitCodes.ok
  } finally {
    database.close()
  }
}

function printAll(store: OrderStore, surroundings: Surroundings, streams: Streams): void {
  for (let offset = 0; ; offset += pageSize) {
    const { rows } = listRows(store, { offset, limit: pageSize })
    for (const row of rows) streams.print(orderAsJson(presentOrder(row, surroundings)))
    if (rows.length < pageSize) return
  }
}

function printNewest(store: OrderStore, surroundings: Surroundings, streams: Streams): void {
  const { rows, total } = listRows(store, { offset: 0, limit: shownToPeople })
  streams.print(total === 0 ? texts.noOrders : texts.ordersShown(rows.length, total))
  for (const row of rows) streams.print(orderAsText(presentOrder(row, surroundings)))
}
