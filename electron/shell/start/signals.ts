import { app } from 'electron'

/** What a session of Linux or macOS sends as it ends, and a terminal that is closed. */
const ending = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Quits in order when the system wants this process to end. Electron does so by itself, unless a library listens for the signal too: when-exit
 * (of electron-store) tidies up and then sends itself the same signal again, which ends a process that nobody keeps. So the
 * listeners stay, and the second one finds them.
 */
export function quitOnSignals(): void {
  for (const signal of ending) process.on(signal, () => app.quit())
}
