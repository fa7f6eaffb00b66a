/** Puts the stand-ins in Electron's place and runs the app. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './api/app.ts'
import { computer } from './api/computer.ts'
import { outliveDefects } from './api/defects.ts'
import { localState } from './api/local-state.ts'
import { watchLongTimers } from './api/long-timers.ts'
import { openWindows } from './api/open-windows.ts'
import { trayEvents } from './api/tray.ts'
import { startSessionBus } from './api/session-bus.ts'
import { runCommand } from './control/commands.ts'
import { startServer } from './server/server.ts'
import { beginStandardOutput, endsSilently, endStandardInput } from './windows-streams.ts'

const folder = resolve(process.env['REENCOLA_ANFITRION_APP'] ?? join(import.meta.dirname, '..', '..'))
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  name: string
  productName?: string
  version: string
  main: string
  desktopName?: string
}
const standIns: Record<string, string> = {
  electron: pathToFileURL(join(import.meta.dirname, 'electron.ts')).href,
  'original-fs': 'node:fs',
}

registerHooks({
  resolve: (specifier, context, next) => {
    const url = standIns[specifier] ?? standIns[specifier.replace(/^electron\/(?:main|common)$/u, 'electron')]
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true }
  },
})

/** Commands of the control API to carry out before the app's code runs, e.g. `{"online":{"online":false}}`. */
const beforehand = JSON.parse(process.env['REENCOLA_ANFITRION_INICIO'] ?? '{}') as Record<string, unknown>
for (const [name, body] of Object.entries(beforehand)) await runCommand(name, body)

const args = process.argv.slice(2)
if (computer.platform === 'win32') {
  if (endsSilently(args)) process.exit(255)
  endStandardInput()
  beginStandardOutput()
}
process.argv = [process.execPath, ...(computer.packaged ? [] : [folder]), ...args]
Object.assign(process, { type: 'browser', ...(!computer.packaged && { defaultApp: true }) })
if (computer.appImage !== null) process.env['APPIMAGE'] = computer.appImage
startSessionBus()
// Of the desktop that the person who runs the tests sits at, nothing is to be seen.
process.env['XDG_SESSION_TYPE'] = computer.display === 'none' ? 'tty' : computer.display
for (const variable of ['DISPLAY', 'WAYLAND_DISPLAY', 'WAYLAND_SOCKET', 'XDG_RUNTIME_DIR']) delete process.env[variable]
if (computer.display === 'x11') process.env['DISPLAY'] = ':7'
// As a compositor that hands over a connection.
if (computer.display === 'wayland') process.env['WAYLAND_SOCKET'] = '7'
app.commandLine.adopt(args)
const name = about.productName ?? about.name
app.adopt({ folder, name, version: about.version, desktopName: about.desktopName ?? `${name}.desktop` })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit())

// Whoever started us with a channel is gone; without one this never happens.
process.once('disconnect', () => process.exit())

function serve(): void {
  startServer().catch((error: unknown) => {
    process.stderr.write(`No se pudo abrir el anfitrión en 127.0.0.1: ${String(error)}\n`)
    app.exit(1)
  })
}
openWindows.on('created', serve)
trayEvents.on('created', serve)
openWindows.once('presentable', () => {
  startServer().then(
    (gate) => process.stdout.write(`Reencola lista en ${gate.origin}/?clave=${gate.key}\n`),
    () => {},
  )
})
if (process.env['REENCOLA_ANFITRION_CONTROL']) serve()

watchLongTimers()
// Not before: what Node and the host themselves do goes by the computer that they are on.
if (computer.platform !== process.platform) Object.defineProperty(process, 'platform', { value: computer.platform })
outliveDefects()
// A main module that throws is a defect like any other.
await import(pathToFileURL(join(folder, about.main)).href).catch((error: unknown) => process.emit('uncaughtException', error as Error))
if (computer.platform === 'linux' && computer.display === 'none' && !app.commandLine.hasSwitch('headless')) {
  // The app's main module has run by now, and nothing of it that waits will (BrowserMainLoop: InitializeToolkit comes after it).
  process.stderr.write('Missing X server or $DISPLAY\nThe platform failed to initialize.  Exiting.\n')
  process.exit(1)
}
const { userData } = app.describe().paths
// An app that asks for no folder has Electron's, of the person who runs the tests: there nothing is left.
if (computer.platform === 'win32' && userData !== undefined) localState.read(userData)
app.becomeReady()
