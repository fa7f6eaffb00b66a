/**
 * `npm run dist [-- ARGS of electron-builder]`: installers of the built app for this system. With REENCOLA_ACTUALIZACIONES, an https address,
 * the program looks there for updates; without it, it has none.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

const feedVariable = 'REENCOLA_ACTUALIZACIONES'

/**
 * @param feed where the built files will be served from
 * @returns what electron-builder has to be told about it
 * @throws when it is no https address
 */
export function feedArguments(feed: string | undefined): string[] {
  if (!feed) return []
  if (URL.parse(feed)?.protocol !== 'https:') throw new Error(`${feedVariable} no es una dirección https.`)
  return ['-c.publish.provider=generic', `-c.publish.url=${feed}`]
}

/** @param args for electron-builder, e.g. `--linux deb` */
function makeInstallers(args: string[]): number {
  const fixed = ['--publish', 'never', ...feedArguments(process.env[feedVariable])]
  return spawnSync(process.execPath, [require.resolve('electron-builder/cli.js'), ...fixed, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1
}

if (import.meta.main) process.exitCode = makeInstallers(process.argv.slice(2))
