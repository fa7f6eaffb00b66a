/** The pieces that schema.ts and the domain files beside it are made of. */
import { z } from 'zod'

/** A command: the schema of its arguments, and the type of its value. */
export const command = <A extends z.ZodType>(args: A) => ({
  /** The value type exists only for the compiler. */
  returns: <V>() => ({ args, value: undefined as unknown as V }),
})

export const event = <P>() => ({ payload: undefined as unknown as P })

export const none = z.strictObject({})
export const pointOfSaleId = z.string().min(1).max(64)
