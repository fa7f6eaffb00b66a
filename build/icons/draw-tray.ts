/**
 * Draws the tray icons: `node build/icons/draw-tray.ts`. A paper plane in a disc; colour and a mark in the corner tell the
 * states apart, so that neither alone has to.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

type Point = readonly [number, number]
type Colour = readonly [number, number, number]
/** Tells whether a point of the unit square is inside. */
type Shape = (point: Point) => boolean

const white: Colour = [255, 255, 255]
const icons: Record<string, { disc: Colour; mark: Shape | null }> = {
  calm: { disc: [0x0f, 0x76, 0x6e], mark: null },
  working: { disc: [0x1d, 0x5f, 0xb8], mark: (point) => dot(point, 0.09) },
  offline: { disc: [0x6b, 0x72, 0x80], mark: ([x, y]) => Math.abs(x - y) < 0.055 && x > 0.55 && x < 0.97 },
  'needs-you': { disc: [0xc2, 0x41, 0x0c], mark: ([x, y]) => Math.abs(x - 0.77) < 0.055 && y > 0.55 && y < 0.94 && Math.abs(y - 0.83) > 0.035 },
}

const disc: Shape = ([x, y]) => Math.hypot(x - 0.5, y - 0.5) <= 0.48
const dot = ([x, y]: Point, radius: number): boolean => Math.hypot(x - 0.76, y - 0.76) <= radius
const badge: Shape = (point) => dot(point, 0.25)

const plane: Point[] = [
  [0.2, 0.47],
  [0.78, 0.22],
  [0.62, 0.76],
  [0.47, 0.58],
  [0.68, 0.33],
  [0.38, 0.54],
]

/** Even-odd rule. */
const inPlane: Shape = ([x, y]) =>
  plane.reduce((inside, [ax, ay], index) => {
    const [bx, by] = plane[(index + 1) % plane.length] as Point
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !inside : inside
  }, false)

/** @returns red, green, blue, alpha of one sample */
function sample(icon: { disc: Colour; mark: Shape | null }, point: Point): [...Colour, number] {
  if (icon.mark?.(point)) return [...icon.disc, 255]
  if (icon.mark && badge(point)) return [...white, 255]
  if (!disc(point)) return [0, 0, 0, 0]
  return inPlane(point) ? [...white, 255] : [...icon.disc, 255]
}

const samplesPerSide = 8

function pixel(icon: { disc: Colour; mark: Shape | null }, column: number, row: number, size: number): number[] {
  const sums = [0, 0, 0, 0]
  for (let index = 0; index < samplesPerSide ** 2; index++) {
    const x = (column + ((index % samplesPerSide) + 0.5) / samplesPerSide) / size
    const y = (row + (Math.floor(index / samplesPerSide) + 0.5) / samplesPerSide) / size
    const [red, green, blue, alpha] = sample(icon, [x, y])
    for (const [channel, value] of [red, green, blue].entries()) sums[channel]! += value * (alpha / 255)
    sums[3]! += alpha
  }
  const covered = sums[3]! / 255
  const colour = sums.slice(0, 3).map((total) => (covered === 0 ? 0 : Math.round(total / covered)))
  return [...colour, Math.round(sums[3]! / samplesPerSide ** 2)]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** PNG, 8 bits a channel with alpha, no filter. */
function encode(size: number, rows: number[][]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

for (const [name, icon] of Object.entries(icons))
  for (const size of [16, 32]) {
    const indices = Array.from({ length: size }, (_, index) => index)
    const rows = indices.map((row) => indices.flatMap((column) => pixel(icon, column, row, size)))
    writeFileSync(join(import.meta.dirname, 'tray', `${name}-${size}.png`), encode(size, rows))
  }
