import { rulesTexts as texts } from '#contract/texts/rules.ts'
import type { DueNotification } from './notifications-due.ts'

/** @returns what is said when rules have spent what they may in a day at one point of sale */
export const notificationOfSpent = (pointOfSaleName: string, perDay: number): DueNotification => ({
  title: texts.spentTitle,
  body: texts.spent(pointOfSaleName, perDay),
  target: { screen: 'con-error' },
})
