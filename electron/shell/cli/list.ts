import type { DatabaseSync } from 'node:sqlite'
import type { InboxProgress, ListedComprobante } from '#contract/commands/inbox.ts'
import { daysBetween } from '#contract/argentina.ts'
import { readFecha } from '#contract/argentina.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
import { commandLineTexts } from '#contract/texts/shell.ts'
import { knowledgeOf } from '../../core/inbox/knowledge.ts'
import { inErrorOf } from '../../core/inbox/listed-day.ts'
import { Listing, type ListingDelegate } from '../../core/inbox/listing.ts'
import { judge } from '../../core/inbox/triage.ts'
import { restoreClockOffset } from '../../core/storage/clock-offset.ts'
import { dayOf } from '#contract/argentina.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { OrderStore } from '../../core/outbox/orders/store.ts'
import type { Access } from '../services.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Vault } from '../files/vault.ts'
import { comprobanteAsJson, comprobantesAsText, type Listed } from './format-list.ts'
import { openOrdersForReading } from './open-orders.ts'
import type { Streams } from './streams.ts'

interface ListOptions {
  /** First and last day, dd/mm/aaaa; checked by the command line. */
  desde: string
  hasta: string
  /** Name; null: all of them. */
  pointOfSale: string | null
  json: boolean
}

/**
 * `listar`: the comprobantes in error of some days, oldest first, as they are to be resent. Only free queries, and it only reads
 * what is on disk, so it needs no lock.
 * @param spacing milliseconds between two queries
 * @returns the exit code
 */
export async function runList(
  folder: string,
  options: ListOptions,
  { api, vault, network, clock }: Pick<Access, 'api' | 'vault' | 'network' | 'clock'>,
  spacing: number,
  streams: Streams,
): Promise<number> {
  const pointsOfSale = choose(options.pointOfSale, vault)
  if ('problem' in pointsOfSale) {
    streams.complain(pointsOfSale.problem)
    return exitCodes.usage
  }
  knowTheTime(folder, clock)
  await network.refresh()
  const rows: ReadRow[] = []
  const delegate: ListingDelegate = {
    day: ({ pointOfSaleId, fecha, comprobantes, at }) => {
      for (const row of inErrorOf(pointOfSaleId, fecha, comprobantes)) rows.push({ ...row, readAt: at })
      return null
    },
    repeated: () => {},
    progress: () => {},
  }
  const days = daysBetween(options.desde, options.hasta) ?? []
  const listing = new Listing({ api, pointsOfSale: vault, clock, spacing }, { listing: 0, days, pointsOfSale: pointsOfSale.ids }, delegate)
  await listing.read()

  const database = openOrdersForReading(folder)
  const reasonOf = knownReasons(database, clock)
  const today = Date.parse(dayOf(clock.now())) / day
  const listed = oldestFirst(rows).map((row): Listed => ({
    row,
    pointOfSale: vault.nameOf(row.pointOfSaleId) ?? '',
    repeated: listing.isRepeated(row),
    reason: reasonOf(row),
    future: (readFecha(row.fecha) ?? 0) > today,
  }))
  database?.close()
  const progress = listing.progress()
  if (options.json) for (const one of listed) streams.print(comprobanteAsJson(one))
  else {
    if (listed.length > 0) streams.print(comprobantesAsText(listed))
    streams.print(listed.length === 0 && progress.failed.length === 0 ? texts.none : texts.found(listed.length, progress.seen))
  }
  for (const line of complaints(progress, vault)) streams.complain(line)
  return progress.failed.length === 0 ? exitCodes.ok : exitCodes.waiting
}

/** What the window learned of this computer's clock; the first answers say it anew. */
function knowTheTime(folder: string, clock: Access['clock']): void {
  const database = openOrdersForReading(folder)
  if (database) restoreClockOffset(database, clock)
  database?.close()
}

function choose(name: string | null, vault: Pick<Vault, 'ids' | 'nameOf' | 'idOf'>): { ids: string[] } | { problem: string } {
  const ids = vault.ids()
  if (ids.length === 0) return { problem: commandLineTexts.nothingConfigured }
  if (name === null) return { ids }
  const id = vault.idOf(name)
  return id === null
    ? {
        problem: commandLineTexts.noSuchPointOfSale(
          name,
          ids.map((each) => vault.nameOf(each) ?? ''),
        ),
      }
    : { ids: [id] }
}

/** With the time at which its day was asked for, milliseconds since the epoch. */
type ReadRow = ListedComprobante & { readAt: number }

const day = 86_400_000

/** Each day came newest first. */
const oldestFirst = (rows: ReadRow[]): ReadRow[] => rows.toReversed().toSorted((a, b) => (readFecha(a.fecha) ?? 0) - (readFecha(b.fecha) ?? 0))

/** What webhooks or the person have told of each. */
function knownReasons(database: DatabaseSync | null, clock: Clock): (row: ReadRow) => Explanation | null {
  if (!database) return () => null
  const look = knowledgeOf(new OrderStore(database, clock))
  return ({ pointOfSaleId, external_reference, readAt }) => judge(look(pointOfSaleId, external_reference), readAt).explanation
}

const complaints = ({ failed }: InboxProgress, vault: Pick<Vault, 'nameOf'>): string[] =>
  failed.map(({ pointOfSaleId, fechas, explanation }) => texts.failed(vault.nameOf(pointOfSaleId) ?? '', fechas, explanation.title, explanation.nextStep))
