import type { Comprobante as Issued } from '#contract/model/order.ts'
import { story as texts } from '#contract/texts/page.ts'
import { money } from '../../ui/format.ts'
import { PdfButton } from './pdf-button.tsx'

/** What ARCA issued. */
export function Comprobante({ comprobante, orderId }: { comprobante: Issued; orderId: number }) {
  const { tipo, numero, fecha, cae, vencimiento_cae, total, razon_social } = comprobante
  const facts = [
    [texts.number, `${tipo} ${numero}`.trim()],
    [texts.issuedOn, fecha],
    [texts.client, razon_social],
    [texts.total, total === null ? '' : money(total)],
    [texts.cae, cae],
    [texts.caeDue, vencimiento_cae],
  ].filter(([, value]) => value !== '')
  return (
    <section className="card stack" aria-labelledby="comprobante">
      <h3 id="comprobante">{texts.comprobante}</h3>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <PdfButton key={orderId} orderId={orderId} />
    </section>
  )
}
