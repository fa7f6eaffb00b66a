import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'node:path'
import type * as Electron from 'electron'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Width and height in the header of a PNG or the largest picture of an ICO; null for anything else. */
function sizeOf(data: Buffer): Electron.Size | null {
  if (data.length >= 24 && data.subarray(0, 8).equals(pngSignature)) {
    return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
  }
  if (data.length >= 22 && data.readUInt32LE(0) === 0x0001_0000) {
    const count = Math.min(data.readUInt16LE(4), Math.floor((data.length - 6) / 16))
    // A byte of 0 stands for 256.
    const sides = Array.from({ length: count }, (_, i) => data[6 + i * 16] || 256)
    const side = Math.max(...sides)
    return { width: side, height: side }
  }
  return null
}

interface Representation {
  data: Buffer
  size: Electron.Size
}

type Offered = Pick<
  Electron.NativeImage,
  | 'addRepresentation'
  | 'getAspectRatio'
  | 'getScaleFactors'
  | 'getSize'
  | 'isEmpty'
  | 'isMacTemplateImage'
  | 'isTemplateImage'
  | 'resize'
  | 'setTemplateImage'
  | 'toDataURL'
  | 'toPNG'
>

/** An image as its encoded bytes, one representation per scale factor; nothing is decoded. */
export class HostImage implements Offered {
  isMacTemplateImage = false
  /** The file it came from, for the control API. */
  readonly source: string | null
  readonly #representations = new Map<number, Representation>()

  constructor(data: Buffer | null = null, source: string | null = null, scaleFactor = 1) {
    this.source = source
    if (data) this.#add(scaleFactor, data)
  }

  #add(scaleFactor: number, data: Buffer): void {
    const pixels = sizeOf(data)
    if (!pixels) return
    const size = { width: Math.round(pixels.width / scaleFactor), height: Math.round(pixels.height / scaleFactor) }
    this.#representations.set(scaleFactor, { data, size })
  }

  #nearest(scaleFactor = 1): Representation | undefined {
    const [best] = [...this.#representations].toSorted(([a], [b]) => Math.abs(a - scaleFactor) - Math.abs(b - scaleFactor))
    return best?.[1]
  }

  addRepresentation({ scaleFactor = 1, buffer, dataURL }: Electron.AddRepresentationOptions): void {
    const data = buffer ?? (dataURL === undefined ? null : bytesOf(dataURL))
    if (data) this.#add(scaleFactor, data)
  }

  isEmpty(): boolean {
    return this.#representations.size === 0
  }

  getSize(scaleFactor?: number): Electron.Size {
    return this.#nearest(scaleFactor)?.size ?? { width: 0, height: 0 }
  }

  getAspectRatio(scaleFactor?: number): number {
    const { width, height } = this.getSize(scaleFactor)
    return height === 0 ? 1 : width / height
  }

  getScaleFactors(): number[] {
    return [...this.#representations.keys()].toSorted((a, b) => a - b)
  }

  setTemplateImage(option: boolean): void {
    this.isMacTemplateImage = option
  }

  isTemplateImage(): boolean {
    return this.isMacTemplateImage
  }

  /** The bytes stay as they are; only the size that is told changes. */
  resize({ width, height }: Electron.ResizeOptions): Electron.NativeImage {
    const copy = new HostImage(null, this.source)
    const ratio = this.getAspectRatio()
    for (const [scaleFactor, { data, size }] of this.#representations) {
      const wide = width ?? (height === undefined ? size.width : Math.round(height * ratio))
      copy.#representations.set(scaleFactor, { data, size: { width: wide, height: height ?? Math.round(wide / ratio) } })
    }
    return asNativeImage(copy)
  }

  toPNG(options: Electron.ToPNGOptions = {}): Buffer {
    return this.#nearest(options.scaleFactor)?.data ?? Buffer.alloc(0)
  }

  toDataURL(options: Electron.ToDataURLOptions = {}): string {
    return `data:image/png;base64,${this.toPNG(options).toString('base64')}`
  }

  describe() {
    return {
      source: this.source,
      empty: this.isEmpty(),
      ...this.getSize(),
      scaleFactors: this.getScaleFactors(),
      template: this.isMacTemplateImage,
      dataURL: this.toDataURL(),
    }
  }
}

const bytesOf = (dataURL: string) => Buffer.from(/^data:image\/[a-z.+-]+;base64,(.*)$/su.exec(dataURL)?.[1] ?? '', 'base64')

/** The rest of Electron's class decodes pixels, which no part of the shell does. */
const asNativeImage = (image: HostImage) => image as unknown as Electron.NativeImage

/** The factories of `nativeImage`. A file that is missing or cannot be read gives an empty image, as in Electron. */
export const nativeImage = {
  createEmpty: () => asNativeImage(new HostImage()),
  createFromBuffer: (buffer, options) => asNativeImage(new HostImage(buffer, null, options?.scaleFactor)),
  createFromDataURL: (dataURL) => asNativeImage(new HostImage(bytesOf(dataURL))),
  createFromPath: (path) => {
    const image = new HostImage(existsSync(path) ? readFileSync(path) : null, path)
    const { dir, name, ext } = parse(path)
    for (const scaleFactor of [1.25, 1.5, 2, 3, 4]) {
      const dense = `${dir}/${name}@${scaleFactor}x${ext}`
      if (existsSync(dense)) image.addRepresentation({ scaleFactor, buffer: readFileSync(dense) })
    }
    return asNativeImage(image)
  },
} satisfies Pick<typeof Electron.nativeImage, 'createEmpty' | 'createFromBuffer' | 'createFromDataURL' | 'createFromPath'>

/** What Electron accepts as an icon. @throws when a path gives no image */
export function imageOf(image: Electron.NativeImage | string): HostImage {
  const loaded = (typeof image === 'string' ? nativeImage.createFromPath(image) : image) as unknown as HostImage
  if (typeof image === 'string' && loaded.isEmpty()) throw new Error(`Failed to load image from path '${image}'`)
  return loaded
}
