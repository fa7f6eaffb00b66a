/**
 * Hands the line on standard input to the socket named by the first argument: `app.requestSingleInstanceLock` is synchronous.
 * Exit codes: 0 it was taken, 1 whoever took it ended in between, 3 nobody listens there.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

const [path] = process.argv.slice(2)
if (!path) throw new Error('usage: deliver.ts SOCKET')

/** Tries to reach the holder of the lock, 20 ms apart: it may not have opened its socket yet. */
const tries = 15

async function reach(socketPath: string): Promise<Socket | null> {
  for (let tried = 0; tried < tries; tried++) {
    const socket = connect({ path: socketPath })
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      await setTimeout(20)
    }
  }
  return null
}

const message = await text(process.stdin)
const socket = await reach(path)
if (socket) {
  try {
    socket.write(message)
    if ((await text(socket)) !== 'ok') process.exitCode = 1
  } catch {
    // It ended while it listened.
    process.exitCode = 1
  }
} else process.exitCode = 3
