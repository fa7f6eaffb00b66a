/** Small decisions of the desktop that need no desktop. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { app } from 'electron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { shortcutChoices } from '#contract/model/desktop.ts'
import { appId } from '../../../../electron/shell/start/app-id.ts'
import { autostartEntry, execLine, readEntry } from '../../../../electron/shell/desktop/autostart-entry.ts'
import { AutostartFile, configFolder, systemLoginItem } from '../../../../electron/shell/desktop/login-item.ts'
import { shortcutLabels } from '../../../../electron/shell/desktop/shortcut.ts'
import { Throttle } from '../../../../electron/core/lib/throttle.ts'
import { TrayIconView } from '../../../../electron/shell/desktop/tray.ts'
import { trayIconFile, type TrayAppearance } from '../../../../electron/shell/desktop/tray-appearance.ts'
import { trayIcons } from '../../../../electron/shell/desktop/attention.ts'
import { draw, type Layer } from '../../../../build/icons/draw/canvas.ts'
import { trayLayers, trayLayersOnGround, trayStates, type Bar } from '../../../../build/icons/draw/pictures.ts'
import { VirtualClock } from '../../core/outbox/model/virtual-clock.ts'

const tray = vi.hoisted(() => ({ gone: false, alive: 0, image: '' }))
vi.mock('electron', () => {
  class Tray {
    constructor(image: string) {
      this.setImage(image)
      tray.alive++
    }
    setImage(image: string) {
      if (tray.gone) throw new Error(`Failed to load image from path '${image}'`)
      tray.image = image
    }
    destroy() {
      tray.alive--
    }
    isDestroyed = () => tray.alive === 0
    on() {}
    setToolTip() {}
    setContextMenu() {}
  }
  const nativeTheme = { shouldUseDarkColorsForSystemIntegratedUI: false, on() {}, off() {} }
  return { app: {}, globalShortcut: {}, Menu: { buildFromTemplate: () => ({}) }, nativeTheme, Tray }
})

const root = join(import.meta.dirname, '..', '..', '..', '..')

test('Windows ties notifications to the installed shortcut: its id is that of the installer', () => {
  const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  expect(/^appId: (\S+)$/mu.exec(builder)?.[1]).toBe(appId)
})

test('an icon whose pictures an upgrade took away stays as it was, and that is in the log', async () => {
  const [clock, warned] = [new VirtualClock(), vi.fn<(message: string) => void>()]
  const logger = { info: () => {}, warn: warned, error: () => {} }
  const calm: TrayAppearance = { icon: 'calm', tooltip: '', menu: [] }
  const view = new TrayIconView('icons', calm, () => {}, clock, logger)
  tray.gone = true
  view.makeAnew()
  view.render({ ...calm, icon: 'working' })
  await clock.advance(1_000)
  expect([tray.alive, tray.image, warned.mock.calls.map(([message]) => message)]).toEqual([
    1,
    expect.stringContaining('calm'),
    ['tray icon stays', 'tray icon stays'],
  ])
  tray.gone = false
  view.makeAnew()
  expect([tray.alive, tray.image]).toEqual([1, expect.stringContaining('working')])
  view.dispose()
})

test.each<[NodeJS.Platform, boolean, string]>([
  ['win32', true, 'calm-dark.ico'],
  ['win32', false, 'calm-light.ico'],
  ['darwin', true, 'calm-Template.png'],
  ['linux', true, 'calm.png'],
  ['linux', false, 'calm.png'],
])('on %s with a dark bar %s the calm icon is %s', (platform, dark, file) => {
  expect(trayIconFile('calm', platform, dark)).toBe(file)
})

test('every icon that can be asked for is there, dense ones too', () => {
  for (const icon of trayIcons)
    for (const platform of ['win32', 'darwin', 'linux'] as const)
      for (const dark of [true, false]) {
        const file = join(root, 'build', 'icons', 'tray', trayIconFile(icon, platform, dark))
        expect([file, existsSync(file)]).toEqual([file, true])
        if (file.endsWith('.png')) expect(existsSync(file.replace('.png', '@2x.png'))).toBe(true)
      }
  expect([...trayIcons]).toEqual([...trayStates])
})

/** What is left of a picture for somebody who sees no colours: light or dark, or nothing. */
const shapeOf = (layers: Layer[], size: number) => {
  const { pixels } = draw(layers, size)
  return Array.from({ length: size * size }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index * 4)
    return alpha < 128 ? ' ' : red + green + blue > 540 ? 'o' : '#'
  })
}

