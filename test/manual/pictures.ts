/**
 * Goes to what each picture of the manual shows. The program is the built one, against the simulator with its example queue; what a
 * simulator brings about only with patience is a scene of the preview.
 */
import type { Browser, Page } from 'playwright-core'
import { launchApp } from '../e2e/harness/app.ts'
import { smallest } from '../e2e/harness/browser.ts'
import { looks } from '../e2e/page-preview/looks.ts'
import { openPage } from '../e2e/page-preview/open.ts'
import { servePage } from '../e2e/page-preview/serve.ts'
import { Simulator } from '../simulator/simulator.ts'
import { previewShots, programShots, type Program } from './shots.ts'

/** Told of each picture while its page shows it. */
export type Visit = (name: string, page: Page) => Promise<void>

/** On a morning in Argentina. */
const pictured = { timezoneId: 'America/Argentina/Buenos_Aires', now: Date.UTC(2026, 10, 25, 13, 15) }

/** The program in a window of its own, with the example queue of a simulator that is just as new. */
export async function openProgram(browser: Browser, use: (program: Program) => Promise<void>): Promise<void> {
  const simulator = await Simulator.start()
  try {
    const demo = simulator.seedExample()
    await using app = await launchApp({ env: { REENCOLA_API_URL: simulator.url } })
    const context = await browser.newContext({ viewport: smallest, locale: 'es-AR', timezoneId: pictured.timezoneId, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(await app.ready())
    await use({ page, simulator, demo, control: app.control })
    await context.close()
  } finally {
    await simulator.stop()
  }
}

/** One after the other in the same window, as a first morning with the program would go. */
export const visitProgram = (browser: Browser, visit: Visit): Promise<void> =>
  openProgram(browser, async (program) => {
    for (const [name, reach] of Object.entries(programShots)) {
      await reach(program)
      await visit(name, program.page)
    }
  })

/** Each in a page of its own, at the same hour of the same day. */
export async function visitPreview(browser: Browser, visit: Visit): Promise<void> {
  const preview = await servePage()
  try {
    for (const [name, look] of Object.entries(previewShots)) {
      const wanted = looks[look]
      if (!wanted) throw new Error(`there is no look ${look}`)
      await using open = await openPage(browser, preview.url, wanted.scene, undefined, pictured)
      await wanted.reach?.(open.page)
      await visit(name, open.page)
    }
  } finally {
    await preview.close()
  }
}
