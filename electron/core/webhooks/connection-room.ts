import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps a server reachable while somebody opens connections and says nothing: beyond `most`, the one that has kept it waiting
 * longest for a whole request is cut, and the new one comes in.
 */
export function keepRoom(server: Server, most: number): void {
  /** Connections whose request is not complete; the one that has waited longest comes first. */
  const waiting = new Set<Socket>()
  let open = 0
  server.on('connection', (socket) => {
    open++
    waiting.add(socket)
    socket.once('close', () => {
      open--
      waiting.delete(socket)
    })
    const [longest] = waiting
    if (open > most && longest) longest.destroy()
  })
  server.on('request', (request, response) => {
    const { socket } = request
    request.once('end', () => waiting.delete(socket))
    response.once('finish', () => {
      if (!socket.destroyed) waiting.add(socket)
    })
  })
}
