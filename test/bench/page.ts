import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchApp } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { alternate, round, type Benchmark } from './result.ts'

const page = join(import.meta.dirname, '..', '..', 'out', 'renderer')
const rounds = 9

const kilobytes = (size: number) => round(size / 1000, 4)

/** JavaScript sent to the page. */
export const pagina: Benchmark = {
  name: 'pagina',
  run: () => {
    const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    const scripts = files.map((name) => readFileSync(join(page, name)))
    const zipped = kilobytes(scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0))
    const plain = kilobytes(scripts.reduce((sum, script) => sum + script.length, 0))
    const note = `all JavaScript of the page, gzip, ${files.length} file(s); baseline: the same before gzip; aim < 200`
    return Promise.resolve([{ name: 'pagina', value: zipped, unit: 'KB', baseline: plain, ratio: round(zipped / plain), n: 1, note }])
  },
}

const bareDocument = '<!doctype html><title>.</title><p>Hola'

/** First contentful paint, in a context without cache. */
async function firstPaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext()
  try {
    const tab = await context.newPage()
    await tab.goto(url)
    const entry = await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    return Number(await entry.jsonValue())
  } finally {
    await context.close()
  }
}

export const paginaPintado: Benchmark = {
  name: 'pagina-pintado',
  run: async () => {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(bareDocument)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const bareUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await using app = await launchApp()
    const browser = await openBrowser()
    try {
      const times = await alternate(rounds, { app: () => firstPaint(browser, app.url), bare: () => firstPaint(browser, bareUrl) })
      return [
        {
          name: 'pagina-pintado',
          value: Math.round(times.app),
          unit: 'ms',
          baseline: Math.round(times.bare),
          ratio: round(times.app / times.bare),
          n: rounds,
          note: 'first contentful paint of the first run in Chromium, over the stand-in host, without cache; baseline: a document of one paragraph',
        },
      ]
    } finally {
      await browser.close()
      server.close()
    }
  },
}
