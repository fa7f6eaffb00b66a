/** What the subscription allows in a month, and how much of that is gone. */

/** The furthest that anybody's plan goes. */
export const largestPlan = 10_000_000

/**
 * TusFacturasAPP allows as many requests of each method as the plan has comprobantes (FAQ: "cada método tiene su propio límite"). Months are
 * those of Argentina, the subscription's own period may be another; what other programs send is not known here.
 */
export interface PlanUse {
  /** Requests of each method. */
  limit: number
  /** `2026-11` */
  month: string
  /** One for each method that was used. `possible`: requests that left, and nobody knows whether they were counted. */
  uses: MethodUse[]
  /** Resends that orders which have not left may still spend. */
  promised: number
}

export interface MethodUse {
  method: string
  used: number
  possible: number
}

/** From here on it is told. */
const warnedShare = 0.8

/** @returns the method of which the largest part is gone, once so much is that it is to be told */
export function shortestOf({ limit, uses }: PlanUse): MethodUse | null {
  const [most] = uses.toSorted((a, b) => spentOf(b) - spentOf(a))
  return most && spentOf(most) >= limit * warnedShare ? most : null
}

/** @returns the method of which the month's use is told: resends, until the largest part of another is gone and is to be told */
export const toldOf = (use: PlanUse): MethodUse => shortestOf(use) ?? ofMethod(use.uses, 'reenviar_encolado')

/** @returns whether so many requests more go beyond what is left of a method */
export const exceeds = (use: PlanUse, method: string, requests: number): boolean =>
  spentOf(ofMethod(use.uses, method)) + promisedOf(use, method) + requests > use.limit

/** @returns what was confirmed of a method and has not left */
export const promisedOf = ({ promised }: PlanUse, method: string): number => (method === 'reenviar_encolado' ? promised : 0)

export const ofMethod = (uses: readonly MethodUse[], method: string): MethodUse => uses.find((use) => use.method === method) ?? { method, used: 0, possible: 0 }

/** What may have been counted counts. */
export const spentOf = ({ used, possible }: MethodUse): number => used + possible
