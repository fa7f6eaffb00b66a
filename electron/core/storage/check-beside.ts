import { Worker } from 'node:worker_threads'

/**
 * The check of a large database beside the start, on a thread and a read-only connection of its own: half a second for a
 * hundred thousand orders, in which the window is already there. Written out, as a bundle has no second file to load.
 */
const source = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { DatabaseSync } = require('node:sqlite')
  const database = new DatabaseSync(workerData, { readOnly: true })
  parentPort.postMessage(Object.values(database.prepare('PRAGMA quick_check(1)').get())[0])
  database.close()
`

/**
 * @param path of the database
 * @returns null when SQLite finds it sound, else its first complaint; never rejects
 */
export function checkBeside(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const worker = new Worker(source, { eval: true, workerData: path })
    worker.once('message', (answer: string) => resolve(answer === 'ok' ? null : answer))
    worker.once('error', (error) => resolve((error as Error).message))
    worker.once('exit', () => resolve('the check ended without an answer'))
    worker.unref()
  })
}
