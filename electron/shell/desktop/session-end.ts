import { app, BaseWindow, powerMonitor } from 'electron'
import { Alarm } from '../../core/lib/alarm.ts'
import { systemClock } from '../../core/lib/clock.ts'

/** A program that asks the person whether to log off may take this long; what was held back for nothing goes on after it. Milliseconds. */
const longestHold = 60_000

export interface SessionEnd {
  /** This process may be ended, or put to sleep, any moment; or no longer. */
  onDoubt: (doubtful: boolean) => void
  /** It ends as soon as this returns. */
  onEnd: () => void
}

const shutDown = () => app.quit()

/**
 * Hears that the computer is shut down or goes to sleep, or that the person logs off. On Windows the process is ended then without any
 * of the events of quitting (WM_ENDSESSION), and only windows are told: as the program's own may not be there, one is made for it that
 * is never seen.
 * @returns what ends it
 */
export function watchSessionEnd({ onDoubt, onEnd }: SessionEnd): () => void {
  const longest = new Alarm(systemClock, () => onDoubt(false))
  const goOn = () => {
    longest.cancel()
    onDoubt(false)
  }
  const holdBack = () => {
    onDoubt(true)
    longest.set(longestHold)
  }
  powerMonitor.on('suspend', holdBack)
  powerMonitor.on('resume', goOn)
  powerMonitor.on('shutdown', shutDown)
  const stopListening = process.platform === 'win32' ? listenOnWindows(holdBack, onEnd) : null
  return () => {
    longest.cancel()
    powerMonitor.off('suspend', holdBack)
    powerMonitor.off('resume', goOn)
    powerMonitor.off('shutdown', shutDown)
    stopListening?.()
  }
}

function listenOnWindows(onQuestion: () => void, onEnd: () => void): () => void {
  let ended = false
  const listener = new BaseWindow({ show: false, skipTaskbar: true, focusable: false, width: 1, height: 1 })
  listener.on('query-session-end', onQuestion)
  listener.on('session-end', () => {
    ended = true
    onEnd()
  })
  // After `session-end` the window must not be destroyed: this may still run inside its own handler.
  return () => {
    if (!ended && !listener.isDestroyed()) listener.destroy()
  }
}
