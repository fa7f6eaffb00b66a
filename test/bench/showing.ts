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

/** From the click on the tray icon to the first paint from data, after the page was freed; against showing a window whose page is still there. */
export const reaparicion: Benchmark = {
  name: 'reaparicion',
  run: async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'reencola-reaparicion-'))
    fillSettled(dataFolder, stored)
    const app = await launchApp({ dataFolder })
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(`${await app.ready()}`)
      await page.getByRole('link', { name: 'Actividad', exact: true }).click()
      const rows = page.getByRole('row')
      await rows.nth(1).waitFor()
      const shown = async (free: boolean): Promise<number> => {
        // Any state of before is told from what is drawn afterwards.
        await page.evaluate(() => document.documentElement.setAttribute('data-before', ''))
        await app.control.do('window', { action: 'hide' })
        if (free) await app.control.do('time', { pass: freedAfter })
        const began = performance.now()
        await app.control.do('tray', {})
        if (!free) {
          await until(async () => (await app.control.state()).windows[0]?.visible, 'the window')
          return performance.now() - began
        }
        await page.locator('html:not([data-before])').waitFor({ state: 'attached' })
        await rows.nth(1).waitFor()
        return performance.now() - began
      }
      const times = { freed: [] as number[], kept: [] as number[] }
      for (let turn = 0; turn <= rounds; turn++) {
        const [freed, kept] = [await shown(true), await shown(false)]
        if (turn === 0) continue
        times.freed.push(freed)
        times.kept.push(kept)
      }
      const [value, baseline] = [Math.round(median(times.freed)), Math.round(median(times.kept))]
      const note = `tray click to the first rows of ${stored} orders in Chromium, over the stand-in host, after the page was freed; baseline: a page that was not; aim < 300 ms`
      return [{ name: 'reaparicion', value, unit: 'ms', baseline, ratio: round(value / Math.max(baseline, 1)), n: rounds, note }]
    } finally {
      await browser.close()
      await app[Symbol.asyncDispose]()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  },
}
