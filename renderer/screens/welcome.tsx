import { useEffect, useRef } from 'react'
import { common } from '#contract/texts/page.ts'
import { welcome } from '#contract/texts/point-of-sale.ts'
import { watchTexts } from '#contract/texts/watch.ts'
import { call } from '../api.ts'
import { hashOf } from '../store/route.ts'
import { useStore } from '../store/store.ts'
import { useCommand } from '../store/use-command.ts'
import { announce } from '../ui/announcer.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FailureMessage } from '../ui/message.tsx'
import { PointOfSaleForm } from '../features/point-of-sale/form.tsx'

/** First run: nothing can be sent without a point of sale. Once it is saved the home screen takes this one's place. */
export function Welcome() {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <section className="screen narrow">
      <h1 ref={title} tabIndex={-1} aria-describedby="bienvenida">
        {welcome.title}
      </h1>
      <p id="bienvenida" className="lead">
        {welcome.intro}
      </p>
      <p className="field-help">{welcome.where}</p>
      <div className="card">
        <PointOfSaleForm onSaved={() => announce(common.saved)} />
      </div>
      <p>
        <a href={hashOf('ajustes')}>{welcome.many}</a>
      </p>
      <WatchOffer />
    </section>
  )
}

/** Whether the program may look by itself once there is something to look at. */
function WatchOffer() {
  const watch = useStore((state) => state.settings.watch)
  const { run, failure } = useCommand()
  return (
    <>
      <Checkbox label={watchTexts.offer} on={watch.on} onChange={(on) => void run(() => call('saveSettings', { watch: { ...watch, on } }))} />
      <p className="field-help">{watchTexts.offerHelp}</p>
      <FailureMessage failure={failure} />
    </>
  )
}
