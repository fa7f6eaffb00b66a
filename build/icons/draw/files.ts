/** Pictures as files: PNG (RFC 2083), Windows' ICO and Apple's ICNS. */
import { crc32, deflateSync } from 'node:zlib'
import type { Picture } from './canvas.ts'

/** 8 bits a channel with alpha, no filter. */
export function png({ size, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Array.from({ length: size }, (_, row) => Buffer.concat([Buffer.of(0), pixels.subarray(row * size * 4, (row + 1) * size * 4)]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** Several sizes in one file. Large ones are PNGs; parts of Windows read only bitmaps at the small sizes. */
export function ico(pictures: readonly Picture[]): Buffer {
  const images = pictures.map((picture) => (picture.size >= 48 ? png(picture) : bitmap(picture)))
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size }] of pictures.entries()) {
    const image = images[index] as Buffer
    const entry = 6 + 16 * index
    // A byte of 0 stands for 256.
    header.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], entry)
    header.writeUInt32LE(image.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += image.length
  }
  return Buffer.concat([header, ...images])
}

/** A device-independent bitmap: blue, green, red, alpha from the bottom, then a mask that 32 bits make superfluous. */
function bitmap({ size, pixels }: Picture): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const colours = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray((row * size + column) * 4)
      colours.set([blue, green, red, alpha], ((size - 1 - row) * size + column) * 4)
    }
  return Buffer.concat([header, colours, Buffer.alloc(Math.ceil(size / 32) * 4 * size)])
}

/** Apple's names of the sizes; the last three are the same pixels for dense displays. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic13', 256],
  ['ic14', 512],
] as const

export function icns(pictureOf: (size: number) => Picture): Buffer {
  const images = new Map([...new Set(icnsTypes.map(([, size]) => size))].map((size) => [size, png(pictureOf(size))]))
  const entries = icnsTypes.map(([type, size]) => block(type, images.get(size) as Buffer))
  return block('icns', Buffer.concat(entries))
}

function block(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(data.length + 8, 4)
  return Buffer.concat([head, data])
}
