/**
 * What is mutated, and which test files have to notice. A test file that starts processes of its own cannot: they run the built
 * program. The test files are few on purpose: what a module does when it loads costs a run of all of them for each mutant.
 */

export interface Group {
  name: string
  /** Globs of the sources. */
  sources: string[]
  /** Globs of the test files; without those that begin with `!`. */
  tests: string[]
}

export const groups: readonly Group[] = [
  {
    name: 'answers',
    sources: ['electron/core/tusfacturas/{api,answers,base-url,failures,found,proxy,schemas,statuses}.ts'],
    tests: ['test/unit/core/tusfacturas/{answers,addresses,failures,statuses}*.test.ts'],
  },
  {
    name: 'calls',
    sources: ['electron/core/tusfacturas/{certificates,client,connections,routes,exchange,replies}.ts'],
    tests: ['test/unit/core/tusfacturas/{exchange,replies}*.test.ts', 'test/integration/core/tusfacturas/client*.test.ts'],
  },
  {
    name: 'storage',
    sources: ['electron/core/storage/*.ts'],
    tests: ['test/{unit,integration}/core/storage/{storage,journal,copies,recovery}*.test.ts'],
  },
  {
    name: 'gates',
    sources: ['electron/shell/{bridge/ipc,window/{security,protocol,protocol-headers,app-scheme}}.ts'],
    tests: ['test/unit/shell/{bridge/ipc,window/security}*.test.ts', 'test/integration/shell/window/page-protocol*.test.ts'],
  },
  {
    name: 'outbox',
    sources: ['electron/core/outbox/**/*.ts'],
    // Not the model test: it takes a minute, and its random ways would make the score one.
    tests: [
      'test/unit/core/outbox/{outbox,tasks}*.test.ts',
      '!test/unit/core/outbox/outbox-model.test.ts',
      '!test/unit/core/outbox/outbox-order-model.test.ts',
      'test/integration/core/outbox/{tasks,faults-}*.test.ts',
      '!test/integration/core/outbox/tasks-kill.test.ts',
    ],
  },
]
