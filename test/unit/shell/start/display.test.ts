/** Whether a start finds a display: real sockets, as a session has them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { lacksDisplay } from '../../../../electron/shell/start/display.ts'

let session: string
beforeEach(() => {
  session = mkdtempSync(join(tmpdir(), 'reencola-pantalla-'))
  onTestFinished(() => rmSync(session, { recursive: true, force: true }))
})
const lacks = (environment: NodeJS.ProcessEnv, switches: string[] = [], platform: NodeJS.Platform = 'linux') =>
  lacksDisplay((name) => switches.includes(name), environment, platform)

/** What a compositor listens on. @returns its path */
async function socket(name: string): Promise<string> {
  const path = join(session, name)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return path
}

test('nothing at all, and a session of which only the words are there, as with cron, ssh or sudo', () => {
  const remains = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }
  for (const environment of [{}, { DISPLAY: '' }, remains, { ...remains, XDG_RUNTIME_DIR: session }, { WAYLAND_DISPLAY: join(session, 'wayland-0') }])
    expect([environment, lacks(environment)]).toEqual([environment, true])
})

test('X11, near or far', () => {
  expect(lacks({ DISPLAY: 'oficina:10.0' })).toBe(false)
  expect(lacks({}, ['display'])).toBe(false)
})

test.skipIf(process.platform === 'win32')(
  'Wayland, by the socket: the usual one, one of another name, one by its whole path, and a connection that is handed over',
  async () => {
    await socket('wayland-0')
    const other = await socket('otra')
    expect(lacks({ XDG_RUNTIME_DIR: session })).toBe(false)
    expect(lacks({ XDG_RUNTIME_DIR: session, WAYLAND_DISPLAY: 'otra' })).toBe(false)
    expect(lacks({ XDG_RUNTIME_DIR: session, WAYLAND_DISPLAY: 'ninguna' })).toBe(true)
    expect(lacks({ WAYLAND_DISPLAY: other })).toBe(false)
    expect(lacks({ WAYLAND_DISPLAY: 'otra' })).toBe(true)
    expect(lacks({ WAYLAND_SOCKET: '7' })).toBe(false)
  },
)

test('none is needed where Chromium is told so, and none is missed elsewhere', () => {
  for (const name of ['headless', 'ozone-platform']) expect(lacks({}, [name])).toBe(false)
  for (const platform of ['win32', 'darwin'] as const) expect(lacks({}, [], platform)).toBe(false)
})
