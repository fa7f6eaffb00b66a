/** The session bus of a Linux desktop, as far as a program asks it who is there, and the bar of icons which ones it has. */
import { createServer, type Socket } from 'node:net'
import { computer, realPlatform } from './computer.ts'
import { trayArea, trays } from './tray.ts'

/** The desktop's bar of icons, when it has one. */
const watcher = 'org.kde.StatusNotifierWatcher'

/** Names of connections: of this process for its icons, and of another program that has one too. */
const ours = ':1.7'
const foreign = ':1.3'

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
      const call = heard.subarray(0, size)
      socket.write(message(call, answerTo(call)))
      heard = heard.subarray(size)
    }
  })
}

const aligned = (size: number, to: number): number => Math.ceil(size / to) * to
const headerOf = (bytes: Buffer): number => aligned(16 + bytes.readUInt32LE(12), 8)
const sizeOf = (bytes: Buffer): number => (bytes.length < 16 ? 0 : headerOf(bytes) + bytes.readUInt32LE(4))

/** What is answered, with its type; null: refused. */
type Answer = { type: string; body: Buffer } | null

function answerTo(call: Buffer): Answer {
  const [first = '', second = ''] = texts(call.subarray(headerOf(call)))
  switch (memberOf(call)) {
    case 'Hello':
      return { type: 's', body: text(ours) }
    case 'NameHasOwner':
      return { type: 'b', body: number(Number(first === 'org.freedesktop.DBus' || (first === watcher && trayArea.present))) }
    case 'GetConnectionUnixProcessID':
      return first === ours || first === foreign ? { type: 'u', body: number(first === ours ? process.pid : 1) } : null
    case 'Get':
      return trayArea.present && first === watcher && second === 'RegisteredStatusNotifierItems' ? { type: 'v', body: variant(items()) } : null
    default:
      return null
  }
}

/** As GNOME's bar names them (ubuntu/gnome-shell-extension-appindicator, util.js, indicatorId); others put no `@` between. */
const items = (): string[] => [foreign, ...[...trays].flatMap(({ inBar }) => (inBar ? [ours] : []))].map((name) => `${name}@/StatusNotifierItem`)

/** Field 3 of the header. */
function memberOf(call: Buffer): string {
  for (let at = 16; at < 16 + call.readUInt32LE(12);) {
    const code = call.readUInt8(at)
    const isSignature = call.readUInt8(at + 2) === 'g'.charCodeAt(0)
    const size = isSignature ? call.readUInt8(at + 4) : call.readUInt32LE(at + 4)
    if (code === 3) return call.toString('utf8', at + 8, at + 8 + size)
    at = aligned(at + (isSignature ? 5 : 8) + size + 1, 8)
  }
  return ''
}

/** A body of texts alone. */
function texts(body: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < body.length; at = aligned(at + 4 + body.readUInt32LE(at) + 1, 4))
    found.push(body.toString('utf8', at + 4, at + 4 + body.readUInt32LE(at)))
  return found
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const text = (value: string): Buffer => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(`${value}\0`)])

/** An array of texts in a variant. */
function variant(values: string[]): Buffer {
  const padded = values.map((value, at) => {
    const bytes = text(value)
    return at === values.length - 1 ? bytes : Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, 4) - bytes.length)])
  })
  const array = Buffer.concat(padded)
  return Buffer.concat([Buffer.from('\x02as\0'), number(array.length), array])
}

function message(call: Buffer, answer: Answer): Buffer {
  const { type, body } = answer ?? { type: 's', body: text('refused') }
  // Field 5 is the serial of what is answered, field 8 the type of the body.
  const fields = Buffer.from([5, 1, 'u'.charCodeAt(0), 0, ...call.subarray(8, 12), 8, 1, 'g'.charCodeAt(0), 0, 1, type.charCodeAt(0), 0])
  const header = Buffer.alloc(aligned(16 + fields.length, 8))
  header.set(['l'.charCodeAt(0), answer ? 2 : 3, 1, 1])
  header.writeUInt32LE(body.length, 4)
  header.writeUInt32LE(1, 8)
  header.writeUInt32LE(fields.length, 12)
  header.set(fields, 16)
  return Buffer.concat([header, body])
}
