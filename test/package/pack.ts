import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { writeDistribution, type Target } from './stand-in-distribution.ts'

const root = join(import.meta.dirname, '..', '..')
const require = createRequire(import.meta.url)
const builder = require.resolve('electron-builder/cli.js')

/** Where nobody answers: whatever wants to be downloaded fails at once. */
const nowhere = 'http://127.0.0.1:9/'

/** Only what every program needs: a certificate or an address of the person who runs this must not reach the package. */
const environment = () => {
  const kept = ['PATH', 'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  const own = Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const mirrors = ['ELECTRON_MIRROR', 'ELECTRON_BUILDER_BINARIES_MIRROR', 'HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']
  return { ...own, ...Object.fromEntries(mirrors.map((name) => [name, nowhere])), CSC_IDENTITY_AUTO_DISCOVERY: 'false' }
}

/**
 * Packages the built app with this project's configuration around a stand-in distribution, without installers.
 * @param scratch folder for both
 * @param args more for electron-builder
 * @returns the folder that an installer would install
 * @throws with electron-builder's own words when it fails
 */
export async function pack(scratch: string, target: Target, args: string[] = []): Promise<string> {
  const distribution = join(scratch, `electron-${target}`)
  const output = join(scratch, `dist-${target}`)
  await writeDistribution(distribution, target)
  await runBuilder([`--${target}`, 'dir', `-c.electronDist=${distribution}`, `-c.directories.output=${output}`, ...args])
  return join(output, `${target}-unpacked`)
}

/**
 * Makes an installer for Linux of what `pack` made.
 * @param output folder for it, which is made
 * @param tools what stands in for the tools that electron-builder would download, by its own variables
 * @throws with electron-builder's own words when it fails
 */
export const makeInstaller = (format: 'deb' | 'AppImage', unpacked: string, output: string, tools: Record<string, string>): Promise<void> =>
  runBuilder(['--linux', format, `--prepackaged=${unpacked}`, `-c.directories.output=${output}`], tools)

async function runBuilder(args: string[], tools: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, [builder, '--x64', '--publish', 'never', ...args], {
    cwd: root,
    env: { ...environment(), ...tools },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`electron-builder ${args.join(' ')} failed:\n${said}\n${complained}`)
}
