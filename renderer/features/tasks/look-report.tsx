import type { QueueItem } from '#contract/model/task.ts'
import { look as texts } from '#contract/texts/task-dialogs.ts'
import { Action } from '../../ui/action.tsx'
import { Explained } from '../explain/explained.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { QueueItems } from './queue-items.tsx'
import type { Look } from './use-look.ts'

/** What the free query showed, or why it did not; `null` items come with the way to ask again. */
export function LookReport({ look: { seen, failure, items, again } }: { look: Look }) {
  const retry = <Action onPress={again}>{texts.again}</Action>
  // The dialog says so itself when it opens; what came of it is news.
  useSpoken(seen?.items ? (items.length === 0 ? texts.none : texts.found(items.length)) : texts.loading)
  if (failure) return <FailureMessage failure={failure} actions={retry} />
  if (!seen) return <p>{texts.loading}</p>
  if (seen.items === null)
    return (
      <Message tone="warn" live="status" title={seen.explanation?.title ?? texts.failed} actions={retry}>
        {seen.explanation && <Explained explanation={seen.explanation} beside={seen.explanation.title} />}
      </Message>
    )
  return items.length === 0 ? <p>{texts.none}</p> : <QueueItems items={items} />
}

export const isOpen = (item: QueueItem): boolean => item.status !== 'issued'
