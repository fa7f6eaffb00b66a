import { dayLength } from '#contract/argentina.ts'
import type { Banner } from '#contract/model/snapshot.ts'
import type { AccountState, ServiceResult, UsageResult } from '#contract/model/task.ts'
import type { TaskRow, TaskStore } from './store.ts'

const newest = `SELECT * FROM task WHERE id IN (SELECT max(id) FROM task WHERE method IN ('alertas', 'consumo') AND state = 'done' GROUP BY point_of_sale, method)`

/** The last answers about the account of each point of sale, with their time. */
export function accountStates(store: TaskStore): AccountState[] {
  const byPointOfSale = Map.groupBy(store.rows(newest), (row) => row.point_of_sale)
  return [...byPointOfSale].map(([pointOfSaleId, rows]) => ({
    pointOfSaleId,
    service: answerOf<ServiceResult>(rows, 'alertas'),
    usage: answerOf<UsageResult>(rows, 'consumo'),
  }))
}

function answerOf<T>(rows: TaskRow[], method: TaskRow['method']): { at: number; value: T } | null {
  const row = rows.find((candidate) => candidate.method === method)
  return row?.result ? { at: row.updated_at, value: JSON.parse(row.result) as T } : null
}

/** A maintenance is told this long before it begins. */
const announcedBefore = dayLength

/**
 * What the last answer about ARCA's services still means. ARCA is one for all points of sale, so the newest answer counts; an
 * alert lasts until it is asked again, a comprobante is issued after it, or the person has read it; a maintenance until its end.
 * @param issuedSince whether a comprobante was seen to be issued after that moment
 * @param readAlert the task whose alert was read
 */
export function accountBanners(store: TaskStore, now: number, issuedSince: (at: number) => boolean, readAlert: () => number | null): Banner[] {
  const row = store.rows("SELECT * FROM task WHERE method = 'alertas' AND state = 'done' ORDER BY id DESC LIMIT 1")[0]
  if (!row?.result) return []
  const { working, facturacion, prox_mantenimientos_programados } = JSON.parse(row.result) as ServiceResult
  const banners: Banner[] = []
  if (!working && readAlert() !== row.id && !issuedSince(row.updated_at))
    banners.push({ kind: 'arca-alert', taskId: row.id, pointOfSaleId: row.point_of_sale, text: facturacion, at: row.updated_at })
  for (const { desde, hasta, titulo, texto } of prox_mantenimientos_programados)
    if (hasta !== null && hasta > now && (desde ?? now) - now <= announcedBefore)
      banners.push({ kind: 'announced-maintenance', from: desde, until: hasta, text: [titulo, texto].filter((part) => part !== '').join('. ') })
  return banners
}
