/** One question to a Linux desktop's session bus (D-Bus specification, protocol version 1): has anybody this name? */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { posix } from 'node:path'

/** A bus on the same computer answers at once, or not at all. Milliseconds. */
const patience = 2_000

const bus = { path: '/org/freedesktop/DBus', name: 'org.freedesktop.DBus' }
/** Types of messages. */
const call = 1
const answer = 2
const failure = 3

/**
 * @param name as `org.kde.StatusNotifierWatcher`
 * @param environment where the session says how its bus is reached
 * @returns false also where there is no bus, or it does not answer
 */
export async function busHas(name: string, environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const path = socketOf(environment)
  if (path === null) return false
  const socket = connect({ path })
  const given = setTimeout(() => socket.destroy(), patience)
  try {
    return await ask(socket, name)
  } catch {
    return false
  } finally {
    clearTimeout(given)
    socket.destroy()
  }
}

/** @returns the path of a socket as Node takes it; null when there is none of that kind */
export function socketOf({ DBUS_SESSION_BUS_ADDRESS: addresses, XDG_RUNTIME_DIR: runtime }: NodeJS.ProcessEnv): string | null {
  if (!addresses) return runtime ? posix.join(runtime, 'bus') : null
  for (const address of addresses.split(';')) {
    const [transport, given = ''] = address.split(':')
    if (transport !== 'unix') continue
    const values = new Map(given.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]))
    const abstract = values.get('abstract')
    const path = values.get('path') ?? (abstract === undefined ? undefined : `\0${abstract}`)
    if (path !== undefined) return path
  }
  return null
}

async function ask(socket: Socket, name: string): Promise<boolean> {
  await once(socket, 'connect')
  let heard = Buffer.alloc(0)
  const more = async () => {
    const [chunk] = (await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => Promise.reject(new Error('closed')))])) as [Buffer]
    heard = Buffer.concat([heard, chunk])
  }
  // Who we are is what the kernel says of the socket; the number has to agree with it.
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`)
  while (!heard.includes('\r\n')) await more()
  if (!heard.toString('latin1').startsWith('OK ')) return false
  heard = heard.subarray(heard.indexOf('\r\n') + 2)
  socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), message(1, 'Hello'), message(2, 'NameHasOwner', name)]))
  for (;;) {
    const read = readMessage(heard)
    if (!read) {
      await more()
      continue
    }
    heard = heard.subarray(read.size)
    if (read.type === failure) return false
    // The first answer is to the greeting; its body is a name.
    if (read.type === answer && read.body.length === 4) return read.body.readUInt32LE() === 1
  }
}

const padded = (bytes: Buffer, to: number): Buffer => Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)])
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const string = (text: string): Buffer => Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(`${text}\0`)])

/** One entry of a header: its code, and a value of that type. */
const field = (code: number, type: string, value: Buffer): Buffer => Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), value])

/** A call of the bus itself, with a text or without. */
function message(serial: number, member: string, argument?: string): Buffer {
  const body = argument === undefined ? Buffer.alloc(0) : string(argument)
  const fields = [field(1, 'o', string(bus.path)), field(2, 's', string(bus.name)), field(3, 's', string(member)), field(6, 's', string(bus.name))]
  if (argument !== undefined) fields.push(field(8, 'g', Buffer.from('\x01s\0')))
  const last = fields.pop() ?? Buffer.alloc(0)
  const array = Buffer.concat([...fields.map((one) => padded(one, 8)), last])
  const header = Buffer.concat([Buffer.from(['l'.charCodeAt(0), call, 0, 1]), number(body.length), number(serial), number(array.length), array])
  return Buffer.concat([padded(header, 8), body])
}

/** @returns null while not all of it is there. A bus answers in the byte order of the question. */
function readMessage(bytes: Buffer): { type: number; body: Buffer; size: number } | null {
  if (bytes.length < 16) return null
  const bodyLength = bytes.readUInt32LE(4)
  const headerLength = Math.ceil((16 + bytes.readUInt32LE(12)) / 8) * 8
  const size = headerLength + bodyLength
  return bytes.length < size ? null : { type: bytes.readUInt8(1), body: bytes.subarray(headerLength, size), size }
}
