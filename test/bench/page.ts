import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { launchApp } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { scriptsOf, starts, weigh } from '../e2e/page-preview/scripts.ts'
import { builtPage, servePage } from '../e2e/page-preview/serve.ts'
import { alternate, round, type Benchmark, type BenchResult } from './result.ts'

const rounds = 9

const kilobytes = (size: number) => round(size / 1000, 4)

function weight(name: string, files: string[], note: string): BenchResult {
  const { plain, zipped } = weigh(files)
  const told = `${note}, gzip, ${files.length} file(s); baseline: the same before gzip`
  return { name, value: kilobytes(zipped), unit: 'KB', baseline: kilobytes(plain), ratio: round(zipped / plain), n: 1, note: told }
}

/** JavaScript that the window waits for when it starts: on a first run, and with comprobantes in error. */
export const pagina: Benchmark = {
  name: 'pagina',
  run: async () => {
    const preview = await servePage()
    const browser = await openBrowser()
    try {
      const of = async (name: string, scene: 'primera' | 'errores-treinta', what: string) =>
        weight(name, await scriptsOf(browser, preview.url, scene, starts[scene]), `JavaScript that the window starts with, ${what}, aim <= 130`)
      return [await of('pagina', 'errores-treinta', 'Con error with its rows'), await of('pagina.primera', 'primera', 'first run')]
    } finally {
      await browser.close()
      await preview.close()
    }
  },
}

/** All JavaScript of the page: what the start needs, and what comes later. */
export const paginaTodo: Benchmark = {
  name: 'pagina-todo',
  run: () => {
    const files = readdirSync(builtPage, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    return Promise.resolve([weight('pagina-todo', files, 'all JavaScript of the page')])
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
