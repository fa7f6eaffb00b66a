import type { Explanation } from '#contract/model/explanation.ts'
import type { LedgerRow } from '#contract/model/point-of-sale.ts'
import type { Order } from '#contract/model/order.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { jsonLine } from './printable.ts'

/** One line of JSON; names and their order are promised in the README. */
export const orderAsJson = (order: Order): string =>
  jsonLine({
    referencia: order.external_reference,
    pdv: order.pointOfSaleName,
    estado: order.state,
    titulo: order.explanation.title,
    explicacion: order.explanation.explanation,
    queHacer: order.explanation.nextStep,
    solicitudes: order.requestsUsed,
    solicitudesPosibles: order.requestsPossible,
    ...(order.comprobante && {
      cae: order.comprobante.cae,
      comprobante: `${order.comprobante.tipo} ${order.comprobante.numero}`.trim(),
    }),
  })

export const orderAsText = (order: Order): string =>
  [
    `${order.external_reference} (${order.pointOfSaleName}): ${order.stateLabel}${order.rule ? ` (${ruleMarks.mark})` : ''}`,
    `  ${order.explanation.explanation}`,
    `  ${texts.whatToDo} ${order.explanation.nextStep}`,
    `  ${texts.cost(order.requestsUsed, order.requestsPossible)}`,
    ...(order.comprobante ? [`  ${order.comprobante.tipo} ${order.comprobante.numero}, CAE ${order.comprobante.cae}`] : []),
  ].join('\n')

export const ledgerAsJson = (row: LedgerRow): string =>
  jsonLine({ pdv: row.pointOfSaleName, metodo: row.method, mes: row.month, solicitudes: row.used, solicitudesPosibles: row.possible })

export const ledgerAsText = (row: LedgerRow): string => texts.ledger(row.pointOfSaleName, row.method, row.month, row.used, row.possible)

/** One line of JSON; names and their order are promised in the README. */
export const explanationAsJson = (explanation: Explanation): string =>
  jsonLine({
    codigo: explanation.code,
    tipo: explanation.kind,
    convieneReenviar: explanation.resendHelps,
    titulo: explanation.title,
    explicacion: explanation.explanation,
    queHacer: explanation.nextStep,
    textos: explanation.texts,
  })

export const explanationAsText = (explanation: Explanation): string =>
  [
    explanation.code === null ? explanation.title : `${explanation.title} (${explanation.code})`,
    explanation.explanation,
    `${texts.whatToDo} ${explanation.nextStep}`,
    texts.resendHelps[explanation.resendHelps],
  ].join('\n')
