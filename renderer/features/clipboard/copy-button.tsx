import { story as texts } from '#contract/texts/order.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCopy } from './use-copy.ts'

/** Copies one value with one press. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const { copy, busy, said, failure } = useCopy()
  return (
    <>
      <Action
        look="quiet"
        icon={said === null ? 'clipboard' : 'done'}
        isPending={busy}
        aria-label={texts.copyNamed(what)}
        onPress={() => void copy(text, `${texts.copied}.`)}
      >
        {said === null ? texts.copy : texts.copied}
      </Action>
      <FailureMessage failure={failure} />
    </>
  )
}
