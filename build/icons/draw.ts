/** Draws every icon of the program: `node build/icons/draw.ts`. The files are kept, so that a build needs no drawing. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw, type Layer, type Picture } from './draw/canvas.ts'
import { icns, ico, png } from './draw/files.ts'
import { appLayers, badgeLayers, badgeNumbers, trayLayers, trayLayersOnGround, trayStates } from './draw/pictures.ts'

/** What Windows asks for between 100 % and 400 %. */
const windowsTray = [16, 20, 24, 32, 40, 48, 64]
const windowsApp = [16, 20, 24, 32, 40, 48, 64, 128, 256]
const linuxApp = [16, 24, 32, 48, 64, 96, 128, 256, 512]
/** Points of a bar's icon, and Electron's suffixes for dense displays. */
const points = { mac: 18, linux: 24 }
const densities = { mac: [1, 2, 3], linux: [1, 1.25, 1.5, 2, 3] }
/** About what Apple's grid leaves around the ground. */
const macMargin = 0.1

const tray = join(import.meta.dirname, 'tray')
const linux = join(import.meta.dirname, 'linux')
for (const folder of [tray, linux]) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
}

const sizes = (layers: readonly Layer[], wanted: readonly number[]): Picture[] => wanted.map((size) => draw(layers, size))

function writeDense(layers: readonly Layer[], name: string, system: keyof typeof points): void {
  for (const density of densities[system])
    writeFileSync(join(tray, `${name}${density === 1 ? '' : `@${density}x`}.png`), png(draw(layers, points[system] * density)))
}

for (const state of trayStates) {
  for (const bar of ['light', 'dark'] as const) writeFileSync(join(tray, `${state}-${bar}.ico`), ico(sizes(trayLayers(state, bar), windowsTray)))
  writeDense(trayLayers(state, 'template'), `${state}-Template`, 'mac')
  writeDense(trayLayersOnGround(state), state, 'linux')
}

// Windows lays them over the program's button, at 16 points.
for (const count of badgeNumbers) writeFileSync(join(tray, `badge-${count}.ico`), ico(sizes(badgeLayers(count), [16, 20, 24, 32, 48])))

const app = (size: number, margin = 0) => draw(appLayers(margin, size), size)
writeFileSync(join(import.meta.dirname, 'icon.ico'), ico(windowsApp.map((size) => app(size))))
writeFileSync(
  join(import.meta.dirname, 'icon.icns'),
  icns((size) => app(size, macMargin)),
)
for (const size of linuxApp) writeFileSync(join(linux, `${size}x${size}.png`), png(app(size)))
