import { z } from 'zod'
import { archiveChoices } from '../model/settings.ts'
import { proxyModes, themes, type Settings } from '../model/settings.ts'
import { command, event } from './command.ts'

export const settingsCommands = {
  saveSettings: command(
    z.strictObject({
      theme: z.enum(themes).optional(),
      automaticResends: z.union([z.literal(0), z.literal(1)]).optional(),
      archiveAfter: z.literal(archiveChoices).optional(),
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
}

export const settingsEvents = {
  settingsChanged: event<Settings>(),
}
