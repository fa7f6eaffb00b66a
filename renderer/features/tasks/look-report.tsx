import type { QueueItem } from '#contract/model/task.ts'
import { look as texts } from '#contract/texts/task-dialogs.ts'
import { Action } from '../../ui/action.tsx'
import { Explained } from '../explain/explained.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { QueueItems } from './queue-items.tsx'
import type { Look } from './use-look.ts'

/** What the free query showed, or why it did not; `null` items come with the way to ask again. */
export function LookReport({ look: { read, again } }: { look: Look }) {
  const retry = <Action onPress={again}>{texts.again}</Action>
  if (!read) return <output>{texts.loading}</output>
  if (!read.ok) return <FailureMessage failure={read.error} actions={retry} />
  const look = read.value
  if (look.items === null)
    return (
      <Message tone="warn" live="status" title={look.explanation?.title ?? texts.failed} actions={retry}>
        {look.explanation && <Explained explanation={look.explanation} beside={look.explanation.title} />}
      </Message>
    )
  return look.items.length === 0 ? <p>{texts.none}</p> : <QueueItems items={look.items} />
}

export const isOpen = (item: QueueItem): boolean => item.status !== 'issued'
