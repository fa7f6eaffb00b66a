/** protocol, session, ipc, preload: what a page shows. */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'page')
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' }
/** Whether the stylesheet, without which Chromium paints nothing, was handed out. */
let styled = false
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

function serve(request) {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/table')) return new Response('one;two', { headers: { 'content-type': 'application/octet-stream' } })
  if (pathname === '/throws') throw new Error('a defect of the handler')
  if (pathname === '/odd') return new Response('odd', { status: 418, headers: { 'content-type': 'text/x-odd' } })
  const end = pathname.split('.').at(-1)
  styled ||= end === 'css'
  if (!(end in types)) return new Response(null, { status: 404 })
  return new Response(readFileSync(join(folder, pathname)), { headers: { 'content-type': types[end], 'content-security-policy': policy } })
}

export const pageScenes = {
  /** The first is prevented; the second goes through, so that the folder is not empty for want of time. */
  async download({ app, protocol, session }, { decide, note }) {
    protocol.registerSchemesAsPrivileged([{ scheme: 'conforme', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
    const downloads = join(app.getPath('userData'), 'downloads')
    mkdirSync(downloads)
    app.setPath('downloads', downloads)
    await app.whenReady()
    protocol.handle('conforme', serve)
    const offered = (url, answer) =>
      new Promise((resolve) => {
        session.defaultSession.once('will-download', (event, item) => answer(event, item, resolve))
        session.defaultSession.downloadURL(url)
      })
    const refused = await offered('conforme://app/table-1.csv', (event, item, resolve) => {
      event.preventDefault()
      resolve({ item, name: item.getFilename() })
    })
    await offered('conforme://app/table-2.csv', (_event, item, resolve) => {
      item.setSavePath(join(downloads, item.getFilename()))
      item.once('done', resolve)
    })
    await decide(24, () => {
      assert.deepEqual([refused.name, readdirSync(downloads)], ['table-1.csv', ['table-2.csv']])
      assert.equal(readFileSync(join(downloads, 'table-2.csv'), 'utf8'), 'one;two')
      assert.throws(() => refused.item.getURL(), /destroyed/u)
    })
    note('end')
    app.exit(0)
  },

  async page({ app, BrowserWindow, ipcMain, protocol, session }, { decide, note }) {
    protocol.registerSchemesAsPrivileged([{ scheme: 'conforme', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
    await app.whenReady()
    protocol.handle('conforme', serve)
    await decide(19, () => assert.throws(() => protocol.handle('conforme', serve)))
    const seen = []
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      seen.push(url)
      answer({ cancel: url.includes('blocked') })
    })
    ipcMain.handle('once', () => 1)
    await decide(25, () => assert.throws(() => ipcMain.handle('once', () => 2), /second handler/u))
    ipcMain.handle('echo', (_event, value) => value)
    ipcMain.handle('kinds', (_event, value) => ({
      keys: Object.keys(value),
      date: value.date instanceof Date && value.date.getTime(),
      bytes: value.bytes instanceof Uint8Array && [...value.bytes],
    }))
    ipcMain.handle('removed', () => 1)
    ipcMain.removeHandler('removed')
    ipcMain.handle('frame', ({ senderFrame }) => ({ parent: senderFrame?.parent, url: senderFrame?.url }))
    const said = new Promise((resolve) => {
      ipcMain.handle('report', (_event, report) => resolve(report))
    })
    const window = new BrowserWindow({ show: false, webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true } })
    const later = new Promise((resolve) => {
      ipcMain.handle('later', (event) => resolve(event))
    })
    let shows = 0
    let early = false
    window.on('ready-to-show', () => {
      shows++
      early ||= !styled
    })
    window.once('ready-to-show', () => window.show())
    await window.loadURL('conforme://app/index.html')
    const report = await said

    await decide(21, () => assert.deepEqual(report.odd, { status: 418, type: 'text/x-odd' }))
    await decide('21 policy', () => assert.equal(report.inline, false))
    await decide(22, () => assert.deepEqual([report.module, report.style], [true, 'rgb(1, 2, 3)']))
    await decide('22 origin', () => assert.equal(report.origin, 'conforme://app'))
    await decide(23, () => {
      assert.equal(report.blocked, 'failed')
      assert.ok(
        seen.some((url) => url.startsWith('conforme://app/blocked')),
        seen.join(),
      )
    })
    await decide('25 removed', () => assert.match(report.removed, /No handler registered for 'removed'/u))
    await decide(26, () => assert.deepEqual(report.kinds, { keys: ['nothing', 'date', 'bytes'], date: 1_700_000_000_000, bytes: [1, 2, 3] }))
    await decide('26 back', () => assert.deepEqual(report.back, [true, true, true]))
    await decide(27, () => assert.match(report.aFunction, /could not be cloned/u))
    await decide(28, () => assert.deepEqual(report.frame, { parent: null, url: 'conforme://app/index.html' }))
    await decide(29, () => assert.deepEqual([report.fs, report.twice], ['throws', 'throws']))
    await decide('45 paint', () => assert.equal(early, false))
    await decide(20, async () => {
      const other = new BrowserWindow({ show: false })
      await assert.rejects(other.loadURL('conforme://app/throws'))
      other.destroy()
    })
    await decide('23 load', async () => {
      const other = new BrowserWindow({ show: false })
      await assert.rejects(other.loadURL('conforme://app/blocked.html'), /ERR_BLOCKED_BY_CLIENT/u)
      other.destroy()
    })
    await decide('28 gone', async () => {
      const event = await later
      assert.equal(event.senderFrame?.parent, null)
      await window.loadURL('conforme://other/empty.html')
      assert.equal(event.senderFrame, null)
    })
    // Nor for the second page of a window.
    await decide(45, () => assert.equal(shows, 1))
    note('end')
    app.exit(0)
  },
}
