import { startWithSystemTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'

/** Asked once, after something was resent for the first time; whatever the answer, it does not come back. */
export function StartOffer() {
  const desktop = useStore((state) => state.desktop)
  const { busy, failure, run } = useCommand()
  if (!desktop.offerStart) return null
  return (
    <section className="card start-offer" aria-labelledby="oferta-inicio">
      <h2 id="oferta-inicio">{texts.offerTitle}</h2>
      <p>{texts.offer}</p>
      <FailureMessage failure={failure} />
      <div className="row">
        <Action isPending={busy} onPress={() => void run(() => call('setStartWithSystem', { on: true }))}>
          {texts.accept}
        </Action>
        <Action look="quiet" isPending={busy} onPress={() => void run(() => call('declineStart', {}))}>
          {texts.decline}
        </Action>
      </div>
    </section>
  )
}
