/** What marks an order that no person placed, wherever orders are shown. Beside rules.ts, as the window starts with it. */
import type { Rule } from '../model/rules.ts'
import { count, number, requests } from './counting.ts'

export const ruleMarks = {
  used: (used: number, perDay: number) => `Reenvío automático: usadas hoy ${number(used)} de ${requests(perDay)}`,
  mark: 'Automático',
  names: { transitory: 'el motivo suele arreglarse reenviando', 'unknown-once': 'motivo desconocido, una sola vez' } satisfies Record<Rule, string>,
  column: 'Pedido por',
  marked: (rule: Rule) => `Automático: ${ruleMarks.names[rule]}`,
  ledger: (automatic: number) => count(automatic, 'automática', 'automáticas'),
}
