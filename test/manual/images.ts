/** Makes the pictures of docs/manual.md and README.md anew: `npm run manual:images [-- NAME...]`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openBrowser } from '../e2e/harness/browser.ts'
import { animate, type Frame } from './animate.ts'
import { withScenes } from './picture-note.ts'
import { visitPreview, visitProgram } from './pictures.ts'
import { describeScene, type Scene } from './scene.ts'
import { animated } from './shots.ts'
import { shrinkPng } from './shrink-png.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images')
const wanted = process.argv.slice(2)
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
/** What stays as it is for so long is what the picture is to show. Milliseconds. */
const settled = 500

async function atRest(page: Page): Promise<Scene> {
  let scene = await describeScene(page)
  for (;;) {
    await setTimeout(settled)
    const again = await describeScene(page)
    if (JSON.stringify(again) === JSON.stringify(scene)) return scene
    scene = again
  }
}

const taken = new Map<string, { png: Buffer; scene: Scene }>()

function write(name: string, png: Buffer): void {
  writeFileSync(join(folder, `${name}.png`), png)
  process.stdout.write(`${name}.png ${Math.round(png.length / 1024)} KB\n`)
}

async function take(name: string, page: Page): Promise<void> {
  const isFrame = animated.some(({ shot }) => shot === name)
  if (!isWanted(name) && !(isFrame && isWanted('trabajo'))) return
  const scene = await atRest(page)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  taken.set(name, { png, scene })
  if (isWanted(name)) write(name, withScenes(shrinkPng(png), [scene]))
}

function takeAnimation(): void {
  const frames = animated.flatMap<Frame & { scene: Scene }>(({ shot, shownFor }) => {
    const picture = taken.get(shot)
    return picture ? [{ ...picture, shownFor }] : []
  })
  const scenes = frames.map(({ scene }) => scene)
  write('trabajo', withScenes(animate(frames), scenes))
}

if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
try {
  await visitProgram(browser, take)
  if (isWanted('trabajo')) takeAnimation()
  await visitPreview(browser, take)
} finally {
  await browser.close()
}
