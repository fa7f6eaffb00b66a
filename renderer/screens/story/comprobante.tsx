import { mayOpenOutside } from '../../../electron/contract/links.ts'
import type { Comprobante as Issued } from '../../../electron/contract/model.ts'
import { story as texts } from '../../../electron/contract/texts/page.ts'
import { money } from '../../components/format.ts'
import { CopyText } from '../../components/tasks/copy-text.tsx'

/** What ARCA issued. */
export function Comprobante({ comprobante }: { comprobante: Issued }) {
  const { tipo, numero, fecha, cae, vencimiento_cae, comprobante_pdf_url, total, razon_social } = comprobante
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
      {comprobante_pdf_url &&
        (mayOpenOutside(comprobante_pdf_url) ? (
          <a href={comprobante_pdf_url} target="_blank" rel="noreferrer">
            {texts.pdf}
          </a>
        ) : (
          <CopyText label={texts.pdfAddress} help={texts.pdfElsewhere} text={comprobante_pdf_url} />
        ))}
    </section>
  )
}
