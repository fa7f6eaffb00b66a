import { app, BaseWindow, powerMonitor } from 'electron'
import { systemClock } from '../../core/lib/clock.ts'

/** A program that asks the person whether to log off may take this long, and what is held back for nothing goes on after it. Milliseconds. */
const longestQuestion = 60_000

export interface SessionEnd {
  /** The session may end any moment, or does not end after all. */
  onQuestion(ending: boolean): void
  /** It ends, and this process with it as soon as this returns. */
  onEnd(): void
}

/**
 * Hears that the computer is shut down or the person logs off. On Windows the process is ended then without any of the events of
 * quitting (WM_ENDSESSION), and only windows are told: as the program's own may not be there, one is made for it that is never seen.
 * @returns what ends it
 */
export function watchSessionEnd({ onQuestion, onEnd }: SessionEnd): () => void {
  const shutDown = () => app.quit()
  powerMonitor.on('shutdown', shutDown)
  if (process.platform !== 'win32') return () => void powerMonitor.off('shutdown', shutDown)
  let isOver = () => {}
  let ended = false
  const listener = new BaseWindow({ show: false, skipTaskbar: true, focusable: false, width: 1, height: 1 })
  listener.on('query-session-end', () => {
    onQuestion(true)
    isOver()
    isOver = systemClock.after(longestQuestion, () => onQuestion(false))
  })
  listener.on('session-end', () => {
    ended = true
    onEnd()
  })
  return () => {
    isOver()
    powerMonitor.off('shutdown', shutDown)
    // Not from within its own message.
    if (!ended && !listener.isDestroyed()) listener.destroy()
  }
}
