/** The pictures of the manual show what the screen shows: each says in words what it was taken of, and that is looked at again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenesOf } from '../manual/picture-note.ts'
import { visitPreview, visitProgram, type Visit } from '../manual/pictures.ts'
import { describeScene } from '../manual/scene.ts'
import { animated, previewShots, programShots } from '../manual/shots.ts'
import { openBrowser } from './harness/browser.ts'

/** Orders settle while somebody looks. */
const patience = { timeout: 10_000 }
const folder = join(import.meta.dirname, '..', '..', 'docs', 'images')

const picture = (name: string): Buffer => readFileSync(join(folder, `${name}.png`))

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** @returns the names of the pictures, in order, each of which still shows its screen */
async function compare(visitAll: (browser: Browser, visit: Visit) => Promise<void>): Promise<string[]> {
  const seen: string[] = []
  await visitAll(browser, async (name, page) => {
    const [pictured] = scenesOf(picture(name))
    seen.push(name)
    await expect.poll(() => describeScene(page), { ...patience, message: `${name}.png no longer shows the screen: npm run manual:images` }).toEqual(pictured)
  })
  return seen
}

test('the program, as a first morning with it goes', async () => {
  expect(await compare(visitProgram)).toEqual(Object.keys(programShots))
}, 180_000)

test('what a simulator brings about only with patience', async () => {
  expect(await compare(visitPreview)).toEqual(Object.keys(previewShots))
}, 180_000)

test('the animation of README is made of pictures that are true, and small', () => {
  const animation = picture('trabajo')
  expect(scenesOf(animation)).toEqual(animated.flatMap(({ shot }) => scenesOf(picture(shot))))
  expect(animation.length).toBeLessThan(1.5 * 1024 * 1024)
})
