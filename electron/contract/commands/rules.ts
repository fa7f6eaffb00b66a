/** What rules have spent today. Whether they are on, and what they may spend, is a setting. */
import type { RulesState } from '../model/rules.ts'
import { command, event, none } from './command.ts'

export const rulesCommands = {
  readRules: command(none).returns<RulesState>(),
}

export const rulesEvents = {
  rulesChanged: event<RulesState>(),
}
