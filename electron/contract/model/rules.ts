/** Orders that no person placed: why, and what they may cost. */

/** `transitory`: its reason is known and says that resending helps. `unknown-once`: nobody knows its reason, and it was never resent. */
export const ruleNames = ['transitory', 'unknown-once'] as const
export type Rule = (typeof ruleNames)[number]

export interface RuleSettings {
  on: boolean
  /** Requests a day and point of sale, possible ones included. */
  perDay: number
  /** Also those of which nobody knows the reason, once each. */
  unknownOnce: boolean
}

export const rulesByDefault: RuleSettings = { on: false, perDay: 20, unknownOnce: false }

/** One order of a rule at a time, some minutes apart: more would not go in a day. */
export const mostPerDay = 100

/** Days since its emission date after which no rule sends a comprobante: ARCA takes 5 days for products, 10 for services, and which it is nobody says. */
export const oldestByRule = 5

/** What a resend by a rule can cost. */
export const postsPerRule = 1

/** What is shown of the rules at work. */
export interface RulesState {
  on: boolean
  perDay: number
  /** Requests that rules spent today, possible ones included; a row for each point of sale. */
  spending: { pointOfSaleId: string; used: number }[]
  /** Points of sale for which rules do nothing, as each is the same one at TusFacturasAPP as `of`. Absent: there are none. */
  doubles?: { pointOfSaleId: string; of: string }[]
  /** Points of sale for which rules wait: the keychain does not say whose credentials they are. Absent: there are none. */
  silent?: string[]
}
