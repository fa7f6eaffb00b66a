/** Whether there is anything to draw on. */
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/**
 * Whether Chromium will find no display. Then it ends this process without a word of ours once the main module has run, also for commands
 * that show nothing (BrowserMainLoop::InitializeToolkit): what is to be said has to be said before.
 * @param hasSwitch of Chromium's own command line
 * @returns false where it is told to do without one
 */
export function lacksDisplay(
  hasSwitch: (name: string) => boolean,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform !== 'linux' || ['headless', 'ozone-platform', 'display'].some(hasSwitch)) return false
  // A display of X11 may be on another computer: only Chromium finds out whether it answers.
  return !environment['DISPLAY'] && !reachesWayland(environment)
}

/**
 * Goes by the socket, as the client's library does (wayland-client.c, wl_display_connect): the session alone says nothing, as cron, sudo or ssh
 * may have its variables without having it.
 */
function reachesWayland({ WAYLAND_SOCKET, WAYLAND_DISPLAY, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): boolean {
  if (WAYLAND_SOCKET) return true
  const name = WAYLAND_DISPLAY || 'wayland-0'
  if (isAbsolute(name)) return existsSync(name)
  return Boolean(XDG_RUNTIME_DIR) && existsSync(join(XDG_RUNTIME_DIR ?? '', name))
}
