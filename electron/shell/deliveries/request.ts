import { z } from 'zod'
import { checkReference, maxReferences } from '#contract/model/references.ts'
import type { Command } from '../cli/command-line.ts'

/** What stores nothing: it may be asked for without waiting for an answer. */
export const wishSchema = z.discriminatedUnion('type', [
  /** Start the program again: the person wants to see it. */
  z.strictObject({ type: z.literal('show') }),
  z.strictObject({ type: z.literal('hidden') }),
  /** A link of ours, or what Windows says of a notification that was clicked. */
  z.strictObject({ type: z.literal('open'), argument: z.string() }),
  /** The vault's file was written by another start. */
  z.strictObject({ type: z.literal('reload') }),
])

const longestReason = 4_000

/** Orders. They come as deliveries only: whoever hands them over has to know whether they were taken. */
const placeSchema = z.strictObject({
  type: z.literal('place'),
  pointOfSaleId: z.string().max(64),
  references: z
    .array(z.string().refine((text) => checkReference(text).problem === null))
    .min(1)
    .max(maxReferences),
  /** Why each failed, as a table says, without keys. */
  reasons: z
    .array(z.tuple([z.string().refine((text) => checkReference(text).problem === null), z.string().max(longestReason)]))
    .max(maxReferences)
    .optional(),
})

export const requestSchema = z.discriminatedUnion('type', [...wishSchema.options, placeSchema])

export type Wish = z.infer<typeof wishSchema>
export type PlaceRequest = z.infer<typeof placeSchema>

/** What a start of the program, a link or a notification wants. */
export type Request = Wish | PlaceRequest

/** What a start that wants the window asks for. */
export function wishOf({ hidden, open }: Command & { name: 'ventana' }): Wish {
  if (open !== null) return { type: 'open', argument: open }
  return { type: hidden ? 'hidden' : 'show' }
}

/** A request of another start that this process has taken: from here on it is this process's to carry out and to answer. */
export interface Delivered {
  id: string
  request: Request
}
