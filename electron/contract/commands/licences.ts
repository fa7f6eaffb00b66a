import { command, none } from './command.ts'

/** Under what terms somebody else's code is part of the program. */
export interface Licence {
  /** Name and version of each. */
  packages: string[]
  /** As SPDX names it. */
  license: string
  /** Word by word, in its own language. */
  text: string
}

export const licenceCommands = {
  /** Of everything that the bundles hold; Electron's own are in files beside the program. */
  thirdPartyLicences: command(none).returns<Licence[]>(),
}
