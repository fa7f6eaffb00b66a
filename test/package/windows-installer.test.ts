/** build/installer.nsh, compiled and run: Debian's makensis and Wine are real, the templates around it and the program are stand-ins. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { appId } from '../../electron/shell/start/app-id.ts'
import { until } from '../e2e/harness/control.ts'
import { Skip, windowsPath, withWine, type Wine } from '../windows/wine.ts'
import { missing } from './tools.ts'

const root = join(import.meta.dirname, '..', '..')
const scratch = mkdtempSync(join(tmpdir(), 'reencola-nsis-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const reason =
  missing('makensis') ??
  (await withWine(() => Promise.resolve(null)).catch((error: unknown) => (error instanceof Skip ? error.message : Promise.reject(error as Error))))
process.stdout.write(
  reason ? `NSIS: skipped, ${reason}\n` : 'NSIS: makensis and Wine are real; electron-builder’s templates, the program and Windows are not\n',
)

const classes = 'HKCU\\Software\\Classes\\reencola'
const run = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run'
const approved = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run'

/** A person's computer, on which the program was installed, set to start with the session, and updated once. */
async function installed(wine: Wine, installer: string) {
  const users = join(wine.drive, 'users')
  const [user = ''] = readdirSync(users).filter((name) => name !== 'Public')
  const local = join(users, user, 'AppData', 'Local')
  const folder = join(local, 'Programs', 'reencola')
  const execute = async (command: string[]) => expect(await wine.run(command)).toBe(0)
  /** @returns null when there is no such value */
  const value = (key: string, name: string | null): string | null =>
    /REG_\w+\s+(.*?)\s*$/mu.exec(wine.read(['reg', 'query', key, ...(name === null ? ['/ve'] : ['/v', name])]))?.[1] ?? null
  const add = (key: string, type: string, data: string) => execute(['reg', 'add', key, '/v', appId, '/t', type, '/d', data, '/f'])

  await execute([windowsPath(installer), '/S'])
  await add(run, 'REG_SZ', '"Reencola.exe" --oculto')
  await add(approved, 'REG_BINARY', '020000000000000000000000')
  for (const [name, file] of [
    ['reencola-updater', 'installer.exe'],
    ['Reencola', 'ordenes.db'],
  ] as const) {
    mkdirSync(join(local, name), { recursive: true })
    writeFileSync(join(local, name, file), 'x')
  }
  // It copies itself and goes on as the copy, whose last act is to remove the folder.
  const uninstall = async (...args: string[]) => {
    await execute([join(folder, 'Uninstall Reencola.exe'), '/S', ...args])
    await until(() => !existsSync(folder), 'the end of the uninstaller')
  }
  return { local, folder, value, uninstall }
}

describe.skipIf(reason)('the installer for Windows', () => {
  const installer = join(scratch, 'instalador.exe')
  test('compiles without a warning', () => {
    const named = /^appId: (\S+)$/mu.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1]
    expect(named).toBe(appId)
    const defines = [`-DHERE=${join(root, 'build')}`, `-DOUT=${installer}`, `-DAPP_ID=${named}`]
    const { status, stdout } = spawnSync('makensis', ['-WX', '-V2', ...defines, join(import.meta.dirname, 'wrap.nsi')], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  test('makes links lead to the program, and nothing after them an option', () =>
    withWine(async (wine) => {
      const { folder, value, uninstall } = await installed(wine, installer)
      expect(existsSync(join(folder, 'Reencola.exe'))).toBe(true)
      expect(value(classes, 'URL Protocol')).toBe('')
      expect(value(classes, null)).toBe('URL:Reencola')
      expect(value(`${classes}\\shell\\open\\command`, null)).toMatch(/^"[A-Z]:\\.*\\Reencola\.exe" -- "%1"$/u)
      await uninstall()
    }))

  test('an update leaves links and the start with the session as they are', () =>
    withWine(async (wine) => {
      const { folder, value, uninstall } = await installed(wine, installer)
      await uninstall('--updated')
      expect(existsSync(join(folder, 'Reencola.exe'))).toBe(false)
      expect(value(classes, null)).toBe('URL:Reencola')
      expect(value(run, appId)).toContain('--oculto')
      expect(value(approved, appId)).toMatch(/^02/u)
      await installed(wine, installer)
      await uninstall()
    }))

  test('uninstalling takes away what the program and its updates left, and nothing of the person', () =>
    withWine(async (wine) => {
      const { local, folder, value, uninstall } = await installed(wine, installer)
      await uninstall()
      expect(existsSync(folder)).toBe(false)
      expect(value(classes, null)).toBeNull()
      expect(value(run, appId)).toBeNull()
      expect(value(approved, appId)).toBeNull()
      expect(existsSync(join(local, 'reencola-updater'))).toBe(false)
      expect(readFileSync(join(local, 'Reencola', 'ordenes.db'), 'utf8')).toBe('x')
    }))
})
