/**
 * Mutation testing: changes the sources one small thing at a time and tells which changes no test notices.
 * `npm run mutation` goes through every group, `npm run mutation -- FILE...` through these files. The report: reports/mutation.
 */
import { matchesGlob } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { groups } from './groups.ts'

const report = 'reports/mutation'
const options = {
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
  incremental: true,
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
} as const

const chosen = process.argv.slice(2)
const isIn = (sources: readonly string[]) => (file: string) => sources.some((source) => matchesGlob(file, source))
const strangers = chosen.filter((file) => !groups.some(({ sources }) => isIn(sources)(file)))
if (strangers.length > 0) throw new Error(`in no group of groups.ts: ${strangers.join(', ')}`)

for (const { name, sources, tests } of groups) {
  const mutate = chosen.length === 0 ? sources : chosen.filter(isIn(sources))
  if (mutate.length === 0) continue
  process.env['REENCOLA_MUTATION_TESTS'] = JSON.stringify(tests)
  const files = { incrementalFile: `${report}/${name}.json`, htmlReporter: { fileName: `${report}/${name}.html` } }
  await new Stryker({ ...structuredClone(options), ...files, mutate }).runMutationTest()
}
