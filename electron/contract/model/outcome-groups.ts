/** Choices of the history that the page offers; apart from its commands, so that the page does without their schemas. */

/** Months after its end when an order is archived; 0 keeps all in sight. */
export const archiveChoices = [0, 12, 24, 60] as const
export type ArchiveAfter = (typeof archiveChoices)[number]

/** How orders can end, as the summary tells them apart. */
export const outcomeGroups = ['issued', 'queued', 'failed', 'cancelled'] as const
export type OutcomeGroup = (typeof outcomeGroups)[number]
export type Outcomes = Record<OutcomeGroup, number>
