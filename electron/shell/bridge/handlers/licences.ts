import { readFile } from 'node:fs/promises'
import type { Licence } from '#contract/commands/licences.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'

/** @param file what the build wrote beside the bundles */
export const licencesHandlers = (file: string): Pick<CommandHandlers, 'thirdPartyLicences'> => ({
  thirdPartyLicences: async () => ok(JSON.parse(await readFile(file, 'utf8')) as Licence[]),
})
