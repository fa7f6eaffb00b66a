/** The JavaScript that a view of the page waits for, which is not all that comes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { until } from '../harness/control.ts'
import { builtPage } from './serve.ts'

/**
 * In the page: notes which scripts have come by the time that `seen` is there. The code that is fetched once the page stands is
 * asked for in a later task than the one that draws it.
 */
const watchScripts = (seen: string) => `new MutationObserver((_, observer) => {
  if (!document.querySelector(${JSON.stringify(seen)})) return
  observer.disconnect()
  window.scriptsOfView = performance.getEntriesByType('resource').flatMap(({ name }) => new URL(name).pathname.match(/assets[/].*[.]js$/u) ?? [])
}).observe(document, { childList: true, subtree: true })`

/**
 * @param url of the preview
 * @param scene of scenes.ts
 * @param seen a selector: the view is there when it matches
 * @returns the files of the built page that a view needs; the rest comes when the page has nothing else to do, which here is never
 */
export async function scriptsOf(browser: Browser, url: string, scene: string, seen: string): Promise<string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript('window.requestIdleCallback = () => 0')
  await page.addInitScript(watchScripts(seen))
  await page.goto(`${url}?escena=${scene}`)
  // Not waitForFunction: it evaluates its text in the page, whose policy forbids that.
  const scripts = await until(() => page.evaluate<string[] | undefined>('window.scriptsOfView'), 'the view')
  await context.close()
  return scripts
}

/**
 * What the window can start with, by name: the scene, and what is there once it stands. The first run knows no point of sale;
 * the others are Con error without rows and with them.
 */
export const starts = { primera: 'h1', vacia: 'h1', 'errores-treinta': 'main tbody tr' } as const

/** @returns bytes of those files, together, before and after each is compressed */
export function weigh(scripts: string[]): { plain: number; zipped: number } {
  const files = scripts.map((path) => readFileSync(join(builtPage, path)))
  return { plain: files.reduce((sum, { length }) => sum + length, 0), zipped: files.reduce((sum, file) => sum + gzipSync(file).length, 0) }
}
