/** A picture carries what it shows, so that a test can tell when the screen no longer shows it. */
import { deflateSync, inflateSync } from 'node:zlib'
import { chunk, chunksOf } from './shrink-png.ts'
import type { Scene } from './scene.ts'

const keyword = 'Reencola-scene'
/** After the keyword: compressed, with deflate, in no language, and again without its translation. */
const head = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0, 1, 0, 0, 0])])
/** Length, type and checksum of the chunk that ends a PNG. */
const endLength = 12

/** @returns the PNG with an iTXt chunk that says what it shows, one thing after the other */
export function withScenes(png: Buffer, scenes: Scene[]): Buffer {
  const note = chunk('iTXt', Buffer.concat([head, deflateSync(JSON.stringify(scenes), { level: 9 })]))
  return Buffer.concat([png.subarray(0, -endLength), note, png.subarray(-endLength)])
}

/** @returns one scene of a picture, several of an animation, none when it does not say what it shows */
export function scenesOf(png: Buffer): Scene[] {
  for (const { type, data } of chunksOf(png))
    if (type === 'iTXt' && data.subarray(0, head.length).equals(head)) return JSON.parse(inflateSync(data.subarray(head.length)).toString()) as Scene[]
  return []
}
