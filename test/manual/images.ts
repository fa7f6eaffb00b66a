/**
 * Makes the pictures of docs/manual.md and README.md anew: `npm run manual:images [-- NAME...]`. The program is the built one,
 * against the simulator with its example queue; what a simulator brings about only with patience is a scene of the preview.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchApp } from '../e2e/harness/app.ts'
import { openBrowser, smallest } from '../e2e/harness/browser.ts'
import { looks } from '../e2e/page-preview/looks.ts'
import { openPage } from '../e2e/page-preview/open.ts'
import { servePage } from '../e2e/page-preview/serve.ts'
import { Simulator } from '../simulator/simulator.ts'
import { previewShots, programShots } from './shots.ts'
import { shrinkPng } from './shrink-png.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images')
const wanted = process.argv.slice(2)

const raise = (message: string): never => {
  throw new Error(message)
}

async function take(page: Page, name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return
  const png = shrinkPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  writeFileSync(join(folder, `${name}.png`), png)
  process.stdout.write(`${name}.png ${Math.round(png.length / 1024)} KB\n`)
}

/** One after the other in the same window, as a first morning with the program would go. */
async function shootProgram(browser: Browser): Promise<void> {
  const simulator = await Simulator.start()
  try {
    const demo = simulator.seedExample()
    await using app = await launchApp({ env: { REENCOLA_API_URL: simulator.url } })
    const context = await browser.newContext({ viewport: smallest, locale: 'es-AR', timezoneId: 'America/Argentina/Buenos_Aires', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(await app.ready())
    for (const [name, reach] of Object.entries(programShots)) {
      await reach({ page, simulator, demo, control: app.control })
      await take(page, name)
    }
    await context.close()
  } finally {
    await simulator.stop()
  }
}

async function shootPreview(browser: Browser): Promise<void> {
  const preview = await servePage()
  try {
    for (const [name, look] of Object.entries(previewShots)) {
      const { scene, reach } = looks[look] ?? raise(`there is no look ${look}`)
      await using open = await openPage(browser, preview.url, scene)
      await reach?.(open.page)
      await take(open.page, name)
    }
  } finally {
    await preview.close()
  }
}

if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
try {
  await shootProgram(browser)
  await shootPreview(browser)
} finally {
  await browser.close()
}
