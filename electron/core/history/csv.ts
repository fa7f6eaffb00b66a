/**
 * A table that Excel in es-AR opens right by a double click: UTF-8 with a byte order mark, semicolons, CRLF, dd/mm/aaaa, a
 * decimal comma. Excel changes nothing in it: no cell becomes a formula, no reference becomes a number or a date. It has no link to
 * the PDF, because that link is dead the next day.
 */
import { dayNumberAt, fechaOf, timeOf } from '#contract/argentina.ts'
import type { Order } from '#contract/model/order.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { csvTexts } from '#contract/texts/history.ts'
import { maskedRow } from './masked-row.ts'

const end = '\r\n'

/** The mark and the heads of the columns. */
export const csvHead = `\u{feff}${csvTexts.columns.join(';')}${end}`

/**
 * @param redact masks what must not leave, before what keeps off formulas may part it
 * @returns one line of the table, its end included
 */
export function csvLine(order: Order, redact: (text: string) => string = (all) => all): string {
  const { comprobante, explanation } = order
  const cells: Cell[] = [
    { of: order.external_reference, as: literal },
    { of: order.pointOfSaleName, as: text },
    { of: order.stateLabel, as: text },
    { of: explanation.explanation, as: text },
    { of: explanation.nextStep, as: text },
    moment(order.createdAt),
    moment(order.updatedAt),
    String(order.requestsUsed),
    String(order.requestsPossible),
    { of: comprobante ? `${comprobante.tipo} ${comprobante.numero}`.trim() : '', as: text },
    { of: comprobante?.fecha ?? '', as: text },
    { of: comprobante?.razon_social ?? '', as: text },
    amount(comprobante?.total ?? null),
    { of: comprobante?.cae ?? '', as: literal },
    { of: comprobante?.vencimiento_cae ?? '', as: text },
    // Apart by a line's end, which does not keep a secret that two of them share from being masked.
    { of: explanation.texts.join('\n'), as: (value) => text(value.replaceAll('\n', ' | ')) },
    { of: order.rule ? ruleMarks.marked(order.rule) : '', as: text },
  ]
  const foreign = cells.filter((cell) => typeof cell !== 'string')
  const masked = maskedRow(
    foreign.map(({ of }) => of),
    redact,
  )
  return cells.map((cell) => (typeof cell === 'string' ? cell : cell.as(masked[foreign.indexOf(cell)] ?? ''))).join(';') + end
}

/** A cell of ours as it is written; or a text from outside, and the function that makes it a cell once it is masked. */
type Cell = string | { of: string; as: (value: string) => string }

/** Without the comma that a format would put between date and hour: Excel would not see a date. */
const moment = (at: number): string => `${fechaOf(dayNumberAt(at))} ${timeOf(at)}`

/** @returns with a decimal comma and nothing between thousands; empty: none */
export const amount = (value: number | null): string => (value === null ? '' : value.toFixed(2).replace('.', ','))

/** Excel runs a text as a formula when it begins with one of these (https://owasp.org/www-community/attacks/CSV_Injection). */
const sign = String.raw`[=+\-@＝＋－＠]`
/** A space, a line end or a quote before it does not stop it everywhere. */
const startsFormula = new RegExp(String.raw`^[\s\p{Cc}"]*${sign}|^[\t\r\n]`, 'u')
/** A program that splits at commas too makes several cells of one of ours: each begins somewhere inside. */
const startsFormulaInside = new RegExp(String.raw`([,;]["\s]*)(?=${sign})`, 'gu')

/** Free text for a cell of the file: on one line, and nothing but text. */
export const text = (value: string): string => quoted(plainText(value))

/** @returns on one line, and no program takes it for a formula, wherever it parts cells */
export function plainText(value: string): string {
  const harmless = onOneLine(value).replace(startsFormulaInside, "$1'")
  return startsFormula.test(value) ? `'${harmless}` : harmless
}

const onOneLine = (value: string): string => value.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** Digits with what stands between the parts of a number or a date, or a month's name and a number. */
const readsAsNumber = /^\d[\d.,:/ %$-]*(?:e[+-]?\d+)?$/iu
const readsAsDate = /^(?:\d{1,4}[-/. ])?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|apr|aug|dec)[a-z]*(?:[-/. ]\d{1,4})?$/iu

/** Text that Excel would take for a number or a date (0001, 12345678901234567890, 1E5, 3-4, ENE-24): as a formula that is that text. */
export function literal(value: string): string {
  const line = onOneLine(value)
  const needed = readsAsNumber.test(line) || readsAsDate.test(line)
  return needed && line.search(startsFormulaInside) < 0 ? quoted(`="${line}"`) : text(value)
}

/** Also for a comma: some programs split at both signs. */
const quoted = (cell: string): string => (/[",;\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
