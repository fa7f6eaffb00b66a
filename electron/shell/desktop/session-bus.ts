/** Questions to a Linux desktop's session bus, and to those who are on it (D-Bus specification, protocol version 1). */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { posix } from 'node:path'

/** A bus on the same computer answers at once, or not at all. Milliseconds. */
const patience = 2_000

/** Types of messages. */
const call = 1
const answer = 2
const failure = 3

/** Whose object is asked what. */
export interface Question {
  to: string
  path: string
  interface: string
  member: string
  /** All of them texts. */
  args: readonly string[]
}

/** @returns the body of the answer; null when it is refused */
export type Ask = (question: Question) => Promise<Buffer | null>

/** A question to the bus itself, as `NameHasOwner`. */
export const ofBus = (member: string, ...args: string[]): Question => ({
  to: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member,
  args,
})

/**
 * @param work asks, one question after the other
 * @param environment where the session says how its bus is reached
 * @returns what `work` made of it; null where there is no bus, or it does not answer in time
 */
export async function onBus<T>(work: (ask: Ask) => Promise<T>, environment: NodeJS.ProcessEnv = process.env): Promise<T | null> {
  const path = socketOf(environment)
  if (path === null) return null
  const socket = connect({ path })
  const given = setTimeout(() => socket.destroy(), patience)
  try {
    return await work(await greet(socket))
  } catch {
    return null
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

/** @throws when the bus does not let us in */
async function greet(socket: Socket): Promise<Ask> {
  await once(socket, 'connect')
  let heard = Buffer.alloc(0)
  const closed = once(socket, 'close').then(() => Promise.reject(new Error('closed')))
  // Nobody may be waiting for more as it ends.
  closed.catch(() => {})
  const more = async () => {
    const [chunk] = (await Promise.race([once(socket, 'data'), closed])) as [Buffer]
    heard = Buffer.concat([heard, chunk])
  }
  // Who we are is what the kernel says of the socket; the number has to agree with it.
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`)
  while (!heard.includes('\r\n')) await more()
  if (!heard.toString('latin1').startsWith('OK ')) throw new Error('refused')
  heard = heard.subarray(heard.indexOf('\r\n') + 2)
  socket.write('BEGIN\r\n')
  let serial = 0
  const ask: Ask = async (question) => {
    socket.write(message(++serial, question))
    for (;;) {
      const read = readMessage(heard)
      if (!read) {
        await more()
        continue
      }
      heard = heard.subarray(read.size)
      // What is told in between is no answer.
      if (read.type === failure) return null
      if (read.type === answer) return read.body
    }
  }
  await ask(ofBus('Hello'))
  return ask
}

/** @returns the texts of a body that is a list of them, as a property has it; none of any other */
export function textsIn(body: Buffer): string[] {
  const found: string[] = []
  if (body.toString('latin1', 0, 4) !== '\x02as\0') return found
  const end = 8 + body.readUInt32LE(4)
  for (let at = 8; at < end;) {
    const size = body.readUInt32LE(at)
    found.push(body.toString('utf8', at + 4, at + 4 + size))
    at = aligned(at + 4 + size + 1, 4)
  }
  return found
}

const aligned = (size: number, to: number): number => Math.ceil(size / to) * to
const padded = (bytes: Buffer, to: number): Buffer => Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, to) - bytes.length)])
/** One after the other, each where its type wants to begin. */
const joined = (parts: readonly Buffer[], to: number): Buffer => Buffer.concat(parts.map((part, at) => (at === parts.length - 1 ? part : padded(part, to))))
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const string = (text: string): Buffer => Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(`${text}\0`)])

/** One entry of a header: its code, and a value of that type. */
const field = (code: number, type: string, value: Buffer): Buffer => Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), value])

function message(serial: number, { to, path, interface: of, member, args }: Question): Buffer {
  const body = joined(args.map(string), 4)
  const fields = [field(1, 'o', string(path)), field(2, 's', string(of)), field(3, 's', string(member)), field(6, 's', string(to))]
  if (args.length > 0) fields.push(field(8, 'g', Buffer.from(`${String.fromCharCode(args.length)}${'s'.repeat(args.length)}\0`)))
  const array = joined(fields, 8)
  const header = Buffer.concat([Buffer.from(['l'.charCodeAt(0), call, 0, 1]), number(body.length), number(serial), number(array.length), array])
  return Buffer.concat([padded(header, 8), body])
}

/** @returns null while not all of it is there. Who is on this computer answers in its byte order. */
function readMessage(bytes: Buffer): { type: number; body: Buffer; size: number } | null {
  if (bytes.length < 16) return null
  const bodyLength = bytes.readUInt32LE(4)
  const headerLength = aligned(16 + bytes.readUInt32LE(12), 8)
  const size = headerLength + bodyLength
  return bytes.length < size ? null : { type: bytes.readUInt8(1), body: bytes.subarray(headerLength, size), size }
}
