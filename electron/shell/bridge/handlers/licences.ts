import { readFile } from 'node:fs/promises'
import type { Notice } from '#contract/commands/licences.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'

/** @param file what the build wrote beside the bundles */
export const noticesHandlers = (file: string): Pick<CommandHandlers, 'thirdPartyNotices'> => ({
  thirdPartyNotices: async () => ok(JSON.parse(await readFile(file, 'utf8')) as Notice[]),
})
