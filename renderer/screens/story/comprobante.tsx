import type { Comprobante as Issued } from '#contract/model/order.ts'
import { story as texts } from '#contract/texts/order.ts'
import { CopyButton } from '../../features/clipboard/copy-button.tsx'
import { money } from '../../ui/format.ts'
import { PdfButton } from './pdf-button.tsx'

/** What ARCA issued; its number and its CAE are copied with one press. */
export function Comprobante({ comprobante, orderId }: { comprobante: Issued; orderId: number }) {
  const { tipo, numero, fecha, cae, vencimiento_cae, total, razon_social } = comprobante
  const facts = [
    { name: texts.kind, value: tipo },
    { name: texts.number, value: numero, copies: numero },
    { name: texts.cae, value: cae, copies: cae },
    { name: texts.caeDue, value: vencimiento_cae },
    { name: texts.issuedOn, value: fecha },
    { name: texts.client, value: razon_social },
    { name: texts.total, value: total === null ? '' : money(total) },
  ].filter(({ value }) => value !== '')
  return (
    <section className="stack-small" aria-labelledby="comprobante">
      <h3 id="comprobante">{texts.comprobante}</h3>
      <dl className="facts-lines">
        {facts.map(({ name, value, copies }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} {copies && <CopyButton what={name} text={copies} />}
            </dd>
          </div>
        ))}
      </dl>
      <PdfButton key={orderId} orderId={orderId} />
    </section>
  )
}
