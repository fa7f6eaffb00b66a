/**
 * Mutation testing: changes the sources one small thing at a time and tells which changes no test notices.
 * `npm run mutation` goes through every group, `npm run mutation -- FILE...` through these files. The report: reports/mutation.
 */
import { matchesGlob } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { groups, type Group } from './groups.ts'

const chosen = process.argv.slice(2)
const optionsFor = (group: string, mutate: string[]): ConstructorParameters<typeof Stryker>[0] => ({
  mutate,
  testRunner: 'vitest',
  // Not Stryker's `testFiles`: with it, what runs when a module loads is mutated too late (10.1.1).
  vitest: { related: false, configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/ignore-words.ts'],
  ignorers: ['words'],
  // Half of the smallest machine that we work on.
  concurrency: 1,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 15,
  ignorePatterns: ['/dist', '/reports', '/docs/images'],
  // Stryker would rewrite it with TypeScript's old API, which TypeScript 7 no longer has; nothing in the copy needs that.
  tsconfigFile: 'none',
  // Without a file only mutants whose source or tests changed run again; what the tests import is not seen. A file that is named runs whole.
  incremental: true,
  force: chosen.length > 0,
  incrementalFile: `reports/mutation/${group}.json`,
  htmlReporter: { fileName: `reports/mutation/${group}.html` },
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
})

const isIn =
  ({ sources }: Group) =>
  (file: string) =>
    sources.some((source) => matchesGlob(file, source))
const strangers = chosen.filter((file) => !groups.some((group) => isIn(group)(file)))
if (strangers.length > 0) throw new Error(`in no group of groups.ts: ${strangers.join(', ')}`)

for (const group of groups) {
  const mutate = chosen.length === 0 ? group.sources : chosen.filter(isIn(group))
  if (mutate.length === 0) continue
  process.env['REENCOLA_MUTATION_TESTS'] = JSON.stringify(group.tests)
  await new Stryker(optionsFor(group.name, mutate)).runMutationTest()
}
