import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ofBus, onBus, socketOf, textsIn } from '../../../../electron/shell/desktop/session-bus.ts'

const busHas = (name: string, environment: NodeJS.ProcessEnv) =>
  onBus(async (ask) => (await ask(ofBus('NameHasOwner', name)))?.readUInt32LE() === 1, environment)

test.each<[NodeJS.ProcessEnv, string | null]>([
  [{}, null],
  [{ XDG_RUNTIME_DIR: '/run/user/1000' }, '/run/user/1000/bus'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' }, '/run/user/1000/bus'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/tmp/a%20b%c3%b1,guid=12' }, '/tmp/a bñ'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=/tmp/dbus-x,guid=1' }, '\0/tmp/dbus-x'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1;unix:path=/b' }, '/b'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'autolaunch:', XDG_RUNTIME_DIR: '/run/user/1' }, null],
])('%j is reached at %j', (environment, path) => {
  expect(socketOf(environment)).toBe(path)
})

test('where there is no bus, or it refuses, there is no answer', async () => {
  expect(await busHas('org.freedesktop.DBus', {})).toBeNull()
  expect(await busHas('org.freedesktop.DBus', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/at/all' })).toBeNull()
})

test.skipIf(process.platform !== 'linux').each([
  ['closes', ''],
  ['refuses', 'REJECTED EXTERNAL\r\n'],
  ['talks nonsense', `OK 1\r\n${'x'.repeat(200)}`],
])('a bus that %s is as none', async (_what, words) => {
  const name = `reencola-bus-${process.pid}-${words.length}`
  const server = createServer((socket) => socket.end(words)).listen(`\0${name}`)
  await once(server, 'listening')
  expect(await busHas('org.freedesktop.DBus', { DBUS_SESSION_BUS_ADDRESS: `unix:abstract=${name}` })).toBeNull()
  server.close()
})

const installed = process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).status === 0

describe.skipIf(!installed)('a real bus', () => {
  let daemon: ChildProcess
  let environment: NodeJS.ProcessEnv

  beforeAll(async () => {
    daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(daemon.stdout ?? daemon, 'data')) as [Buffer]
    environment = { DBUS_SESSION_BUS_ADDRESS: line.toString().trim() }
  })
  afterAll(() => void daemon.kill())

  test('knows who is there and who is not', async () => {
    expect(await busHas('org.freedesktop.DBus', environment)).toBe(true)
    expect(await busHas('org.kde.StatusNotifierWatcher', environment)).toBe(false)
    expect(await busHas('not a name', environment)).toBe(false)
  })

  test('is asked of many icons without a listener more for each', async () => {
    const warned: string[] = []
    const onWarning = ({ name }: Error) => void warned.push(name)
    process.on('warning', onWarning)
    const asked = await onBus(async (ask) => {
      for (let icon = 0; icon < 20; icon++) await ask(ofBus('NameHasOwner', `org.icon.N${icon}`))
      return 20
    }, environment)
    await setImmediate()
    process.off('warning', onWarning)
    expect([asked, warned]).toEqual([20, []])
  })

  test('says what it has and which process has a name, one question after the other, and goes on after one that it refuses', async () => {
    const answers = await onBus(async (ask) => {
      const refused = await ask(ofBus('NoSuchThing'))
      const features = await ask({ ...ofBus('Get', 'org.freedesktop.DBus', 'Features'), interface: 'org.freedesktop.DBus.Properties' })
      const process = await ask(ofBus('GetConnectionUnixProcessID', 'org.freedesktop.DBus'))
      return { refused, features: features && textsIn(features), process: process?.readUInt32LE() }
    }, environment)
    expect(answers).toEqual({ refused: null, features: expect.arrayContaining(['HeaderFiltering']), process: daemon.pid })
  })
})
