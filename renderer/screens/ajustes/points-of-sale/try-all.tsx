import { tryAll as texts } from '#contract/texts/points-of-sale-import.ts'
import { Action } from '../../../ui/action.tsx'
import { useSpoken } from '../../../ui/announcer.tsx'
import { Message } from '../../../ui/message.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { useStore } from '../../../store/store.ts'
import { useTrials } from './trials.ts'

/** The button, how far it is, and what it came to. */
export function TryAll() {
  const ready = useStore((state) => state.pointsOfSale).filter(({ status }) => status === 'ready')
  const trials = useTrials()
  const { running, results, left, trouble } = trials
  const seen = ready.flatMap(({ id }) => results.get(id) ?? [])
  const works = seen.filter((trial) => trial.works).length
  const over = running ? '' : texts.over(works, seen.length - works, left)
  useSpoken(over)
  if (running) {
    const { done, total } = running
    const percentage = total === 0 ? 100 : Math.round((done / total) * 100)
    return (
      <div className="row">
        <span>{texts.progress(done, total)}</span>
        <ProgressBar label={texts.action} percentage={percentage} />
        <Action key="stop" look="quiet" onPress={() => trials.stop()}>
          {texts.stop}
        </Action>
      </div>
    )
  }
  return (
    <>
      <Action key="start" onPress={() => void trials.start(ready.map(({ id }) => id))}>
        {texts.action}
      </Action>
      <span className="field-help">{over || texts.help(ready.length)}</span>
      {trouble !== null && <Message tone="warn" live="status" text={texts.stopped(trouble)} />}
    </>
  )
}
