import { inbox as texts } from '#contract/texts/inbox.ts'
import { hourOf } from '../../store/clock.ts'
import { useInbox } from './use-inbox.ts'

/** How old what is shown is, and what became of what is not shown any more. */
export function Freshness() {
  const { freshness, left, progress } = useInbox()
  return (
    <>
      {freshness && progress?.state !== 'reading' && (
        <p className="field-help">
          {texts.updated(freshness.oldest === null ? null : hourOf(freshness.oldest))}
          {freshness.oldest !== null && freshness.unread > 0 && ` ${texts.unread(freshness.unread)}`}
        </p>
      )}
      {Object.keys(left).length > 0 && <output className="field-help">{texts.left(left)}</output>}
    </>
  )
}
