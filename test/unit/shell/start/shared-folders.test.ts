/** Data folders that others have too: another user of the computer, or other computers through a program that keeps folders alike. */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { isOfOther } from '../../../../electron/shell/start/foreign-folder.ts'
import { syncedBy } from '../../../../electron/shell/start/synced-folder.ts'

let scratch: string
beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'reencola-de-otros-')))
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }))
})
const made = (...parts: string[]): string => {
  const folder = join(scratch, ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

const windows = (environment: NodeJS.ProcessEnv) => ({ environment, home: 'C:\\Users\\ana', platform: 'win32' as const, rules: win32 })
const filled = () => {
  const folder = made('datos')
  writeFileSync(join(folder, 'ordenes.db'), '')
  return folder
}

describe('copied by OneDrive', () => {
  const personal = windows({ OneDrive: 'C:\\Users\\ana\\OneDrive' })
  const office = windows({ OneDrive: 'C:\\Users\\ana\\OneDrive', OneDriveCommercial: 'D:\\OneDrive - Estudio Ñandú S.A.' })

  test.each([
    ['C:\\Users\\ana\\OneDrive\\Reencola', personal, 'OneDrive'],
    ['c:\\users\\ANA\\onedrive\\Documentos\\Reencola', personal, 'OneDrive'],
    ['C:\\Users\\ana\\OneDrive', personal, 'OneDrive'],
    ['D:\\OneDrive - Estudio Ñandú S.A.\\Reencola', office, 'OneDrive'],
    ['C:\\Users\\ana\\OneDriveTemp\\Reencola', personal, null],
    ['C:\\Users\\ana\\AppData\\Local\\Reencola', office, null],
    ['D:\\Datos\\Reencola', personal, null],
    ['C:\\Users\\ana\\AppData\\Local\\Reencola', windows({}), null],
    // Somebody's own variable of that name: everything that the person has would lie below.
    ['C:\\Users\\ana\\AppData\\Local\\Reencola', windows({ OneDrive: 'C:\\Users' }), null],
  ])('%s', (folder, surroundings, name) => {
    expect(syncedBy(folder, surroundings)).toBe(name)
  })
})

describe('copied by others', () => {
  const here = { environment: {}, home: '/home/ana', platform: process.platform, rules: process.platform === 'win32' ? win32 : posix }

  test.each([
    ['.dropbox.cache', 'Dropbox'],
    ['.tmp.driveupload', 'Google Drive'],
    ['.sync_0f1e2d3c4b5a.db', 'Nextcloud'],
    ['._sync_0f1e2d3c4b5a.db', 'Nextcloud'],
  ])('%s in a folder above is of %s', (mark, name) => {
    const folder = made('Nube ñ', 'uno', 'Reencola')
    expect(syncedBy(folder, here)).toBeNull()
    writeFileSync(join(scratch, 'Nube ñ', mark), '')
    expect(syncedBy(folder, here)).toBe(name)
    expect(syncedBy(made('Otra'), here)).toBeNull()
  })

  test('a mark beside the home, where that of everybody lies, says nothing; one in it does, and so does one below', () => {
    const ana = { ...here, home: made('homes', 'ana') }
    const folder = made('homes', 'ana', 'Datos', 'Reencola')
    const common = made('homes', 'compartida', 'Reencola')
    for (const above of [scratch, join(scratch, 'homes')]) writeFileSync(join(above, '.tmp.driveupload'), '')
    expect([syncedBy(folder, ana), syncedBy(ana.home, ana), syncedBy(common, ana)]).toEqual([null, null, null])
    writeFileSync(join(common, '.dropbox.cache'), '')
    expect(syncedBy(common, ana)).toBe('Dropbox')
    writeFileSync(join(ana.home, '.sync_0f1e2d3c4b5a.db'), '')
    expect([syncedBy(folder, ana), syncedBy(ana.home, ana)]).toEqual(['Nextcloud', 'Nextcloud'])
  })

  test.skipIf(process.platform === 'win32')('a link into such a folder leads there', () => {
    made('Nube', 'Reencola', 'uno')
    writeFileSync(join(scratch, 'Nube', '.dropbox.cache'), '')
    symlinkSync(join(scratch, 'Nube', 'Reencola'), join(scratch, 'enlace'))
    expect(syncedBy(join(scratch, 'enlace'), here)).toBe('Dropbox')
  })

  test('macOS keeps what clouds copy in places of its own', () => {
    const mac = { environment: {}, home: '/Users/ana', platform: 'darwin' as const, rules: posix }
    expect(syncedBy('/Users/ana/Library/CloudStorage/OneDrive-Estudio/Reencola', mac)).toBe('la nube')
    expect(syncedBy('/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/Reencola', mac)).toBe('iCloud Drive')
    expect(syncedBy('/Users/ana/Library/Application Support/Reencola', mac)).toBeNull()
  })
})

describe('of another user', () => {
  const self = process.getuid?.() ?? 0
  test.skipIf(process.platform === 'win32')('our own, and names that are gone meanwhile, are not', () => {
    expect(isOfOther(filled(), ['ordenes.db', 'diario.jsonl'], self)).toBe(false)
    expect(isOfOther(filled(), [], self)).toBe(false)
  })

  test('Windows has no such owners: its lock keeps the second one out', () => {
    expect(isOfOther(filled(), ['ordenes.db'], undefined)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('a disk that says of everything that it is somebody else’s tells nothing', () => {
    const folder = filled()
    // What this process makes there is said to be of the number that is not asked about.
    expect(isOfOther(folder, ['ordenes.db'], self + 1)).toBe(false)
    expect(readdirSync(folder)).toEqual(['ordenes.db'])
  })
})
