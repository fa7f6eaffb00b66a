import type { WatchStatus } from '#contract/commands/watch.ts'
import { navigation as texts } from '#contract/texts/page.ts'
import { today } from '../../store/clock.ts'
import { partId } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { dayAndHour, dayOf, timeOfDay } from '../../ui/format.ts'
import { useWatch } from '../../store/told.ts'

/** Whether the program looks by itself, and when it does so next. It changes at every round and is not announced: what it finds is. */
export function WatchLine({ onFollow }: { onFollow: () => void }) {
  const pointsOfSale = useStore((state) => state.pointsOfSale.length)
  const on = useStore((state) => state.settings.watch.on)
  const { value: status } = useWatch()
  if (pointsOfSale === 0) return null
  return (
    <a className="watch-line" href={`#${partId('ajustes', 'vigilancia')}`} onClick={onFollow}>
      {on ? <Told status={status} pointsOfSale={pointsOfSale} /> : texts.watchOff}
    </a>
  )
}

function Told({ status, pointsOfSale }: { status: WatchStatus | null; pointsOfSale: number }) {
  const idle = status && !status.looking
  if (idle && status.nextRound === null) return texts.watchNoDay
  return (
    <>
      <span>{idle && status.waiting ? texts.watchWaiting : texts.watching(pointsOfSale, pointsOfSale - (status?.lacking.length ?? 0))}</span>{' '}
      <span>{whenOf(status)}</span>
    </>
  )
}

/** @returns not nothing where it is not known yet, so that the line has its place from the first paint on */
function whenOf(status: WatchStatus | null): string {
  if (!status) return '\u00A0'
  if (status.looking || status.nextRound === null) return texts.watchLooking
  const isToday = dayOf(status.nextRound) === today()
  const say = status.waiting ? texts.watchRetry : isToday ? texts.watchNext : texts.watchNextDay
  return say((isToday ? timeOfDay : dayAndHour)(status.nextRound))
}
