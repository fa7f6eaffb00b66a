import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../e2e/harness/browser.ts'
import { openPage } from '../e2e/page-preview/open.ts'
import { servePage } from '../e2e/page-preview/serve.ts'
import { median, percentile, round, type Benchmark, type BenchResult } from './result.ts'

const rows = 30_000
const words = ['ferreteria', 'factura b', 'fc-0999', 'nandu viajes', 'cuyo s.a. nota']
const steps = 200
const rounds = 7

/** The list of comprobantes in error in Chromium, full against nearly empty, in the same browser. */
export const tabla: Benchmark = {
  name: 'tabla',
  run: async () => {
    const preview = await servePage()
    const browser = await openBrowser()
    try {
      const full = await measure(browser, preview.url, 'errores-muchos')
      const empty = await measure(browser, preview.url, 'errores-pocos')
      return [
        against(
          'buscar',
          percentile(full.keys, 0.95),
          percentile(empty.keys, 0.95),
          full.keys.length,
          `${rows} rows: from a key in the search to the next painted frame, 95th percentile; a frame alone is 16.7 ms; baseline: 13 rows; aim < 50 ms`,
        ),
        against(
          'desplazar',
          median(full.longest),
          median(empty.longest),
          rounds,
          `${rows} rows: the longest task of the page while scrolling from one end to the other in ${steps} steps, median of ${rounds} times; baseline: 13 rows; aim < 50 ms`,
        ),
      ]
    } finally {
      await browser.close()
      await preview.close()
    }
  },
}

const against = (what: string, value: number, baseline: number, n: number, note: string): BenchResult => ({
  name: `tabla.${what}`,
  value: round(value),
  unit: 'ms',
  baseline: round(baseline),
  ratio: round(value / baseline),
  n,
  note,
})

async function measure(browser: Browser, url: string, scene: string): Promise<{ keys: number[]; longest: number[] }> {
  await using open = await openPage(browser, url, `${scene}#con-error`)
  const { page } = open
  await page.getByRole('grid', { name: 'Comprobantes con error' }).waitFor()
  await page.locator('[role=log]').getByText('Lectura terminada').waitFor({ state: 'attached' })
  const keys = await typing(page)
  const longest: number[] = []
  for (let turn = 0; turn < rounds; turn++) longest.push(await scrolling(page))
  return { keys, longest }
}

/** Milliseconds from each key to the frame that shows what it did. */
async function typing(page: Page): Promise<number[]> {
  const search = page.getByRole('searchbox', { name: 'Buscar' })
  await search.focus()
  await page.evaluate(`
    window.keys = []
    const painted = new MessageChannel()
    let began = 0
    painted.port1.onmessage = () => document.documentElement.setAttribute('data-keys', window.keys.push(performance.now() - began))
    document.querySelector('input[type=search]').addEventListener('input', () => {
      began = performance.now()
      requestAnimationFrame(() => painted.port2.postMessage(null))
    }, { capture: true })`)
  for (const word of words) {
    await search.pressSequentially(word)
    await search.fill('')
  }
  // The page's policy forbids a condition that comes as text.
  await page.locator(`html[data-keys="${words.join('').length + words.length}"]`).waitFor({ state: 'attached' })
  return page.evaluate('window.keys')
}

/** The longest stretch in which the page's thread could do nothing else, milliseconds. */
async function scrolling(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const scrolled = document.getElementById('contenido')
    scrolled.scrollTop = 0
    const end = scrolled.scrollHeight
    let step = 0
    let longest = 0
    let last = performance.now()
    const beat = new MessageChannel()
    beat.port1.onmessage = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (step <= ${steps}) beat.port2.postMessage(null)
      else resolve(longest)
    }
    const next = () => {
      scrolled.scrollTop = (end * step++) / ${steps}
      if (step <= ${steps}) requestAnimationFrame(next)
      else setTimeout(() => step++)
    }
    beat.port2.postMessage(null)
    requestAnimationFrame(next)
  })`)
}
