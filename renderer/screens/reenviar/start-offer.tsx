import { startTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useDesktop } from '../../features/desktop/use-desktop.ts'

/** Asked once, after something was resent for the first time; whatever the answer, it does not come back. */
export function StartOffer() {
  const { desktop, busy, failure, change } = useDesktop()
  if (!desktop.offerStart) return null
  return (
    <section className="card start-offer" aria-labelledby="oferta-inicio">
      <h2 id="oferta-inicio">{texts.offerTitle}</h2>
      <p>{texts.offer}</p>
      <FailureMessage failure={failure} />
      <div className="row">
        <Action isPending={busy} onPress={() => void change(() => call('setStartWithSystem', { on: true }))}>
          {texts.accept}
        </Action>
        <Action look="quiet" isPending={busy} onPress={() => void change(() => call('declineStart', {}))}>
          {texts.decline}
        </Action>
      </div>
    </section>
  )
}
