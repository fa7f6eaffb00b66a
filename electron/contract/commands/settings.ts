import { z } from 'zod'
import { largestPlan } from '../model/plan.ts'
import { mostPerDay } from '../model/rules.ts'
import { archiveChoices, proxyModes, themes, watchIntervals, type Settings } from '../model/settings.ts'
import { command, event, none } from './command.ts'

export const hoursInOrder = ({ from, until }: { from: number; until: number }): boolean => from < until

/** See WatchSettings. */
export const watchSchema = z
  .strictObject({
    on: z.boolean(),
    every: z.literal(watchIntervals),
    days: z.array(z.int().min(0).max(6)).max(7),
    from: z.int().min(0).max(23),
    until: z.int().min(1).max(24),
  })
  .refine(hoursInOrder)

/** See RuleSettings. */
export const rulesSchema = z.strictObject({ on: z.boolean(), perDay: z.int().min(1).max(mostPerDay), unknownOnce: z.boolean() })

export const settingsCommands = {
  saveSettings: command(
    z.strictObject({
      theme: z.enum(themes).optional(),
      automaticResends: z.union([z.literal(0), z.literal(1)]).optional(),
      archiveAfter: z.literal(archiveChoices).optional(),
      plan: z.int().min(1).max(largestPlan).nullable().optional(),
      watch: watchSchema.optional(),
      rules: rulesSchema.optional(),
      proxy: z
        .strictObject({
          mode: z.enum(proxyModes),
          url: z.string().trim().max(255),
          user: z.string().trim().max(128),
          /** Absent: keep the stored one. Empty: forget it. */
          password: z.string().max(256).optional(),
        })
        .optional(),
    }),
  ).changes(),
  /** The person has read that the month's requests may not reach. */
  acknowledgePlan: command(none).changes(),
}

export const settingsEvents = {
  settingsChanged: event<Settings>(),
}
