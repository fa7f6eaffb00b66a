import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'

const text = 'Permission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files\n'.repeat(12)

export const fakeLicences: Pick<CommandHandlers, 'thirdPartyLicences'> = {
  thirdPartyLicences: () =>
    ok([
      { packages: ['ejemplo 1.0.0', 'ejemplo-con-nombre-largo 2.10.1', 'otro-ejemplo 3.0.0'], license: 'MIT', text },
      { packages: ['zeta 0.1.0'], license: 'Apache-2.0', text },
    ]),
}
