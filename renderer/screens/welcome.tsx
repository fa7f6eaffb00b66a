import { welcome } from '#contract/texts/page.ts'
import { PointOfSaleForm } from '../features/point-of-sale/form.tsx'

/** First run: nothing can be sent without a point of sale. Once it is saved the home screen takes this one's place. */
export function Welcome() {
  return (
    <section className="screen narrow">
      <h1 tabIndex={-1}>{welcome.title}</h1>
      <p className="lead">{welcome.intro}</p>
      <p className="field-help">{welcome.where}</p>
      <div className="card">
        <PointOfSaleForm />
      </div>
    </section>
  )
}
