/** What a start that hands orders over leaves behind when the disk takes only a part of them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliveriesFolder } from '../../../../electron/core/storage/data-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-entrega-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const files = new URL('../../../../electron/shell/deliveries/files.ts', import.meta.url).href
const script = `
  const { DeliveryFiles } = await import(${JSON.stringify(files)})
  const references = Array.from({ length: 10_000 }, (_, index) => 'FC-' + index)
  try {
    new DeliveryFiles(process.argv[1]).offer(new DeliveryFiles(process.argv[1]).newId(), { type: 'place', pointOfSaleId: 'uno', references })
    console.log('offered')
  } catch (error) {
    console.log(error.code)
  }`

/** Runs it where no file may grow beyond so many KiB: a write takes what fits and says so, as on a full disk. */
const offer = (kibibytes: number | 'unlimited'): string =>
  spawnSync('bash', ['-c', `ulimit -f ${kibibytes}; exec "$0" --input-type=module -e "$1" "$2"`, process.execPath, script, folder], {
    encoding: 'utf8',
  }).stdout.trim()

const offered = () => readdirSync(join(folder, deliveriesFolder)).filter((name) => name.endsWith('.pedido'))

test.skipIf(process.platform === 'win32')('a disk that takes a part: nothing is on offer, so nobody refuses half a request as badly written', () => {
  expect(offer(32)).toBe('EFBIG')
  expect(offered()).toEqual([])
})

test.skipIf(process.platform === 'win32')('a disk with room: all of it is on offer', () => {
  expect(offer('unlimited')).toBe('offered')
  const [name = ''] = offered()
  expect(statSync(join(folder, deliveriesFolder, name)).size).toBeGreaterThan(32 * 1024)
})
