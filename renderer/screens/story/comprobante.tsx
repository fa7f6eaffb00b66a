import type { Comprobante as Issued } from '#contract/model/order.ts'
import { story as texts } from '#contract/texts/order.ts'
import { CopyButton } from '../../features/clipboard/copy-button.tsx'
import { money } from '../../ui/format.ts'
import { Facts } from './facts.tsx'
import { PdfButton } from './pdf-button.tsx'

/** What ARCA issued; its number and its CAE are copied with one press. */
export function Comprobante({ comprobante, orderId }: { comprobante: Issued; orderId: number }) {
  const { tipo, numero, fecha, cae, vencimiento_cae, total, razon_social } = comprobante
  return (
    <section className="stack-small" aria-labelledby="comprobante">
      <h3 id="comprobante">{texts.comprobante}</h3>
      <Facts
        of={[
          [texts.kind, tipo],
          [texts.number, copied(texts.number, numero)],
          [texts.cae, copied(texts.cae, cae)],
          [texts.caeDue, vencimiento_cae],
          [texts.issuedOn, fecha],
          [texts.client, razon_social],
          [texts.total, total === null ? '' : money(total)],
        ]}
      />
      <PdfButton key={orderId} orderId={orderId} />
    </section>
  )
}

const copied = (name: string, value: string) =>
  value && (
    <>
      {value} <CopyButton what={name} text={value} />
    </>
  )