test.each(['light', 'dark', 'template', 'own ground'])('states differ in shape, not in colour alone: %s', (bar) => {
  const size = 16
  const shapes = trayStates.map((state) => shapeOf(bar === 'own ground' ? trayLayersOnGround(state) : trayLayers(state, bar as Bar), size))
  for (const [index, one] of shapes.entries())
    for (const other of shapes.slice(index + 1)) {
      const different = one.filter((pixel, at) => (pixel === ' ') !== (other[at] === ' ') || (bar === 'own ground' && pixel !== other[at])).length
      expect(different).toBeGreaterThanOrEqual(size)
    }
})

test('an autostart entry quotes what the shell of no desktop may touch', () => {
  expect(execLine(['/opt/Reencola/reencola', '--oculto'])).toBe('"/opt/Reencola/reencola" "--oculto"')
  expect(execLine(['/home/ana/Mis cosas/100 % $HOME `x` "y" \\z.AppImage'])).toBe(
    '"/home/ana/Mis cosas/100 %% \\\\$HOME \\\\`x\\\\` \\\\"y\\\\" \\\\\\\\z.AppImage"',
  )
  expect(() => execLine(['/tmp/a\nHidden=true'])).toThrow()
  expect(autostartEntry(['/a'], 'Reencola', 'Algo').split('\n')).toEqual(
    expect.arrayContaining(['[Desktop Entry]', 'Type=Application', 'Exec="/a"', 'Terminal=false']),
  )
})

