/** Makes screenshots small enough to live in the repository: at most 256 colours, which a page of flat areas hardly exceeds. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export interface Picture {
  width: number
  height: number
  /** 0xRRGGBB, row by row. */
  pixels: Uint32Array
}

/** @param png as Chromium writes it */
export function shrinkPng(png: Buffer): Buffer {
  const picture = decode(png)
  const palette = commonest([picture])
  return Buffer.concat([...opening(picture, palette), chunk('IDAT', linesOf(picture, nearestIn(palette))), ending])
}

export function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) }
    at += length + 12
  }
}

/** @param png as Chromium writes it: 8 bits a channel, not interlaced, opaque */
export function decode(png: Buffer): Picture {
  const chunks = [...chunksOf(png)]
  const header = chunks[0]?.data
  const channels = { 2: 3, 6: 4 }[header?.[9] ?? 0]
  if (!header || header[8] !== 8 || header[12] !== 0 || !channels) throw new Error('no picture of this kind is known here')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let row = 0; row < height; row++) {
    const line = unfilter(raw, row * (stride + 1), stride, channels, above)
    for (let column = 0; column < width; column++) pixels[row * width + column] = Buffer.from(line.buffer).readUIntBE(column * channels, 3)
    above = line
  }
  return { width, height, pixels }
}

/** Undoes what the PNG specification calls filters 0 to 4, for the line that begins at `start`. */
function unfilter(raw: Buffer, start: number, stride: number, channels: number, above: Uint8Array): Uint8Array<ArrayBuffer> {
  const filter = raw[start]
  const line = new Uint8Array(stride)
  for (let index = 0; index < stride; index++) {
    const [left, up, corner] = [line[index - channels] ?? 0, above[index] ?? 0, above[index - channels] ?? 0]
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
    line[index] = (raw[start + 1 + index] ?? 0) + guess
  }
  return line
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** @returns the colours that are met most often, at most 256: 0xRRGGBB */
export function commonest(pictures: Picture[]): number[] {
  const counts = new Map<number, number>()
  for (const { pixels } of pictures) for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a)
  return byCount.slice(0, 256).map(([colour]) => colour)
}

const channelsOf = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

/** @returns a function that gives the index of the colour that looks most alike */
export function nearestIn(palette: number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  return (colour) => {
    const found = known.get(colour)
    if (found !== undefined) return found
    const wanted = channelsOf(colour)
    const distances = palette.map((candidate) => channelsOf(candidate).reduce((sum, value, index) => sum + (value - (wanted[index] ?? 0)) ** 2, 0))
    const nearest = distances.indexOf(Math.min(...distances))
    known.set(colour, nearest)
    return nearest
  }
}

/** @returns what stands before the picture: signature, size, palette of 8 bits an index */
export function opening({ width, height }: Picture, palette: number[]): [Buffer, Buffer, Buffer] {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return [signature, chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap(channelsOf)))]
}

/** @returns the picture, compressed, each line without a filter */
export function linesOf({ width, height, pixels }: Picture, indexOf: (colour: number) => number): Buffer {
  const lines = Buffer.alloc((width + 1) * height)
  for (const [index, pixel] of pixels.entries()) lines[index + Math.floor(index / width) + 1] = indexOf(pixel)
  return deflateSync(lines, { level: 9 })
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export const ending = chunk('IEND', Buffer.alloc(0))
