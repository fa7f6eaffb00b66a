/** Puts pictures of the same size one after the other in one PNG that moves (APNG, third edition of the PNG specification). */
import { chunk, commonest, decode, ending, linesOf, nearestIn, opening, type Picture } from './shrink-png.ts'

export interface Frame {
  png: Buffer
  /** Milliseconds. */
  shownFor: number
}

/** @returns a PNG that begins again after its last picture; each picture holds only the part that is new */
export function animate(frames: Frame[]): Buffer {
  const pictures = frames.map(({ png }) => decode(png))
  const [first] = pictures
  if (!first) throw new Error('an animation needs a picture')
  const palette = commonest(pictures)
  const indexOf = nearestIn(palette)
  let sequence = 0
  const [signature, header, colours] = opening(first, palette)
  const shown = frames.flatMap(({ shownFor }, index) => {
    const part = changed(pictures[index - 1], pictures[index] ?? first)
    const control = chunk(
      'fcTL',
      Buffer.concat([
        ...[sequence++, part.picture.width, part.picture.height, part.left, part.top].map(long),
        ...[shownFor, 1_000].map(short),
        Buffer.alloc(2),
      ]),
    )
    const lines = linesOf(part.picture, indexOf)
    return [control, index === 0 ? chunk('IDAT', lines) : chunk('fdAT', Buffer.concat([long(sequence++), lines]))]
  })
  return Buffer.concat([signature, header, chunk('acTL', Buffer.concat([long(frames.length), long(0)])), colours, ...shown, ending])
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

/** The smallest rectangle that holds all that differs; one pixel when nothing does. */
function changed(before: Picture | undefined, { width, height, pixels }: Picture): { left: number; top: number; picture: Picture } {
  if (!before) return { left: 0, top: 0, picture: { width, height, pixels } }
  const columns: number[] = []
  const rows: number[] = []
  for (const [index, pixel] of pixels.entries()) {
    if (pixel === before.pixels[index]) continue
    columns.push(index % width)
    rows.push(Math.floor(index / width))
  }
  const [left, right] = extent(columns)
  const [top, bottom] = extent(rows)
  const size = { width: right - left + 1, height: bottom - top + 1 }
  const part = new Uint32Array(size.width * size.height)
  for (let row = 0; row < size.height; row++) part.set(pixels.subarray((top + row) * width + left, (top + row) * width + right + 1), row * size.width)
  return { left, top, picture: { ...size, pixels: part } }
}

/** @returns the least and the greatest; 0 and 0 of none */
const extent = (values: number[]): [number, number] =>
  values.reduce<[number, number]>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [values[0] ?? 0, values[0] ?? 0])
