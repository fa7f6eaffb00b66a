import type { Banner, Status } from '#contract/model/snapshot.ts'
import { toldKinds, type BatchOutcome, type HoldReason, type ToldKind } from '#contract/model/order.ts'
import type { Task } from '#contract/model/task.ts'
import { notificationTexts as texts } from '#contract/texts/shell.ts'
import { plan } from '#contract/texts/plan.ts'
import { rulesTexts } from '#contract/texts/rules.ts'
import { returnedTexts } from '#contract/texts/snooze.ts'
import { watchNewsTexts } from '#contract/texts/watch.ts'
import { taskTitles } from '#contract/texts/tasks.ts'
import type { NotificationTarget } from './notification-target.ts'

/** Anybody near the screen can read it: it never names a reference, a client or an amount. */
export interface DueNotification {
  title: string
  body: string
  /** What a click opens. */
  target: NotificationTarget
  /** What the buttons open, where the system shows any. None of them sends anything. */
  buttons?: NotificationButton[]
}

export interface NotificationButton {
  text: string
  target: NotificationTarget
}

/**
 * What is said of batches that are over, or take long: one notification, however many there are.
 * @param inFront the person is looking at the window and has seen it
 * @returns null when there is nothing to say
 */
export function notificationOfBatches(outcomes: readonly BatchOutcome[], inFront: boolean): DueNotification | null {
  if (inFront) return null
  const worth = outcomes.filter(({ told }) => Object.keys(told).length > 0)
  const sum = (kind: ToldKind) => worth.reduce((total, { told }) => total + (told[kind] ?? 0), 0)
  const queuedFor = Math.max(...worth.filter(({ told }) => told.inQueue).map((outcome) => outcome.queuedFor), 0)
  const automatic = worth.filter((outcome) => outcome.automatic)
  const results = toldKinds.flatMap((kind) => (sum(kind) > 0 ? [texts[kind](sum(kind), queuedFor)] : [])).join(', ')
  const body = automatic.length > 0 && automatic.length < worth.length ? texts.withAutomatic(results) : results
  const [first, ...more] = worth
  if (!first) return null
  const total = worth.reduce((all, outcome) => all + outcome.total, 0)
  const words = automatic.length === worth.length ? texts.automatic : texts
  const title = worth.every(({ over }) => over) ? words.over(total) : words.notOver(total)
  // Of several batches there is no one place to send from.
  const target: NotificationTarget = { screen: 'actividad', ...(more.length === 0 && { batchId: first.id }) }
  const failed = more.length === 0 && first.over ? sum('failedAgain') : 0
  const resend: NotificationButton[] = failed > 0 ? [{ text: texts.resend(failed), target: { ...target, resend: true } }] : []
  return { title, body, target, buttons: [{ text: texts.show, target }, ...resend] }
}

/**
 * What is said when the free query has shown what became of a paid call whose answer was lost.
 * @param wasUncertain when it was last looked at
 */
export function notificationOfTask(
  { method, state, stateLabel }: Pick<Task, 'method' | 'state' | 'stateLabel'>,
  wasUncertain: boolean,
  inFront: boolean,
): DueNotification | null {
  if (inFront || !wasUncertain || state === 'uncertain') return null
  return { title: taskTitles[method], body: texts.verified(stateLabel), target: { screen: 'actividad' } }
}

/**
 * What is said when something starts to need the person: one notification for each thing, not for each order.
 * @param before the status that was last looked at
 */
export function notificationsOfStatus(before: Status, now: Status, inFront: boolean): DueNotification[] {
  if (inFront) return []
  const known = new Set(before.banners.map(keyOf))
  return now.banners.filter((banner) => !known.has(keyOf(banner))).flatMap((banner) => notificationOfBanner(banner) ?? [])
}

const keyOf = (banner: Banner): string => {
  if (banner.kind === 'gate') return `gate ${banner.pointOfSaleId} ${banner.reason}`
  return banner.kind === 'storage' ? `storage ${banner.problem}` : banner.kind
}

/**
 * What is said of what a round has found: one notification, whatever the number of points of sale.
 * @returns null when there is nothing to say
 */
export function notificationOfNews(news: readonly { name: string; count: number }[], inSight: boolean): DueNotification | null {
  const total = news.reduce((sum, { count }) => sum + count, 0)
  if (inSight || total === 0) return null
  const pointsOfSale = news.toSorted((a, b) => b.count - a.count).map(({ name }) => name)
  return { title: watchNewsTexts.title, body: watchNewsTexts.body(total, pointsOfSale), target: { screen: 'con-error' } }
}

/** @returns what is said when what the person had put off is back; null when they see it */
export const notificationOfReturned = (count: number, inSight: boolean): DueNotification | null =>
  inSight || count === 0 ? null : { title: returnedTexts.title, body: returnedTexts.body(count), target: { screen: 'con-error' } }

/** @returns what is said when rules have spent what they may in a day at one point of sale */
export const notificationOfSpent = (pointOfSaleName: string, perDay: number): DueNotification => ({
  title: rulesTexts.spentTitle,
  body: rulesTexts.spent(pointOfSaleName, perDay),
  target: { screen: 'con-error' },
})

/** Only what waits for the person; the rest mends itself. */
function notificationOfBanner(banner: Banner): DueNotification | null {
  if (banner.kind === 'gate')
    return { title: texts.gateTitle, body: texts.gate(banner.pointOfSaleName, banner.reason), target: { screen: screenOfGate[banner.reason] } }
  if (banner.kind === 'plan')
    return { title: plan.notificationTitle, body: plan.notification(banner.method, banner.used, banner.possible, banner.limit), target: { screen: 'resumen' } }
  return banner.kind === 'storage' ? { title: texts.storageTitle, body: banner.text, target: { screen: 'actividad' } } : null
}

/** Where the person mends it, or sees what waits. */
const screenOfGate: Record<HoldReason, NotificationTarget['screen']> = {
  credenciales: 'ajustes',
  proxy: 'ajustes',
  certificado: 'ajustes',
  pausa: 'actividad',
  cupo: 'actividad',
  vencido: 'actividad',
  danado: 'actividad',
  luego: 'actividad',
  'sin-credenciales': 'ajustes',
  ausente: 'actividad',
  respuesta: 'actividad',
  llavero: 'ajustes',
}
