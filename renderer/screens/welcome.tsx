import { useEffect, useRef } from 'react'
import { common, welcome } from '#contract/texts/page.ts'
import { announce } from '../ui/announcer.tsx'
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
    </section>
  )
}
