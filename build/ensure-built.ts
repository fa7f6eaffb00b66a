/** Builds the app when a source is newer than the last build: `node build/ensure-built.ts`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const root = join(import.meta.dirname, '..')
const sources = ['electron', 'renderer', 'package.json', 'electron.vite.config.ts']
const output = join(root, 'out')
/** Its time of change is when the last build that worked began. */
const stamp = join(output, '.built')
const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** Longest wait for another process that is building, in milliseconds. */
const longestWait = 600_000

/** Milliseconds since the epoch; a folder counts too, so that a deleted file is noticed. */
const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function newestSource(): number {
  const times = sources.flatMap((source) => {
    const path = join(root, source)
    if (!statSync(path).isDirectory()) return [changedAt(path)]
    const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
    return [changedAt(path), ...inside.map((name) => changedAt(join(path, name)))]
  })
  return Math.max(...times)
}

const isFresh = () => changedAt(stamp) > newestSource()

function build(): void {
  const began = new Date()
  // Standard output belongs to whoever called: `--json` must stay clean.
  const { status, error } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (error) throw error
  if (status !== 0) throw new Error('No se pudo compilar la aplicación.')
  writeFileSync(stamp, '')
  utimesSync(stamp, began, began)
}

/**
 * Brings `out/` up to date; processes that come at once wait for the one that builds.
 * @throws when the build fails
 */
export function ensureBuilt(): void {
  if (isFresh()) return
  mkdirSync(output, { recursive: true })
  // An exclusive transaction is a lock that the system releases even when its holder is killed.
  const lock = new DatabaseSync(join(output, '.lock'), { timeout: longestWait })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    if (!isFresh()) build()
  } finally {
    lock.close()
  }
}

if (import.meta.main) ensureBuilt()
