/**
 * What the tests need of Node, tried before they run: a Wine that cannot do one of these says nothing about this project.
 * Writes `ok` into the file named by the first argument, or what failed.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const [result, binding] = process.argv.slice(2)

const tries = {
  'the system is Windows': () => {
    if (process.platform !== 'win32') throw new Error(process.platform)
  },
  'random numbers': () => void randomBytes(16),
  'a child with pipes': () => void execFileSync(process.execPath, ['-e', 'process.stdout.write("1")']),
  'a database with a -wal': () => {
    const database = new DatabaseSync(join(mkdtempSync(join(tmpdir(), 'probe-')), 'probe.db'))
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE one (two); INSERT INTO one VALUES (3)')
    database.close()
  },
  'a connection': async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect(server.address().port, '127.0.0.1').resume()
    await once(socket, 'close')
    server.close()
  },
  'the compiler of the tests': () => void createRequire(import.meta.url)(binding),
}

let said = 'ok'
for (const [what, attempt] of Object.entries(tries))
  try {
    await attempt()
  } catch (error) {
    said = `${what}: ${error.message}`
    break
  }
writeFileSync(result, said)
process.exit()
