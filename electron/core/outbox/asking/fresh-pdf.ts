import type { FreshPdf } from '#contract/commands/pdf.ts'
import { pdfTexts } from '#contract/texts/pdf.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'

/**
 * The link to the PDF of the comprobante that an order led to, out of a query of this moment. Several comprobantes may share the
 * reference, so another one's is none.
 * @param known the comprobante as it was seen when it was issued; null when no query has shown it yet
 * @param found every comprobante of the reference, as the query shows them now
 */
export function freshPdf(known: FoundComprobante | null, found: readonly FoundComprobante[]): FreshPdf {
  const same = found.filter((each) => each.status === 'issued' && (known === null || known.status !== 'issued' || isSame(known, each)))
  // Of two that cannot be told apart neither is opened.
  const one = same.length === 1 ? same[0] : undefined
  if (!one) return none('gone')
  return one.comprobante_pdf_url === '' ? none('absent') : { url: one.comprobante_pdf_url, explanation: null }
}

const isSame = (one: FoundComprobante, other: FoundComprobante): boolean =>
  one.tipo === other.tipo && one.punto_venta === other.punto_venta && one.numero === other.numero

const none = (why: keyof typeof pdfTexts): FreshPdf => ({
  url: null,
  explanation: { code: null, kind: 'no-encontrado', resendHelps: 'no', ...pdfTexts[why], texts: [] },
})
