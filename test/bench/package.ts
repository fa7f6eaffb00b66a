import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Licence } from '#contract/commands/licences.ts'
import { licencesFile } from '../../build/third-party-licences.ts'
import { pack } from '../package/pack.ts'
import { round, type Benchmark } from './result.ts'
import { temporaryFolder } from './store.ts'

const root = join(import.meta.dirname, '..', '..')

/** Bytes of all files below. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

/** What the bundled packages take as npm installs them, in bytes. */
function installedSize(): number {
  const notices = JSON.parse(readFileSync(join(root, licencesFile), 'utf8')) as Licence[]
  const names = notices.flatMap(({ packages }) => packages.map((entry) => entry.slice(0, entry.lastIndexOf(' '))))
  return [...new Set(names)].reduce((sum, name) => sum + sizeOf(join(root, 'node_modules', name)), 0)
}

const megabytes = (bytes: number) => round(bytes / 1e6)

/** Size of what the installer adds to Electron. */
export const paquete: Benchmark = {
  name: 'paquete',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    try {
      const size = statSync(join(await pack(folder, 'linux'), 'resources', 'app.asar')).size
      const installed = installedSize()
      const note = 'app.asar, as electron-builder makes it; baseline: the same packages as npm installs them; aim <= 6'
      return [{ name: 'paquete', value: megabytes(size), unit: 'MB', baseline: megabytes(installed), ratio: round(size / installed), n: 1, note }]
    } finally {
      dispose()
    }
  },
}
