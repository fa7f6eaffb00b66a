import { useId, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { later as texts } from '#contract/texts/task-dialogs.ts'
import { common } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { openStory } from '../../store/open-story.ts'
import { useStore } from '../../store/store.ts'
import { Choice } from '../../ui/choice.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { dateTime, tomorrowAtEight } from '../../ui/format.ts'
import { now } from '../../store/clock.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import type { ReferenceDialogProps } from './task-dialog.tsx'

const hour = 3_600_000

const moments = {
  hour: (from: number) => from + hour,
  hours: (from: number) => from + 3 * hour,
  tomorrow: tomorrowAtEight,
}
type Moment = keyof typeof moments
const choices = Object.keys(moments) as Moment[]

/** Puts a resend off until the trouble may have passed; then it goes by itself. */
export function LaterDialog({ pointOfSaleId, external_reference, orderId, onClose }: ReferenceDialogProps) {
  const { run, busy, failure } = useCommand()
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  const [chosen, setChosen] = useState<Moment>('hour')
  const [opened] = useState(now)
  const costId = useId()

  function onPlaced(order: number) {
    openStory({ order })
    onClose()
  }
  const postpone = () => run(() => call('resendLater', { pointOfSaleId, external_reference, at: moments[chosen](now()), orderId }), onPlaced)

  return (
    <Sheet
      title={texts.title(external_reference)}
      dismissable
      onClose={onClose}
      confirm={{ label: texts.run, isPending: busy, 'aria-describedby': costId, onPress: () => void postpone() }}
      leave={common.cancel}
    >
      <Choice
        label={texts.when}
        value={chosen}
        options={choices.map((value) => ({ value, label: texts.choices[value], help: texts.at(dateTime(moments[value](opened))) }))}
        onChange={setChosen}
      />
      <p id={costId}>{texts.text(most)}</p>
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