/** Undoes the entry's two escapes as a desktop does: the value of a string, then the command line. */
function runByDesktop(line: string): string[] {
  const value = line.replace(/\\(.)/gu, (_, escaped: string) => (escaped === '\\' ? '\\' : `\\${escaped}`))
  const args: string[] = []
  for (const [, quoted = ''] of value.matchAll(/"((?:[^"\\]|\\.)*)"/gu)) args.push(quoted.replace(/\\(["`$\\])/gu, '$1').replaceAll('%%', '%'))
  return args
}

test('whatever the path, the desktop starts that path', () => {
  const paths = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text))
  fc.assert(
    fc.property(fc.array(paths, { minLength: 1, maxLength: 4 }), (command) => {
      expect(runByDesktop(execLine(command))).toEqual(command)
      expect(readEntry(autostartEntry(command, 'Reencola', 'Algo'), command)).toBe('on')
    }),
  )
})

test('what the desktop’s own settings turned off reads as that', () => {
  const entry = autostartEntry(['/a'], 'Reencola', 'Algo')
  expect(readEntry(entry.replace('enabled=true', 'enabled=false'), ['/a'])).toBe('blocked')
  expect(readEntry(`${entry}Hidden=true\n`, ['/a'])).toBe('blocked')
  expect(readEntry(entry, ['/b'])).toBe('other')
})

// Windows has no such folder.
test.skipIf(process.platform === 'win32')('the configuration folder is XDG’s, if it is one', () => {
  expect(configFolder({ XDG_CONFIG_HOME: '/etc/ana' }, '/home/ana')).toBe('/etc/ana')
  for (const odd of ['', 'relative/folder']) expect(configFolder({ XDG_CONFIG_HOME: odd }, '/home/ana')).toBe('/home/ana/.config')
  expect(configFolder({}, '/home/ana')).toBe('/home/ana/.config')
})

test('the autostart file: off, on, moved, turned off elsewhere, and a folder that cannot be written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-inicio-'))
  const path = join(folder, 'autostart', 'reencola.desktop')
  try {
    const item = new AutostartFile(folder, ['/opt/old', '--oculto'])
    expect(item.read()).toBe('off')
    item.set(true)
    expect(item.read()).toBe('on')
    // An AppImage of the next version has another name.
    expect(new AutostartFile(folder, ['/opt/new', '--oculto']).read()).toBe('on')
    expect(readFileSync(path, 'utf8')).toContain('Exec="/opt/new" "--oculto"')
    writeFileSync(path, readFileSync(path, 'utf8').replace('enabled=true', 'enabled=false'))
    expect(new AutostartFile(folder, ['/opt/third', '--oculto']).read()).toBe('blocked')
    expect(readFileSync(path, 'utf8')).toContain('/opt/new')
    item.set(false)
    item.set(false)
    expect(item.read()).toBe('off')
    rmSync(join(folder, 'autostart'), { recursive: true })
    writeFileSync(join(folder, 'autostart'), '')
    expect(() => item.set(true)).toThrow()
    expect(item.read()).toBe('off')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('keys are named as on the keyboard', () => {
  expect(shortcutLabels('win32')).toEqual({ 'CommandOrControl+Alt+R': 'Ctrl + Alt + R', 'CommandOrControl+Shift+F9': 'Ctrl + Mayús + F9' })
  expect(shortcutLabels('darwin')[shortcutChoices[0]]).toBe('⌘ ⌥ R')
})

test('what changes quickly is drawn at once, then at most once an interval, and the last of it always', async () => {
  const clock = new VirtualClock()
  const drawn: number[] = []
  const throttle = new Throttle<number>(200, clock, (value) => drawn.push(value))
  for (let value = 1; value <= 5; value++) throttle.push(value)
  expect(drawn).toEqual([1])
  await clock.advance(199)
  expect(drawn).toEqual([1])
  await clock.advance(1)
  expect(drawn).toEqual([1, 5])
  throttle.push(6)
  await clock.advance(1_000)
  expect(drawn).toEqual([1, 5, 6])
  throttle.push(7)
  expect(drawn).toEqual([1, 5, 6, 7])
  throttle.push(8)
  throttle.dispose()
  await clock.advance(1_000)
  expect(drawn).toEqual([1, 5, 6, 7])
})

describe('the login item of Windows and macOS', () => {
  /** As Electron answers: on Windows only whoever asks with the very path and arguments finds the item. */
  const system = { item: {} as Electron.Settings, disabled: false, approval: false, deaf: false }
  const on = (platform: NodeJS.Platform) => {
    Object.assign(system, { item: {}, disabled: false, approval: false, deaf: false })
    vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
    Object.assign(app, {
      isPackaged: true,
      setLoginItemSettings: (item: Electron.Settings) => void (system.deaf || (system.item = item)),
      getLoginItemSettings: (asked: Electron.LoginItemSettingsOptions = {}) => {
        const { openAtLogin = false, path, args } = system.item
        const same = platform === 'darwin' || JSON.stringify([path, args]) === JSON.stringify([asked.path, asked.args])
        return {
          openAtLogin: openAtLogin && same,
          executableWillLaunchAtLogin: openAtLogin && !system.disabled,
          status: openAtLogin && system.approval ? 'requires-approval' : openAtLogin ? 'enabled' : 'not-registered',
        }
      },
    })
    return systemLoginItem()
  }
  afterEach(() => vi.restoreAllMocks())

  test('Windows: read back with the same path and arguments, and seen when the Task Manager turns it off', () => {
    const item = on('win32')
    expect(item.read()).toBe('off')
    item.set(true)
    expect(system.item).toMatchObject({ openAtLogin: true, path: process.execPath, args: ['--oculto'] })
    expect(item.read()).toBe('on')
    system.disabled = true
    expect(item.read()).toBe('blocked')
    item.set(false)
    expect(item.read()).toBe('off')
  })

  test('macOS: asked for, and waiting for the person in the system’s settings', () => {
    const item = on('darwin')
    item.set(true)
    expect(item.read()).toBe('on')
    system.approval = true
    expect(item.read()).toBe('blocked')
  })

  test('a policy that lets nothing be changed is seen in what is read back', () => {
    const item = on('win32')
    system.deaf = true
    item.set(true)
    expect(item.read()).toBe('off')
  })
})
