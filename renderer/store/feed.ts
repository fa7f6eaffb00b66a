import type { Batch, Order } from '#contract/model/order.ts'
import type { Snapshot } from '#contract/model/snapshot.ts'
import { ok, type Result } from '#contract/result.ts'
import { call, on } from '../api.ts'
import { openScreen } from './route.ts'
import { spokenChanges } from './announcements.ts'
import { followCompany } from './company.ts'
import { inboxView } from './inbox/inbox.ts'
import { mergeBatches, mergeRecent } from './merge.ts'
import { orderWindow } from './order-window.ts'
import { takePlace } from './place.ts'
import { setFilters } from './show-orders.ts'
import { fillState, getState, noFilters, setState } from './store.ts'
import { announce } from '../ui/announcer.tsx'
import { applyTheme } from '../theme/apply.ts'

/**
 * Fills the store from the snapshot and keeps it true from events. To be called again only after a failure.
 * @param onPlaced called when it is known which screen was left open, which is a while before all is
 */
export async function feedStore(onPlaced: () => void): Promise<Result<null>> {
  // Both are needed before anything is drawn: asked together, they are waited for once.
  const kept = call('readPlace', {})
  const snapshot = await call('snapshot', {})
  if (!snapshot.ok) return snapshot
  fillStateFrom(snapshot.value)
  // In the same turn as the answer, so that no event falls between the two.
  listen()
  takePlace(await kept)
  onPlaced()
  await goWhereAsked()
  return ok(null)
}

function fillStateFrom({ version, pointsOfSale, settings, desktop, status, orders, batches }: Snapshot) {
  fillState({
    version,
    pointsOfSale,
    settings,
    desktop,
    status,
    batches: batches.filter((batch) => batch.active),
    recent: mergeRecent([], orders.orders),
    lote: orders.orders[0]?.batchId ?? null,
    draft: '',
    offer: null,
    // The one last used when the page opened; what others send later does not move it.
    chosenPointOfSale: orders.orders[0]?.pointOfSaleId ?? null,
    company: '',
    filters: noFilters,
    story: null,
    resendBatch: null,
    standInSeen: false,
  })
  orderWindow.seed(orders)
  applyTheme(settings.theme)
}

function listen() {
  inboxView.listen()
  followCompany()
  on('ordersChanged', ({ orders }) => ordersChanged(orders))
  on('batchesChanged', ({ batches }) => batchesChanged(batches))
  on('statusChanged', (status) => setState({ status }))
  on('pointsOfSaleChanged', (pointsOfSale) => setState({ pointsOfSale }))
  on('archiveChanged', () => orderWindow.invalidate())
  on('settingsChanged', (settings) => {
    setState({ settings })
    applyTheme(settings.theme)
  })
  on('desktopChanged', (desktop) => setState({ desktop }))
  on('navigate', () => void goWhereAsked())
}

/** Also at the start: what asks for it may have opened the window. */
async function goWhereAsked() {
  const asked = await call('takeNavigation', {})
  if (!asked.ok || !asked.value) return
  const { screen, batchId, resend, offer } = asked.value
  if (batchId !== undefined) setFilters({ batchId })
  if (offer) setState({ offer })
  // What was found anew may be any company's.
  if (screen === 'con-error') setState({ company: '' })
  setState({ story: null, resendBatch: resend ? (batchId ?? null) : null })
  openScreen(screen)
}

function ordersChanged(orders: Order[]) {
  const { recent } = getState()
  const spoken = spokenChanges(recent, orders)
  setState({ recent: mergeRecent(recent, orders) })
  orderWindow.apply(orders)
  if (spoken) announce(spoken)
}

function batchesChanged(changed: Batch[]) {
  const { batches } = getState()
  const merged = mergeBatches(batches, changed)
  setState({ batches: merged.batches })
  if (merged.spoken) announce(merged.spoken)
}

/** Adds references below what is already typed; never replaces it. */
export function addToDraft(references: string): void {
  const { draft } = getState()
  const typed = draft.trimEnd()
  setState({ draft: typed === '' ? references : `${typed}\n${references}` })
}
