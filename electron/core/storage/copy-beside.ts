import { Worker } from 'node:worker_threads'
import { readerTimeout } from '../lib/waits.ts'

/**
 * A copy on a thread and a connection of its own. One read transaction holds the database still from beginning to end: without it
 * SQLite begins the copy anew with every commit of another connection (https://sqlite.org/backup.html), and a copy over the
 * program's own connection would hold its lock while the disk is waited for. It goes in small steps, and is checked table by
 * table, so that closing the program does not wait for more than a step. Written out, as a bundle has no second file to load.
 */
const source = `
  const { parentPort, workerData: { path, target, stop, timeout } } = require('node:worker_threads')
  const { closeSync, fsyncSync, openSync } = require('node:fs')
  const { DatabaseSync, backup } = require('node:sqlite')
  const goOn = () => {
    if (Atomics.load(stop, 0) === 1) throw new Error('stopped')
  }
  // What is written is brought to the disk bit by bit: a commit of the program would otherwise wait for all of it.
  let steps = 0
  const flush = () => {
    const file = openSync(target, 'r+')
    fsyncSync(file)
    closeSync(file)
  }
  const onStep = () => {
    goOn()
    if (++steps % 10 === 0) flush()
  }
  const answer = async () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout })
    try {
      database.exec('BEGIN')
      database.prepare('SELECT count(*) FROM sqlite_schema').get()
      await backup(database, target, { rate: 100, progress: onStep })
    } finally {
      database.close()
    }
    const copy = new DatabaseSync(target)
    try {
      copy.exec('PRAGMA journal_mode = DELETE')
      for (const { name } of copy.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' UNION ALL SELECT 'sqlite_schema'").all()) {
        goOn()
        const found = Object.values(copy.prepare('PRAGMA quick_check("' + name + '")').get())[0]
        if (found !== 'ok') throw new Error('copy is damaged: ' + found)
      }
    } finally {
      copy.close()
    }
    flush()
  }
  answer().then(() => parentPort.postMessage(null), (error) => parentPort.postMessage(error.message))
`

export interface RunningCopy {
  /** @returns null when the copy is written and sound, else what went wrong; never rejects */
  done: Promise<string | null>
  /** The copy is given up: soon, and with nothing to wait for. */
  stop(): void
}

/** @param path of the database @param target where the copy is written; what is there goes */
export function copyBeside(path: string, target: string): RunningCopy {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(source, { eval: true, workerData: { path, target, stop, timeout: readerTimeout } })
  worker.unref()
  return {
    done: new Promise((resolve) => {
      worker.once('message', resolve)
      worker.once('error', (error) => resolve((error as Error).message))
      worker.once('exit', () => resolve('the copy ended without an answer'))
    }),
    stop: () => void Atomics.store(stop, 0, 1),
  }
}
