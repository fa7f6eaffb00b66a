/** The computer around the program: its streams, lock, keyring, keys, notifications, clipboard. */
import assert from 'node:assert/strict'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

const green = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** @returns once the computer around has done what it does in this scene */
const around = ({ app }, { note }) => {
  const done = new Promise((resolve) => {
    app.once('activate', resolve)
  })
  note('there')
  return done
}

const keys = 'Ctrl+Alt+F7'

async function pressed({ electron, tools, number, heard }) {
  const { app, globalShortcut } = electron
  await app.whenReady()
  let presses = 0
  globalShortcut.register(keys, () => presses++)
  globalShortcut.unregister(keys)
  await around(electron, tools)
  await tools.decide(number, () => assert.equal(presses, heard))
  tools.note('end')
}

export const desktopScenes = {
  /** The folder belongs to a program on another computer, as Chromium's file of the lock says. */
  async unheard({ app }, { decide }) {
    const data = mkdtempSync(join(app.getPath('userData'), 'foreign-'))
    symlinkSync('another-computer-1', join(data, 'SingletonLock'))
    app.setPath('userData', data)
    await decide(13, () => assert.equal(app.requestSingleInstanceLock({}), false))
    app.exit(0)
  },

  async streams({ app }, { decide, note }) {
    await app.whenReady()
    await decide(15, async () => assert.equal(await text(process.stdin), ''))
    process.stdout.write('said\n', () => {
      note('end')
      app.exit(0)
    })
  },

  guarded({ app }, { note }) {
    note('JavaScript')
    app.exit(0)
  },

  async 'no-keyring'({ app, safeStorage }, { decide }) {
    app.commandLine.appendSwitch('password-store', 'basic')
    await app.whenReady()
    await decide(34, async () => assert.equal((await safeStorage.encryptStringAsync('x')).subarray(0, 3).toString('latin1'), 'v10'))
    app.exit(0)
  },

  async 'locked-keyring'(electron, tools) {
    const { app, safeStorage } = electron
    await app.whenReady()
    const sealed = await safeStorage.encryptStringAsync('x')
    const opens = () =>
      safeStorage.decryptStringAsync(sealed).then(
        () => 'opens',
        (error) => error.message,
      )
    const before = await opens()
    await around(electron, tools)
    await tools.decide('34 stays', async () => assert.deepEqual([/temporarily unavailable/u.test(before), await opens()], [true, before]))
    tools.note('end')
  },

  async 'unknown-desktop'({ app, safeStorage }, { decide }) {
    await app.whenReady()
    await decide(35, async () => {
      const sealed = await safeStorage.encryptStringAsync('x')
      assert.equal(safeStorage.getSelectedStorageBackend(), 'basic_text')
      assert.notEqual(sealed.subarray(0, 3).toString('latin1'), 'v10')
    })
    app.exit(0)
  },

  async 'no-tray'({ app, nativeImage, Tray }, { decide }) {
    await app.whenReady()
    await decide('36 no tray', () => assert.equal(new Tray(nativeImage.createFromDataURL(green)).isDestroyed(), false))
    app.exit(0)
  },

  async shortcut({ app, globalShortcut }, { decide }) {
    await app.whenReady()
    await decide(38, () => {
      globalShortcut.register(keys, () => {})
      globalShortcut.unregister(keys)
      assert.equal(globalShortcut.isRegistered(keys), false)
    })
    app.exit(0)
  },

  /** Keys of three items of the program's menu: one shown, one hidden, one that cannot be chosen. */
  async 'menu-keys'(electron, tools) {
    const { app, BrowserWindow, Menu } = electron
    await app.whenReady()
    const heard = []
    const item = (label, accelerator, more) => ({ label, accelerator, click: () => heard.push(label), ...more })
    const submenu = [item('shown', 'Ctrl+F7'), item('hidden', 'Ctrl+F8', { visible: false }), item('disabled', 'Ctrl+F9', { enabled: false })]
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Keys', submenu }]))
    const window = new BrowserWindow({})
    window.focus()
    await around(electron, tools)
    await tools.decide(37, () => assert.deepEqual(heard, ['shown', 'hidden']))
    tools.note('end')
  },

  'shortcut-pressed': (electron, tools) => pressed({ electron, tools, number: '38 pressed', heard: 0 }),
  portal: (electron, tools) => pressed({ electron, tools, number: '38 portal', heard: 1 }),

  /** One that is held and one that is let go; each is moved to the notification centre and clicked there. */
  async toasts(electron, tools) {
    const { app, Notification } = electron
    await app.whenReady()
    const clicked = []
    const show = (id) => {
      const notification = new Notification({ id, title: id })
      notification.on('click', () => clicked.push(id))
      notification.show()
      return notification
    }
    const held = show('held')
    show('let-go')
    const heard = []
    Notification.handleActivation(({ type, arguments: said }) => heard.push({ type, said }))
    await around(electron, tools)
    await tools.decide('39 held', () => assert.deepEqual([clicked, held.id], [['held'], 'held']))
    await tools.decide('40 body', () => assert.deepEqual(heard.slice(0, 1), [{ type: 'click', said: '' }]))
    tools.note('end')
  },

  /** One of an earlier run was clicked, which started the program. */
  async 'earlier-toast'({ app, Notification }, { decide }) {
    await app.whenReady()
    await decide(40, async () => {
      assert.equal(Notification.isSupported(), true)
      const heard = []
      await new Promise((resolve) => {
        Notification.handleActivation((details) => resolve(heard.push(details.arguments)))
      })
      Notification.handleActivation((details) => heard.push(details.arguments))
      await setTimeout(50)
      assert.deepEqual(heard, ['earlier'])
    })
    app.exit(0)
  },

  async unfocused({ app, clipboard }, { decide }) {
    await app.whenReady()
    await clipboard.writeText('copied')
    await decide(43, async () => assert.equal(await clipboard.readText(), ''))
    app.exit(0)
  },

  async unshown({ app, BrowserWindow, protocol }, { decide }) {
    protocol.registerSchemesAsPrivileged([{ scheme: 'conforme', privileges: { standard: true, secure: true } }])
    await app.whenReady()
    protocol.handle('conforme', () => new Response('<p>there', { headers: { 'content-type': 'text/html' } }))
    const window = new BrowserWindow({ show: false })
    let ready = false
    window.once('ready-to-show', () => (ready = true))
    await window.loadURL('conforme://app/there.html')
    // The next ones of the loop: on other desktops it has come by then.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    const unshown = ready
    window.show()
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    await decide('45 shown', () => assert.deepEqual([unshown, ready], [false, true]))
    app.exit(0)
  },
}
