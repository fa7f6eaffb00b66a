import type { QueueItem } from '#contract/model/task.ts'
import { look as texts } from '#contract/texts/task-dialogs.ts'
import { Action } from '../../ui/action.tsx'
import { Explained } from '../explain/explained.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { QueueItems } from './queue-items.tsx'
import type { Look } from './use-look.ts'

/** What the free query showed, or why it did not; `null` items come with the way to ask again. */
export function LookReport({ look: { read, again } }: { look: Look }) {
  const retry = <Action onPress={again}>{texts.again}</Action>
  // The dialog says so itself when it opens; what came of it is news.
  useSpoken(read?.ok && read.value.items ? (read.value.items.length === 0 ? texts.none : texts.found(read.value.items.length)) : texts.loading)
  if (!read) return <p>{texts.loading}</p>
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
