import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,integration,e2e,conformance}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A condition that is waited for says nothing of how fast a machine is; Vitest gives it one second.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
})
