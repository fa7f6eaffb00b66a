import { statSync } from 'node:fs'
import { join } from 'node:path'
import { listCopies } from '../../electron/core/storage/copies.ts'
import { round, type Benchmark, type BenchResult } from './result.ts'
import { fillSettled, openOutbox, temporaryFolder } from './store.ts'

/** A million takes a minute to fill; `COPIA_ORDENES=1000000` asks for it. */
const sizes = (process.env['COPIA_ORDENES'] ?? '100000').split(',').map(Number)

/** How long the main thread stood still at most while the daily copy was made, and orders were placed now and then. */
export const copia: Benchmark = {
  name: 'copia',
  run: async () => {
    const results: BenchResult[] = []
    for (const size of sizes) results.push(await copyOnce(size))
    return results
  },
}

async function copyOnce(size: number): Promise<BenchResult> {
  const { folder, dispose } = temporaryFolder()
  fillSettled(folder, size)
  const { storage, outbox, dispose: close } = openOutbox(folder)
  try {
    storage.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const still = await watchFor(2_000, outbox)
    const began = performance.now()
    const copying = storage.copyIfDue()
    let over = false
    void copying.finally(() => (over = true))
    const copied = await watch(() => over, outbox)
    await copying
    const took = performance.now() - began
    const copies = listCopies(join(folder, 'copias'))
    if (copies.length !== 1) throw new Error('no copy was made')
    const megabytes = Math.round(statSync(copies[0]?.path ?? '').size / 1024 ** 2)
    return {
      name: 'copia',
      value: round(copied.longest),
      unit: 'ms',
      baseline: round(still.longest),
      ratio: round(copied.longest / still.longest),
      n: copied.turns,
      note: `longest block of the main thread while a copy of ${size} orders (${megabytes} MB, ${Math.round(took)} ms) is made and checked, an order placed every ${every} ms (longest ${round(copied.placing)} ms); it came after ${Math.round(copied.at)} ms; baseline: the same without a copy; aim <= 50 ms`,
    }
  } finally {
    close()
    dispose()
  }
}

const every = 100
type Outbox = ReturnType<typeof openOutbox>['outbox']
interface Watched {
  longest: number
  /** When that was, milliseconds from the beginning. */
  at: number
  /** Of it, the longest that placing an order took. */
  placing: number
  turns: number
}

function watchFor(milliseconds: number, outbox: Outbox): Promise<Watched> {
  const end = performance.now() + milliseconds
  return watch(() => performance.now() > end, outbox)
}

let placed = 0

/** Turns the main thread's loop as fast as it goes, and sees the longest turn. */
async function watch(over: () => boolean, outbox: Outbox): Promise<Watched> {
  const seen: Watched = { longest: 0, at: 0, placing: 0, turns: 0 }
  const began = performance.now()
  let last = began
  let placeAt = last
  while (!over()) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (performance.now() >= placeAt) {
      const before = performance.now()
      outbox.place('uno', [`COPIA-${placed++}`])
      seen.placing = Math.max(seen.placing, performance.now() - before)
      placeAt = performance.now() + every
    }
    const now = performance.now()
    if (now - last > seen.longest) Object.assign(seen, { longest: now - last, at: last - began })
    last = now
    seen.turns++
  }
  return seen
}
