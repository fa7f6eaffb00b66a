import type { HandOverLine } from '#contract/commands/hand-over.ts'
import type { Became, InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import { stateFacts, type Order } from '#contract/model/order.ts'
import type { Explanation, ExplanationKind } from '#contract/model/explanation.ts'
import { handOver as texts } from '#contract/texts/hand-over.ts'
import { inbox } from '#contract/texts/inbox.ts'
import type { Judged } from '../../store/inbox/listed-row.ts'

/** A line of the list, and whether what is to be done comes before resending it. */
export interface Listed {
  line: HandOverLine
  mustCorrect: boolean
}

export interface HandOverGroup {
  correct: string
  lines: HandOverLine[]
}

type NameOf = (pointOfSaleId: string) => string
type Cause = Pick<Explanation, 'title' | 'code' | 'nextStep' | 'resendHelps'>

/** @returns null of what is on its way or issued: nobody has to do anything about it */
export function lineOfRow(row: InboxRow, judged: Judged | null, nameOf: NameOf): Listed | null {
  if (judged?.group === 'on-way' || judged?.group === 'issued') return null
  return {
    line: { ...whyAndWhat(judged?.reason ?? null), ...factsOf(row), pointOfSale: nameOf(row.pointOfSaleId) },
    mustCorrect: judged?.group === 'correct-first',
  }
}

/** @param row what is kept of it as a comprobante in error, if anything @returns null of an order that failed for nothing that is to be corrected, or whose comprobante is in error no more */
export function lineOfOrder(order: Order, row: InboxRow | undefined): Listed | null {
  const { outcome } = stateFacts[order.state]
  if (outcome !== 'failed' && outcome !== 'missing') return null
  if (row?.became != null && settled.includes(row.became)) return null
  const { seen, external_reference, pointOfSaleName } = order
  const facts = row
    ? factsOf(row)
    : { ...noFacts, reference: external_reference, client: seen?.razon_social ?? '', tipo: seen?.tipo ?? '', total: seen?.total ?? null }
  const { resendHelps, kind } = order.explanation
  return {
    line: { ...whyAndWhat(order.explanation), ...facts, pointOfSale: pointOfSaleName },
    mustCorrect: resendHelps === 'no' || resendHelps === 'despues-de-corregir' || corrected.includes(kind),
  }
}

/** What became of one that nobody has to correct. */
const settled: Became[] = ['issued', 'queued', 'scheduled', 'deleted']

/** What nobody mends by waiting, whatever is known of whether resending helps. */
const corrected: ExplanationKind[] = ['datos', 'fecha', 'numeracion', 'configuracion']

const noFacts = { client: '', document: '', reference: '', fecha: '', tipo: '', total: null, moneda: '', note: '' }

const factsOf = (row: InboxRow) => ({
  client: row.razon_social,
  document: row.documento_nro,
  reference: row.external_reference,
  fecha: row.fecha,
  tipo: row.tipo,
  total: row.total,
  moneda: row.moneda,
  note: row.note,
})

const whyAndWhat = (cause: Cause | null): Pick<HandOverLine, 'correct' | 'reason'> =>
  cause === null
    ? { correct: texts.unknown, reason: texts.unknownReason }
    : { correct: cause.nextStep || cause.title, reason: inbox.reason(cause.title, cause.code) }

/** @returns the lines by what is to be done, the largest group first, and in each by reason and client */
export function groupLines(lines: readonly HandOverLine[]): HandOverGroup[] {
  const groups = [...Map.groupBy(lines, ({ correct }) => correct)].map(([correct, of]) => ({ correct, lines: of.toSorted(byReasonAndClient) }))
  return groups.toSorted((a, b) => b.lines.length - a.lines.length)
}

const spanish = new Intl.Collator('es-AR')
const byReasonAndClient = (a: HandOverLine, b: HandOverLine): number => spanish.compare(a.reason, b.reason) || spanish.compare(a.client, b.client)

export const targetOf = ({ pointOfSaleId, external_reference }: InboxTarget): InboxTarget => ({ pointOfSaleId, external_reference })
