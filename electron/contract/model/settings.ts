import type { RuleSettings } from './rules.ts'

export const themes = ['system', 'light', 'dark'] as const
export const proxyModes = ['system', 'manual', 'none'] as const
/** Months after its end when an order is archived; 0 keeps all in sight. */
export const archiveChoices = [0, 12, 24, 60] as const
export type ArchiveAfter = (typeof archiveChoices)[number]

/** Minutes between two rounds of what is watched. */
export const watchIntervals = [10, 30, 60] as const
export type WatchInterval = (typeof watchIntervals)[number]

/** Whether and when Reencola looks by itself for what is in error. */
export interface WatchSettings {
  on: boolean
  every: WatchInterval
  /** Days of the week in Argentina, 0 is Sunday. */
  days: number[]
  /** Full hours in Argentina: from the first until the second, which is greater; 0 to 24. */
  from: number
  until: number
}

/** Monday to Saturday, from eight to eight. */
export const watchByDefault: WatchSettings = { on: true, every: 30, days: [1, 2, 3, 4, 5, 6], from: 8, until: 20 }

/** Of the newest days, how many are watched. */
export const watchedDays = 30
/** Of these, so many of the newest are the ones that people work on: every round reads them. */
export const newestDays = 2

export interface Settings {
  theme: (typeof themes)[number]
  /** Automatic second POST after the free query says it is still in error: 0 or 1. */
  automaticResends: 0 | 1
  archiveAfter: ArchiveAfter
  /** How many requests of each method the subscription allows in a month; null: the person has not said. */
  plan: number | null
  watch: WatchSettings
  /** Whether what usually mends itself is resent without a person. */
  rules: RuleSettings
  proxy: {
    mode: (typeof proxyModes)[number]
    /** `http://proxy.oficina:3128`, without user or password. */
    url: string
    user: string
    /** True when the vault holds a password for it; the password itself never crosses. */
    hasPassword: boolean
  }
}
