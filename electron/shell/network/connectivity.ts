import { net, powerMonitor } from 'electron'
import { Alarm } from '../../core/lib/alarm.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { WakeHint } from '../../core/outbox/base/ports.ts'

/** The main process gets no event when the network comes back; the question costs nothing. Milliseconds. */
const askEvery = 2_000

/**
 * Tells when the connection may be back: network up, computer awake, session unlocked. Hints, never proofs.
 * @returns what ends it
 */
export function watchConnectivity(clock: Clock, onHint: (hint: WakeHint) => void): () => void {
  const resumed = () => onHint('resume')
  const unlocked = () => onHint('unlock')
  let online = net.isOnline()
  const alarm = new Alarm(clock, () => {
    const wasOnline = online
    online = net.isOnline()
    if (online && !wasOnline) onHint('online')
    alarm.set(askEvery)
  })
  powerMonitor.on('resume', resumed)
  powerMonitor.on('unlock-screen', unlocked)
  alarm.set(askEvery)
  return () => {
    alarm.cancel()
    powerMonitor.off('resume', resumed)
    powerMonitor.off('unlock-screen', unlocked)
  }
}
