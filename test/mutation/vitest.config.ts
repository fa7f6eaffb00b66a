import { defineConfig } from 'vitest/config'

/** The tests of one group, handed over by run.ts: JSON of globs. Those that begin with `!` are left out. */
const tests = JSON.parse(process.env['REENCOLA_MUTATION_TESTS'] ?? '[]') as string[]

export default defineConfig({
  test: {
    include: tests.filter((glob) => !glob.startsWith('!')),
    exclude: tests.flatMap((glob) => (glob.startsWith('!') ? [glob.slice(1)] : [])),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
