/** The session bus of a Linux desktop, as far as a program asks it who is there. */
import { createServer, type Socket } from 'node:net'
import { computer, realPlatform } from './computer.ts'
import { trayArea } from './tray.ts'

/** Who has a name, besides the bus itself: the desktop's bar of icons, when it has one. */
const names = (): string[] => ['org.freedesktop.DBus', ...(trayArea.present ? ['org.kde.StatusNotifierWatcher'] : [])]

/** Puts a bus where the app looks for it; the kernel forgets its name with this process. */
export function startSessionBus(): void {
  if (computer.platform !== 'linux' || realPlatform !== 'linux') return
  const name = `reencola-anfitrion-${process.pid}`
  const server = createServer((socket) => serve(socket))
  server.on('error', (error) => process.stderr.write(`anfitrión: ${String(error)}\n`))
  server.listen(`\0${name}`)
  server.unref()
  process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:abstract=${name}`
}

function serve(socket: Socket): void {
  let heard = Buffer.alloc(0)
  let begun = false
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk])
    if (!begun) {
      if (heard.includes('AUTH EXTERNAL ') && !heard.includes('BEGIN\r\n')) socket.write('OK 0123456789abcdef0123456789abcdef\r\n')
      if (!heard.includes('BEGIN\r\n')) return
      heard = heard.subarray(heard.indexOf('BEGIN\r\n') + 7)
      begun = true
    }
    for (let size = sizeOf(heard); size > 0 && heard.length >= size; size = sizeOf(heard)) {
      socket.write(answerTo(heard.subarray(0, size)))
      heard = heard.subarray(size)
    }
  })
}

const sizeOf = (bytes: Buffer): number => (bytes.length < 16 ? 0 : Math.ceil((16 + bytes.readUInt32LE(12)) / 8) * 8 + bytes.readUInt32LE(4))

function answerTo(call: Buffer): Buffer {
  const body = call.subarray(call.length - call.readUInt32LE(4))
  const asked = body.length === 0 ? null : body.toString('utf8', 4, 4 + body.readUInt32LE(0))
  const unique = ':1.7'
  const said = Buffer.alloc(asked === null ? 5 + unique.length : 4)
  said.writeUInt32LE(asked === null ? unique.length : Number(names().includes(asked)), 0)
  if (asked === null) said.write(unique, 4)
  // Field 5 is the serial of what is answered, field 8 the type of the body.
  const fields = Buffer.from([
    5,
    1,
    'u'.charCodeAt(0),
    0,
    ...call.subarray(8, 12),
    8,
    1,
    'g'.charCodeAt(0),
    0,
    1,
    (asked === null ? 's' : 'b').charCodeAt(0),
    0,
  ])
  const header = Buffer.alloc(Math.ceil((16 + fields.length) / 8) * 8)
  header.set(['l'.charCodeAt(0), 2, 1, 1])
  header.writeUInt32LE(said.length, 4)
  header.writeUInt32LE(1, 8)
  header.writeUInt32LE(fields.length, 12)
  header.set(fields, 16)
  return Buffer.concat([header, said])
}
