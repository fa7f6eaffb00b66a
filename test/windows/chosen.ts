/**
 * What is worth running on Windows' Node each time: where paths, files, locks, sockets, keys and the command line can differ.
 * Left out: what only shows on a real Windows (links, exclusive pipe names, long paths, read-only files under an administrator) and
 * what Wine's sockets do otherwise than Windows' (client-connections, receiver-kill, simulator-tls, page-protocol, updates).
 */
export const chosen = [
  'test/unit/core/storage',
  'test/unit/core/tables',
  'test/unit/shell',
  'test/integration/core/storage',
  'test/integration/core/webhooks/receiver.test.ts',
  'test/integration/core/tusfacturas/client.test.ts',
  'test/integration/shell/files',
  'test/integration/shell/report/log-file.test.ts',
  'test/integration/shell/start',
  'test/integration/host/host-process.test.ts',
  'test/integration/host/host-start.test.ts',
  'test/e2e/command-line.test.ts',
  'test/e2e/command-line-tables.test.ts',
]
