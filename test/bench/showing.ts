import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { until } from '../e2e/harness/control.ts'
import { median, round, type Benchmark } from './result.ts'
import { fillSettled } from './store.ts'

const rounds = 9
const stored = 2_000
const freedAfter = 300_000

/** In the page: says when the first rows were drawn. */
const watchRows = `(function look() {
  if (document.querySelectorAll('[role="row"], tr').length > 1) document.documentElement.setAttribute('data-drawn', String(performance.now()))
  else requestAnimationFrame(look)
})()`

/** The next show after the page was freed: until there are data on it. */
export const reaparicion: Benchmark = {
  name: 'reaparicion',
  run: async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'reencola-reaparicion-'))
    fillSettled(dataFolder, stored)
    const app = await launchApp({ dataFolder })
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      // The stand-in's tab waits before it asks again: what counts begins with the document.
      await page.addInitScript(watchRows)
      await page.goto(await app.ready())
      await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
      await until(async () => (await app.control.value('readPlace', {}))?.includes('actividad'), 'the place to be kept')
      const rows: number[] = []
      const paints: number[] = []
      for (let turn = 0; turn <= rounds; turn++) {
        await page.evaluate(`document.documentElement.setAttribute('data-before', '')`)
        await app.control.do('window', { action: 'hide' })
        await app.control.do('time', { pass: freedAfter })
        await app.control.do('tray', {})
        const drawn = page.locator('html[data-drawn]:not([data-before])')
        await drawn.waitFor()
        if (turn === 0) continue
        rows.push(Number(await drawn.getAttribute('data-drawn')))
        paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN))
      }
      const [value, baseline] = [Math.round(median(rows)), Math.round(median(paints))]
      const note = `from the document that follows a freed page to the first rows of ${stored} orders, in Chromium, over the stand-in host; baseline: its first contentful paint; aim < 300 ms`
      return [{ name: 'reaparicion', value, unit: 'ms', baseline, ratio: round(value / Math.max(baseline, 1)), n: rounds, note }]
    } finally {
      await browser.close()
      await app[Symbol.asyncDispose]()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  },
}
