import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** In the page: says when the first rows were painted, which is after the frame in which they are there. */
const watchRows = `(function look() {
  if (document.querySelectorAll('[role="row"], tr').length < 2) return requestAnimationFrame(look)
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => document.documentElement.setAttribute('data-painted', String(performance.now()))
  requestAnimationFrame(() => port2.postMessage(null))
})()`

/** As many rows, written out: what no program can do without. */
const bareRows = `<!doctype html><title>.</title><table>${'<tr><td>FC-0001<td>Emitido'.repeat(30)}</table>`

/** The next show after the page was freed: until there are data on it. */
export const reaparicion: Benchmark = {
  name: 'reaparicion',
  run: async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'reencola-reaparicion-'))
    fillSettled(dataFolder, stored)
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(bareRows)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const bareUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const app = await launchApp({ dataFolder })
    const browser = await openBrowser()
    try {
      // The stand-in's tab waits before it asks again: what counts begins with the document.
      const [page, bare] = [await browser.newPage(), await browser.newPage()]
      for (const each of [page, bare]) await each.addInitScript(watchRows)
      await page.goto(await app.ready())
      await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
      await until(async () => (await app.control.value('readPlace', {}))?.includes('actividad'), 'the place to be kept')
      const painted = async (tab: typeof page) => {
        const document = tab.locator('html[data-painted]:not([data-before])')
        await document.waitFor()
        return Number(await document.getAttribute('data-painted'))
      }
      const times: { app: number; bare: number }[] = []
      for (let turn = 0; turn <= rounds; turn++) {
        await bare.bringToFront()
        await bare.goto(bareUrl)
        const without = await painted(bare)
        await page.bringToFront()
        await page.evaluate(`document.documentElement.setAttribute('data-before', '')`)
        await app.control.do('window', { action: 'hide' })
        await app.control.do('time', { pass: freedAfter })
        await app.control.do('tray', {})
        times.push({ app: await painted(page), bare: without })
      }
      // In the first round code and caches warm up.
      const counted = times.slice(1)
      const [value, baseline] = [median(counted.map((time) => time.app)), median(counted.map((time) => time.bare))]
      const note = `from the document that follows a freed page to the paint of the first rows of ${stored} orders, in Chromium, over the stand-in host; baseline: a document of thirty rows in the same browser, in turn; aim < 300 ms`
      return [{ name: 'reaparicion', value: Math.round(value), unit: 'ms', baseline: Math.round(baseline), ratio: round(value / baseline), n: rounds, note }]
    } finally {
      await browser.close()
      server.close()
      await app[Symbol.asyncDispose]()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  },
}
