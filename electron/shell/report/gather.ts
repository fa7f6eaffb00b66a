/** The parts of a diagnosis, as plain data; what they hold is chosen, not filtered. */
import { statfsSync } from 'node:fs'
import { arch, cpus, freemem, release, totalmem } from 'node:os'
import { app, safeStorage } from 'electron'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import type { LedgerRow, PointOfSale } from '#contract/model/point-of-sale.ts'
import type { OrderPage } from '#contract/model/order.ts'
import type { StoredSettings } from '../files/settings.ts'

const mib = (bytes: number): number => Math.round(bytes / 2 ** 20)

/** Versions, computer and disk. @param folder the data folder @param apiUrl where orders go */
export function environment(folder: string, apiUrl: URL) {
  const disk = statfsSync(folder)
  return {
    reencola: app.getVersion(),
    empaquetada: app.isPackaged,
    electron: process.versions['electron'] ?? null,
    chromium: process.versions['chrome'] ?? null,
    node: process.version,
    sistema: { plataforma: process.platform, version: release(), arquitectura: arch(), procesadores: cpus().length },
    memoriaMiB: { total: mib(totalmem()), libre: mib(freemem()), usada: mib(process.memoryUsage().rss) },
    discoMiB: { total: mib(disk.blocks * disk.bsize), libre: mib(disk.bavail * disk.bsize) },
    idioma: app.getLocale(),
    zona: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    hora: new Date().toISOString(),
    abiertaHaceSegundos: Math.round(performance.now() / 1000),
    api: apiUrl.origin,
    llavero: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'del sistema',
  }
}

/** Everything but who the person is at the proxy. */
export const settingsWithoutUser = ({ proxy, ...rest }: StoredSettings) => ({
  ...rest,
  proxy: { mode: proxy.mode, url: proxy.url, conUsuario: proxy.user !== '' },
})

const banner = (shown: Banner) => ({
  kind: shown.kind,
  ...('reason' in shown && { reason: shown.reason }),
  ...('problem' in shown && { problem: shown.problem }),
  ...('waiting' in shown && { waiting: shown.waiting }),
})

/** Counts and sums; the points of sale by number, as their names are the office's. */
export function situation(status: Status, pointsOfSale: PointOfSale[], ledger: LedgerRow[]) {
  const numberOf = (id: string) => pointsOfSale.findIndex((one) => one.id === id) + 1
  return {
    enPausa: status.paused,
    conexion: status.online,
    avisos: status.banners.map(banner),
    ordenesPorEstado: status.counts,
    puntosDeVenta: pointsOfSale.map((one) => ({ numero: numberOf(one.id), estado: one.status, proteccion: one.protection })),
    solicitudes: ledger.map(({ pointOfSaleId, method, month, used, possible }) => ({ puntoDeVenta: numberOf(pointOfSaleId), method, month, used, possible })),
  }
}

/** With references and texts: only when the person asked for them. */
export const newestOrders = ({ orders }: OrderPage) =>
  orders.map(({ id, external_reference, state, holdReason, createdAt, updatedAt, nextAt, requestsUsed, requestsPossible, explanation }) => ({
    id,
    external_reference,
    state,
    holdReason,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    requestsUsed,
    requestsPossible,
    codigo: explanation.code,
    textos: explanation.texts,
  }))
