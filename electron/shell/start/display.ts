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
  if (platform !== 'linux' || hasSwitch('headless') || hasSwitch('ozone-platform')) return false
  const { DISPLAY, WAYLAND_DISPLAY, WAYLAND_SOCKET, XDG_SESSION_TYPE } = environment
  // In a Wayland session the name has a default.
  return !DISPLAY && !WAYLAND_DISPLAY && !WAYLAND_SOCKET && XDG_SESSION_TYPE !== 'wayland'
}
