/** app: its start, its end, its one instance. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a second process hands over, one after the other: kinds of values, a NUL, and more than a pipe of Windows takes at once. */
export const handedOver = [
  { object: { a: [1, 'dos', null, true] }, nothing: null, text: 'a\0\tb ñ' },
  [2, 'three', { four: [5] }],
  'x'.repeat(300_000),
  'a\0b',
  6,
  false,
  null,
  { when: new Date(1_700_000_000_000), bytes: new Uint8Array([1, 2, 3]), missing: undefined },
]

const events = ['before-quit', 'will-quit', 'quit']

export const lifeScenes = {
  async start({ app }, { decide, note }) {
    const early = app.isReady()
    let ready = false
    void app.whenReady().then(() => (ready = true))
    await Promise.resolve()
    const pending = !ready
    await decide(3, () => {
      assert.throws(() => app.setPath('userData', 'relative-folder'))
      assert.equal(existsSync('relative-folder'), false)
    })
    await decide(4, () => {
      const moved = join(app.getPath('temp'), 'conformidad-otra')
      const before = app.getPath('userData')
      mkdirSync(moved, { recursive: true })
      app.setPath('userData', moved)
      assert.equal(app.getPath('sessionData'), moved)
      app.setPath('userData', before)
    })
    await app.whenReady()
    await decide(1, () => assert.deepEqual([early, pending, app.isReady()], [false, true, true]))
    await decide(2, () => assert.throws(() => app.enableSandbox()))
    note('end')
    app.exit(0)
  },

  'exit-early'({ app }) {
    app.exit(7)
  },

  async exit({ app }, { note }) {
    await app.whenReady()
    for (const event of events.slice(0, 2)) app.on(event, () => note(event))
    app.exit(0)
  },

  async quit({ app, BrowserWindow }, { note }) {
    await app.whenReady()
    const window = new BrowserWindow({ show: false })
    window.on('close', () => note('close'))
    for (const event of events) app.on(event, () => note(event))
    app.quit()
  },

  async 'quit-again'({ app, BrowserWindow }, { note }) {
    await app.whenReady()
    const window = new BrowserWindow({ show: false })
    for (const event of events) app.on(event, () => note(event))
    window.once('close', (event) => {
      event.preventDefault()
      setImmediate(() => app.quit())
    })
    app.quit()
  },

  async holder({ app }, { decide, note }) {
    assert.equal(app.requestSingleInstanceLock({}), true)
    const heard = []
    const all = new Promise((resolve) => {
      app.on('second-instance', (_event, argv, workingDirectory, data) => {
        if (heard.push({ argv, workingDirectory, data }) > handedOver.length) resolve()
      })
    })
    await app.whenReady()
    note('holds')
    await all
    const [{ argv, workingDirectory }] = heard
    await decide(9, () => {
      assert.ok(argv.includes('second') && argv.includes('--word'), argv.join(' '))
      assert.equal(workingDirectory, process.env.CONFORMANCE_DATA)
    })
    await decide(10, () =>
      assert.deepEqual(
        heard.map(({ data }) => data),
        [...handedOver, null],
      ),
    )
    app.releaseSingleInstanceLock()
    note('released')
  },

  second({ app }, { args, note }) {
    const which = Number(args[0] ?? 0)
    // The last one hands nothing over.
    note(app.requestSingleInstanceLock(...handedOver.slice(which, which + 1)) ? 'took it' : 'refused')
    app.exit(0)
  },

  hung({ app }, { note }) {
    assert.equal(app.requestSingleInstanceLock({}), true)
    void app.whenReady().then(() => note('holds'))
  },

  'after-hung'({ app }, { note }) {
    note(app.requestSingleInstanceLock({}) ? 'took it' : 'refused')
    app.exit(0)
  },

  async rejection({ app }, { decide }) {
    await app.whenReady()
    void Promise.reject(new Error('nobody catches this'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await decide(47, () => {})
    app.exit(0)
  },

  /** Another process tells it something while it has not even finished starting. */
  async busy({ app }, { decide }) {
    assert.equal(app.requestSingleInstanceLock({}), true)
    const heard = new Promise((resolve) => {
      app.once('second-instance', () => resolve('heard'))
    })
    const self = process.argv.slice(0, 2).filter((argument) => argument !== process.execPath)
    const again = process.env.CONFORMANCE_LAUNCHER ? [process.env.CONFORMANCE_LAUNCHER] : self
    spawn(process.execPath, [...again, 'second'], { stdio: 'ignore' })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500)
    await decide(11, async () => assert.equal(await heard, 'heard'))
    app.exit(0)
  },

  relaunch({ app }, { note }) {
    app.relaunch({ args: [app.getAppPath(), 'relaunched', 'with', 'words'] })
    note('relaunches')
    app.exit(0)
  },

  'relaunch-same'({ app }, { args, note }) {
    const done = join(app.getPath('userData'), 'once')
    if (existsSync(done)) {
      note(args)
      return app.exit(0)
    }
    note('relaunches')
    mkdirSync(done, { recursive: true })
    app.relaunch()
    app.exit(0)
  },

  relaunched({ app }, { args, note }) {
    note(args)
    app.exit(0)
  },
}
