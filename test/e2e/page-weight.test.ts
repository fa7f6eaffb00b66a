/** What the window waits for before it shows anything: how much JavaScript, and how many times it asks for some. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { until } from './harness/control.ts'
import { builtPage } from './page-preview/serve.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

/**
 * In the page: notes which scripts have come by the time that `seen` is there. The code that is fetched once the page stands is
 * asked for in a later task than the one that draws it.
 */
const watchScripts = (seen: string) => `new MutationObserver((_, observer) => {
  if (!document.querySelector(${JSON.stringify(seen)})) return
  observer.disconnect()
  window.scriptsOfView = performance.getEntriesByType('resource').flatMap(({ name }) => new URL(name).pathname.match(/assets[/].*[.]js$/u) ?? [])
}).observe(document, { childList: true, subtree: true })`

/** @returns the files of the built page that a view needs; the rest comes when the page has nothing else to do, which here is never */
async function scriptsOf(scene: string, seen: string): Promise<string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript('window.requestIdleCallback = () => 0')
  await page.addInitScript(watchScripts(seen))
  await page.goto(`${preview.url}?escena=${scene}`)
  // Not waitForFunction: it evaluates its text in the page, whose policy forbids that.
  const scripts = await until(() => page.evaluate<string[] | undefined>('window.scriptsOfView'), 'the view')
  await context.close()
  return scripts
}

test.each([
  ['vacia', 'h1'],
  ['primera', 'h1'],
  ['errores-treinta', 'main tbody tr'],
])('the JavaScript that the window starts with stays under 130 KB, compressed: %s', async (scene, seen) => {
  const started = await scriptsOf(scene, seen)
  const sizes = started.map((path) => gzipSync(readFileSync(join(builtPage, path))).length)
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(130_000)
})

// Each costs a question to the main process, which has others to answer while the window opens.
test.each([
  ['first run', 'primera', 'h1', 2],
  ['Con error, its head', 'vacia', 'h1', 2],
  ['Con error, its rows', 'errores-treinta', 'main tbody tr', 3],
  ['Reenviar', 'jornada#reenviar', 'h1', 6],
  ['Actividad', 'jornada#actividad', 'h1', 6],
] as const)('what is shown first comes in few files: %s', async (_view, scene, seen, most) => {
  const scripts = await scriptsOf(scene, seen)
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.length, scripts.join(' ')).toBeLessThanOrEqual(most)
})
