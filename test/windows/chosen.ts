/**
 * What is worth running on Windows' Node each time: all that decides (outbox, guidance, tables, redaction, contract), and where paths, files,
 * locks, sockets, keys and the command line can differ.
 * Left out: what only shows on a real Windows (links, exclusive pipe names, read-only files under an administrator), what Wine's
 * sockets do otherwise than Windows' (client-connections, receiver-kill, simulator-tls, page-protocol, updates), and what starts dozens of
 * processes, each of which takes a second here: name those when they matter. Of the stand-in host only how a second start is heard is
 * here, because pipes are not as sockets: the rest of it (host-process) passes there too, and takes a minute and a half for twenty processes
 * that are no part of the product. test/unit/project reads the repository, with the tools of Linux.
 */
export const chosen = [
  'test/unit/contract',
  'test/unit/core',
  'test/unit/page',
  'test/unit/shell',
  'test/integration/core/storage/files-held.test.ts',
  'test/integration/core/storage/journal.test.ts',
  'test/integration/core/storage/storage.test.ts',
  'test/integration/core/tusfacturas/client.test.ts',
  'test/integration/host/second-start.test.ts',
  'test/integration/shell/files/data-file.test.ts',
  'test/integration/shell/report/log-file.test.ts',
  'test/integration/shell/start/deliveries.test.ts',
  'test/integration/shell/start/odd-alphabets.test.ts',
]

/** Of those: they play for a minute and more what no system does otherwise. */
export const excluded = ['test/unit/core/outbox/outbox-model.test.ts', 'test/unit/core/outbox/outbox-order-model.test.ts']
