/** Builds the app when a source is newer than the last build: `node build/ensure-built.ts`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const sources = ['electron', 'renderer', 'package.json', 'electron.vite.config.ts', 'build/third-party-licences.ts', 'build/icons/tray']

/** Longest wait for another process that is building, in milliseconds. */
const longestWait = 600_000

/** Milliseconds since the epoch; 0 for what does not exist. */
const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Folders count too, so that a deleted file is noticed. */
function newestSource(root: string): number {
  const paths = sources.flatMap((source) => {
    const path = join(root, source)
    if (!statSync(path).isDirectory()) return [path]
    return [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))]
  })
  return Math.max(...paths.map(changedAt))
}

/** Changed when the last build that worked began. */
const stampOf = (root: string) => join(root, 'out', '.built')

const isFresh = (root: string) => changedAt(stampOf(root)) > newestSource(root)

function build(root: string): void {
  const began = new Date()
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // Standard output belongs to whoever called: `--json` must stay clean.
  const { status, error } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (error) throw error
  if (status !== 0) throw new Error('No se pudo compilar la aplicación.')
  // A new file: one that copies of this folder share by a hard link would tell each of them what another one has built.
  rmSync(stampOf(root), { force: true })
  writeFileSync(stampOf(root), '')
  utimesSync(stampOf(root), began, began)
}

/**
 * Brings `out/` up to date; processes that come at once wait for the one that builds.
 * @param root folder of the project
 * @throws when the build fails
 */
export function ensureBuilt(root = join(import.meta.dirname, '..')): void {
  if (isFresh(root)) return
  mkdirSync(join(root, 'out'), { recursive: true })
  // An exclusive transaction is a lock that the system releases even when its holder is killed.
  const lock = new DatabaseSync(join(root, 'out', '.lock'), { timeout: longestWait })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    if (!isFresh(root)) build(root)
  } finally {
    lock.close()
  }
}

if (import.meta.main) ensureBuilt(process.argv[2])
