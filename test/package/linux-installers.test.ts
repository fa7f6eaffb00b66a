/** The installers for Linux, built and used as far as Debian's tools go: fpm, the AppImage's own tools and Electron are stand-ins. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect, exitOf } from '../e2e/harness/app.ts'
import { until } from '../e2e/harness/control.ts'
import { debianRoot, type DebianRoot } from './debian-root.ts'
import { makeInstaller, pack } from './pack.ts'
import { appImageToolsStandIn, fpmStandIn, missing } from './tools.ts'

let scratch: string
let unpacked: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-instalador-'))
  if (process.platform === 'linux') unpacked = await pack(scratch, 'linux')
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

const one = async (folder: string, end: string): Promise<string> => {
  const name = (await readdir(folder)).find((entry) => entry.endsWith(end))
  if (name === undefined) throw new Error(`nothing ends in ${end} there`)
  return join(folder, name)
}

const noDeb = process.platform === 'linux' && process.getuid?.() === 0 ? missing('dpkg', 'dpkg-deb', 'chroot', 'ldd') : 'needs Linux and its administrator'
if (noDeb) process.stdout.write(`deb: skipped, ${noDeb}\n`)
else process.stdout.write('deb: dpkg is real; fpm and Electron are stand-ins, what is installed runs on the stand-in host\n')

const noValidator = missing('desktop-file-validate')
process.stdout.write(noValidator ? `entries in the menu: not validated, ${noValidator}\n` : 'entries in the menu: validated by desktop-file-validate\n')
/** @returns what it has to say; nothing of a sound one */
const validated = (entry: string): string => {
  const { status, stdout, stderr } = spawnSync('desktop-file-validate', [entry], { encoding: 'utf8' })
  return status === 0 ? `${stdout}${stderr}` : `it ends with ${status}: ${stdout}${stderr}`
}

describe.skipIf(noDeb)('the deb', () => {
  let root: DebianRoot
  let folder: string
  let deb: string
  beforeAll(async () => {
    const output = join(scratch, 'deb')
    await makeInstaller('deb', unpacked, output, await fpmStandIn(scratch))
    deb = await one(output, '.deb')
    folder = join(scratch, 'raiz')
    root = debianRoot(folder)
    await mkdir(join(folder, 'home/ana/.config/Reencola'), { recursive: true })
    await writeFile(join(folder, 'home/ana/.config/Reencola/ordenes.db'), 'of a person')
  })

  test('is installed: the command leads to the program, the menu and links know it', () => {
    root.dpkg('--install', deb)
    expect(root.dpkg('--status', 'reencola')).toContain('Status: install ok installed')
    expect(root.run('/usr/bin/reencola', '--oculto')).toBe('/usr/bin/reencola --oculto\n')
    expect(root.run('readlink', '-f', '/usr/bin/reencola')).toBe('/opt/Reencola/reencola\n')
    const entry = readFileSync(join(folder, 'usr/share/applications/app.reencola.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=\/opt\/Reencola\/reencola %U$/mu)
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/reencola;$/mu)
    expect(entry).not.toContain('no-sandbox')
    expect(existsSync(join(folder, 'usr/share/icons/hicolor/256x256/apps/reencola.png'))).toBe(true)
  })

  test.skipIf(noValidator)('its entry in the menu is one by the rules of the desktops', () => {
    expect(validated(join(folder, 'usr/share/applications/app.reencola.desktop'))).toBe('')
  })

  test('is installed again over itself', () => {
    root.dpkg('--install', deb)
    expect(root.run('/usr/bin/reencola')).toBe('/usr/bin/reencola \n')
  })

  test('what it installs is started by its command: it explains, stores, opens and ends in order', async () => {
    const host = root.putHost()
    // Electron itself reads the archive; Node does not.
    extractAll(join(folder, 'opt/Reencola/resources/app.asar'), join(folder, host, 'app'))
    const home = '/home/bea'
    const surroundings = ['/usr/bin/env', `HOME=${home}`, `REENCOLA_ANFITRION_APP=${host}/app`, `REENCOLA_API_URL=http://127.0.0.1:9`]
    expect(root.run(...surroundings, '/usr/bin/reencola', 'explicar', '--json', '--', 'No se han encontrado comprobantes.')).toMatch(/^\{"codigo"/u)
    const point = { nombre: 'Casa', apikey: '30066', apitoken: 'tokdeprueba0123456789abcdef06606', usertoken: 'usrdeprueba0123456789abcdef06606' }
    await writeFile(join(folder, 'tmp/pdv.json'), JSON.stringify(point))
    expect(root.run(...surroundings, '/usr/bin/reencola', 'configurar', '--archivo', '/tmp/pdv.json', '--borrar')).toBe('{"ok":true,"nombre":"Casa"}\n')
    const opened = spawn('chroot', [folder, ...surroundings, '/usr/bin/reencola'], {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = [collect(opened.stdout), collect(opened.stderr)]
    const exit = exitOf(opened)
    const window = /^Reencola lista en http/mu
    const database = `${home}/.config/Reencola/ordenes.db`
    await until(() => opened.exitCode !== null || (window.test(said[0]?.() ?? '') && root.has(database)), 'the window')
    opened.kill('SIGTERM')
    expect([await exit, said[1]?.()]).toEqual([{ code: 0, signal: null }, ''])
    expect(said[0]?.()).toMatch(window)
    expect(root.has(database)).toBe(true)
  })

  test.each(['--remove', '--purge'])('%s takes all of it away, and nothing of the person', (way) => {
    const there = () =>
      ['/opt/Reencola', '/usr/bin/reencola', '/etc/alternatives/reencola', '/usr/share/applications/app.reencola.desktop'].map((path) => root.has(path))
    root.dpkg('--install', deb)
    expect(there()).toEqual([true, true, true, true])
    root.dpkg(way, 'reencola')
    expect(there()).toEqual([false, false, false, false])
    expect(root.run('cat', '/home/ana/.config/Reencola/ordenes.db')).toBe('of a person')
  })
})

describe.skipIf(process.platform !== 'linux')('the AppImage', () => {
  let files: string
  beforeAll(async () => {
    const output = join(scratch, 'appimage')
    await makeInstaller('AppImage', unpacked, output, await appImageToolsStandIn(scratch))
    files = await one(output, '.AppImage.files')
    process.stdout.write('AppImage: its runtime, its squashing and Electron are stand-ins; the entry and AppRun are electron-builder’s\n')
  })

  test('is made with the runtime that needs no libfuse2', async () => {
    // The tools are laid out as of that runtime alone: with another one nothing would have been built.
    expect(readFileSync(await one(join(scratch, 'appimage'), '.AppImage'), 'latin1').startsWith('a runtime')).toBe(true)
  })

  test.skipIf(noValidator)('its entry is one by the rules of the desktops', () => {
    expect(validated(join(files, 'app.reencola.desktop'))).toBe('')
  })

  test('asks in its entry for no program without its sandbox', () => {
    const entry = readFileSync(join(files, 'app.reencola.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=AppRun %U$/mu)
    expect(existsSync(join(files, 'AppRun'))).toBe(true)
  })
})
