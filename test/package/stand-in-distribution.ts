/**
 * What electron-builder takes for a distribution of Electron: the files that it moves, edits and flips fuses in, each as small
 * as can be. What runs starts the stand-in host where one was put beside it, else it says how it was called.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { emptyExecutable } from './executable-resources.ts'

export type Target = 'linux' | 'win'

/** As `@electron/fuses` looks for it in a binary; what follows is the wire's version, its length, and a digit a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The nine fuses as Electron 45 ships them, in the order of FuseV1Options. */
const shippedWire = '101100011'

const fuseWire = Buffer.concat([Buffer.from(sentinel, 'latin1'), Buffer.from([1, shippedWire.length]), Buffer.from(shippedWire, 'latin1')])

const locales = ['de', 'en-GB', 'en-US', 'es', 'es-419', 'pt-BR']

/** Where the stand-in host and its Node are in a root folder in which an installer is tried; see debian-root.ts. */
export const hostInRoot = '/opt/anfitrion'

/** Says under which name it was started, with what. */
const linuxExecutable = () => {
  const lines = ['#!/bin/sh', `[ -x ${hostInRoot}/node ] && exec ${hostInRoot}/node ${hostInRoot}/test/host/run.js "$@"`, 'echo "$0 $*"', 'exit 0', '']
  return Buffer.concat([Buffer.from(lines.join('\n')), fuseWire])
}

const executables: Record<Target, Record<string, Buffer>> = {
  linux: { electron: linuxExecutable(), 'chrome-sandbox': Buffer.from(''), chrome_crashpad_handler: Buffer.from(''), 'libffmpeg.so': Buffer.from('') },
  win: { 'electron.exe': emptyExecutable('Electron', fuseWire), 'ffmpeg.dll': Buffer.from('') },
}

/** Writes one into `folder`, which is made. */
export async function writeDistribution(folder: string, target: Target): Promise<void> {
  const common = ['LICENSE', 'LICENSES.chromium.html', 'version', 'icudtl.dat', 'resources.pak', 'v8_context_snapshot.bin', 'resources/.keep']
  const files = Object.fromEntries([...common, ...locales.map((locale) => `locales/${locale}.pak`)].map((name) => [name, Buffer.from('-')]))
  for (const [name, content] of Object.entries({ ...files, ...executables[target] })) {
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content, { mode: 0o755 })
  }
}
