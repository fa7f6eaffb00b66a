/** Hands the text on standard input to the socket named by the first argument: `app.requestSingleInstanceLock` is synchronous. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

const [path] = process.argv.slice(2)
if (!path) throw new Error('usage: deliver.ts SOCKET')

/** The holder of the lock may not have opened its socket yet. */
async function reach(socketPath: string): Promise<Socket> {
  for (;;) {
    const socket = connect({ path: socketPath, allowHalfOpen: true })
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      await setTimeout(20)
    }
  }
}

const message = await text(process.stdin)
const socket = await reach(path)
socket.end(message)
if ((await text(socket)) !== 'ok') process.exitCode = 1
