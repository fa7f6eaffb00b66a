/** The pieces that schema.ts and the domain files beside it are made of. */
import { z } from 'zod'

/** A command: the schema of its arguments, and the type of its value, which exists only for the compiler. */
export const command = <A extends z.ZodType>(args: A) => ({
  /** A question, or a deed that leaves everything that the page shows as it is. */
  returns: <V>() => ({ args, value: undefined as unknown as V, changes: false as const }),
  /**
   * It changes what the page shows. The page hears of that from events alone, and before the answer; the value says that it worked,
   * or names what was made.
   */
  changes: <V = null>() => ({ args, value: undefined as unknown as V, changes: true as const }),
})

export const event = <P>() => ({ payload: undefined as unknown as P })

export const none = z.strictObject({})
export const pointOfSaleId = z.string().min(1).max(64)
/** Those of a company; more than any office has. */
export const pointsOfSale = z.array(pointOfSaleId).min(1).max(10_000)
