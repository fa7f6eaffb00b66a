/** safeStorage, tray, notification, dialog, window: what needs no page. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

const green = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const systemScenes = {
  async system({ app, BrowserWindow, dialog, nativeImage, Notification, safeStorage, Tray, protocol }, { decide, note }) {
    // All of it in the first turn: with the first await the program may become ready.
    const early = safeStorage.isAsyncEncryptionAvailable().catch(() => false)
    const refused = safeStorage.encryptStringAsync('x').then(
      () => false,
      () => true,
    )
    const first = [
      decide('39 before ready', () => assert.throws(() => new Notification({ title: 'a' }).show())),
      decide(18, () => assert.throws(() => protocol.registerSchemesAsPrivileged([{ scheme: 'cached', privileges: { codeCache: true } }]), /standard/u)),
    ]
    if (process.platform === 'linux') first.push(decide(42, () => dialog.showErrorBox('Título', 'Texto')))
    await Promise.all(first)
    await app.whenReady()
    await decide(30, async () => assert.deepEqual([await early, await refused], [false, true]))
    const many = Promise.all(['', 'uno', 'dos'].map((text) => safeStorage.encryptStringAsync(text)))
    await decide(32, async () => assert.equal((await many).length, 3))
    await decide(31, async () => {
      const [empty, one] = await many
      const opened = await safeStorage.decryptStringAsync(one)
      assert.equal(opened.result, 'uno')
      assert.equal(typeof opened.shouldReEncrypt, 'boolean')
      assert.equal((await safeStorage.decryptStringAsync(empty)).result, '')
      await assert.rejects(safeStorage.decryptStringAsync(Buffer.from('nothing of ours')))
    })
    await decide(36, () => {
      assert.throws(() => new Tray(join(app.getPath('userData'), 'missing.png')))
      const tray = new Tray(nativeImage.createFromDataURL(green))
      tray.destroy()
      assert.equal(tray.isDestroyed(), true)
      assert.throws(() => tray.setToolTip('x'))
    })
    await decide(41, async () => {
      const controller = new AbortController()
      // On macOS the signal works for a box of a window alone.
      const answer = dialog.showMessageBox(new BrowserWindow({ show: false }), {
        message: 'x',
        buttons: ['a', 'b', 'c'],
        cancelId: 2,
        signal: controller.signal,
      })
      setTimeout(() => controller.abort(), 100)
      assert.equal((await answer).response, 2)
    })
    await decide(44, async () => {
      const window = new BrowserWindow({ show: false })
      const heard = []
      const { webContents } = window
      window.on('close', () => heard.push('close'))
      // Who hears of it has nothing left to use.
      window.on('closed', () => {
        assert.throws(() => window.isVisible(), /destroyed/u)
        heard.push('closed', BrowserWindow.getAllWindows().includes(window))
      })
      const closed = once(window, 'closed')
      window.destroy()
      await closed
      assert.deepEqual(heard, ['closed', false])
      window.destroy()
      assert.equal(window.isDestroyed(), true)
      for (const method of ['show', 'hide', 'close', 'focus', 'isFocused', 'isVisible', 'getBounds', 'setTitle'])
        assert.throws(() => window[method]('x'), /destroyed/u, method)
      // Their end is a task of its own, put off (WebContents::Destroy in electron_api_web_contents.cc).
      for (let turns = 0; turns < 1_000 && !webContents.isDestroyed(); turns++) await setImmediate()
      assert.equal(webContents.isDestroyed(), true)
      assert.throws(() => webContents.getURL(), /destroyed/u)
    })
    await decide(46, () => {
      const window = new BrowserWindow({ show: false })
      for (const [options, refusal] of [
        [null, /Invalid print settings/u],
        [{ pageSize: 'B5' }, /Unsupported pageSize: B5/u],
        [{ pageSize: 'A4', usePrinterDefaultPageSize: false }, /cannot be combined/u],
        [{ pageSize: { width: 210_000 } }, /height and width/u],
        [{ pageSize: { width: 352, height: 297_000 } }, /352 microns/u],
      ])
        assert.throws(() => window.webContents.print(options), refusal, JSON.stringify(options))
      window.destroy()
    })
    if (process.platform === 'win32') await decide('39 long id', () => assert.throws(() => new Notification({ title: 'a', id: 'x'.repeat(65) })))
    note('end')
    app.exit(0)
  },

  /** Twice on the same data: what the first sealed, the second opens. */
  async sealed({ app, safeStorage }, { decide, note }) {
    await app.whenReady()
    const path = join(app.getPath('userData'), 'sealed')
    if (existsSync(path)) await decide(33, async () => assert.equal((await safeStorage.decryptStringAsync(readFileSync(path))).result, 'secreto'))
    else writeFileSync(path, await safeStorage.encryptStringAsync('secreto'))
    note('end')
    app.exit(0)
  },
}
