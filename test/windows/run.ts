/**
 * `npm run test:windows [-- ARGS of Vitest]`: tests on Windows' Node under Wine; without file names, those that are worth it always.
 * Where that is not possible it says why, writes no report and succeeds.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chosen, excluded } from './chosen.ts'
import { windowsNode, type WindowsNode } from './node.ts'
import { Skip, windowsPath, withWine, type Wine } from './wine.ts'

const root = join(import.meta.dirname, '..', '..')

/** Longest that the tests may take, in milliseconds. */
const limit = 480_000

const runTests = (args: string[]): Promise<number> =>
  withWine(async (wine, cache) => {
    const folder = join(cache, `node-${process.versions.node}`)
    mkdirSync(folder, { recursive: true })
    const node = windowsNode(folder)
    await probe(wine, node, folder)
    return runVitest(wine, node, folder, args)
  })

/** @throws Skip when this Wine cannot run this Node */
async function probe(wine: Wine, { executable, binding }: WindowsNode, folder: string): Promise<void> {
  const result = join(folder, 'probe.txt')
  rmSync(result, { force: true })
  await wine.run([executable, join(import.meta.dirname, 'probe.mjs'), windowsPath(result), windowsPath(binding)], { limit: 60_000 })
  const said = read(result) || 'it does not begin'
  if (said !== 'ok') throw new Skip(`Node ${process.versions.node} of Windows does not work under ${wine.version}: ${said}`)
}

/** @returns Vitest's exit code */
async function runVitest(wine: Wine, { executable, binding }: WindowsNode, folder: string, args: string[]): Promise<number> {
  const [stdout, stderr] = [join(folder, 'stdout.txt'), join(folder, 'stderr.txt')]
  const named = args.some((argument) => !argument.startsWith('-'))
  const env = {
    TZ: 'America/Argentina/Buenos_Aires',
    NAPI_RS_NATIVE_LIBRARY_PATH: windowsPath(binding),
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  process.stdout.write(`Node ${process.versions.node} of Windows under ${wine.version}\n`)
  const code = await wine.run(
    [executable, vitest, 'run', '--no-color', ...(named ? [] : [...chosen, ...excluded.flatMap((path) => ['--exclude', path])]), ...args],
    { env, cwd: root, stdout, stderr, limit },
  )
  wine.settle()
  process.stdout.write(read(stdout))
  process.stderr.write(read(stderr))
  if (code === null) process.stdout.write(`the tests took longer than ${limit / 60_000} minutes\n`)
  return code ?? 1
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

try {
  process.exitCode = await runTests(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Skip)) throw error
  process.stdout.write(`Windows' Node: skipped, ${error.message}\n`)
}
