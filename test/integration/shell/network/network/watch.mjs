// Loaded before the app: writes down every connection that its process tries and every place where it listens.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'

const note = (/** @type {object} */ entry) => appendFileSync(process.env['TEST_NETWORK_LOG'] ?? '', `${JSON.stringify(entry)}\n`)

subscribe('net.client.socket', (message) => {
  const { socket } = /** @type {{ socket: import('node:net').Socket }} */ (message)
  socket.on('lookup', (_error, _address, _family, host) => note({ what: 'lookup', host, port: 0 }))
  // Without a port it is a socket of this computer: the desktop's bus.
  socket.on('connectionAttempt', (host, port) => port !== undefined && note({ what: 'connect', host, port }))
})
subscribe('tracing:net.server.listen:asyncStart', (message) => {
  const { server } = /** @type {{ server: import('node:net').Server }} */ (message)
  server.once('listening', () => {
    const at = server.address()
    if (at !== null && typeof at === 'object') note({ what: 'listen', host: at.address, port: at.port })
  })
})
subscribe('udp.socket', () => note({ what: 'udp', host: '', port: 0 }))
