import { z } from 'zod'
import { ruleNames } from '#contract/model/rules.ts'

/** A number that is far beyond any real one would leave no room for the next. */
const sequence = z
  .int()
  .min(0)
  .max(2 ** 48)
const at = z.int()
const id = z.int().positive()
const reference = z.string().min(1)
const pointOfSale = z.string().min(1)

/** One batch that a person, or a rule, placed: each of its orders is known by the batch's first number and its place. */
const placedEntry = z.object({
  at,
  placed: z.object({
    point_of_sale: pointOfSale,
    name: z.string(),
    first: id,
    references: z.array(reference).min(1),
    /** How often each may be POSTed: what the person confirmed. */
    posts: z.int().min(0).max(2),
    repeats: id.nullable(),
    /** The hour before which they do not go. */
    until: at.nullable(),
    /** Which rule placed them; absent: a person did. */
    rule: z.enum(ruleNames).optional(),
  }),
})
export type PlacedEntry = z.infer<typeof placedEntry>

/** What a person decided about orders: recovery must neither wake what they ended nor forget that they confirmed another POST. */
const decidedEntry = z.object({
  at,
  /** Cancelled before they left; or in doubt, and given up, taken for sent, or to be sent once more. */
  decided: z.enum(['cancelled', 'taken-back', 'discarded', 'assumed', 'resend']),
  point_of_sale: pointOfSale,
  /** Number and reference of each. */
  orders: z.array(z.tuple([id, reference])).min(1),
})
export type DecidedEntry = z.infer<typeof decidedEntry>

/** A daily copy begins. */
const copyEntry = z.object({ at, copied: z.literal(true) })

/** A POST that may have left. */
const markerEntry = z.object({
  at,
  request: id,
  point_of_sale: pointOfSale,
  method: z.string().min(1),
  external_reference: reference.nullable(),
  /** Of a resend. */
  order: id.optional(),
  /** Which rule had it sent; absent: a person did. What a later version calls it takes nothing from what is known of the POST. */
  rule: z.enum(ruleNames).optional().catch(undefined),
  /** Of another paid call, with what is needed to verify it: JSON of its arguments and of what the query showed before. */
  task: id.optional(),
  arguments: z.string().optional(),
  before: z.string().nullable().optional(),
})
export type MarkerEntry = z.infer<typeof markerEntry>

export type JournalEntry = PlacedEntry | DecidedEntry | MarkerEntry | z.infer<typeof copyEntry>

/** An entry as it stands in the file; one that a version without numbers wrote has none. */
export type JournalLine = JournalEntry & { seq?: number }

const numbered = { seq: sequence }
/** First line of each file: whose journal it is, and the number of the last line before it. */
const headerSchema = z.object({ diario: z.literal(2), identity: z.string().min(1), from: sequence })
export type JournalHeader = z.infer<typeof headerSchema>
const sessionSchema = z.object({ session: z.enum(['open', 'closed']) })
const entrySchema = z.union([
  placedEntry.extend(numbered),
  decidedEntry.extend(numbered),
  copyEntry.extend(numbered),
  // The call of a resend belongs to an order, which has a reference.
  markerEntry.extend({ seq: sequence.optional() }).refine(({ task, external_reference }) => task !== undefined || external_reference !== null),
])

export type Parsed = { kind: 'header'; header: JournalHeader } | { kind: 'session'; session: 'open' | 'closed' } | { kind: 'entry'; entry: JournalLine }

/** @returns null for what no version of this program writes */
export function parseLine(text: string): Parsed | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const header = headerSchema.safeParse(json)
  if (header.success) return { kind: 'header', header: header.data }
  const session = sessionSchema.safeParse(json)
  if (session.success) return { kind: 'session', session: session.data.session }
  const entry = entrySchema.safeParse(json)
  return entry.success ? { kind: 'entry', entry: entry.data } : null
}

/** The number comes first, so that what is known already needs no parsing. */
export const lineOf = (entry: JournalEntry, seq: number): string => `${JSON.stringify({ seq, ...entry })}\n`
