/** One page at a time in one browser, for tests that use the page as a person does; each must leave it without trouble. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser } from '../harness/browser.ts'
import { openPage, type OpenPage } from './open.ts'
import { servePage, type Preview } from './serve.ts'

export let browser: Browser
export let preview: Preview
/** The page that visit() opened last. */
export let open: OpenPage
export let page: Page

/** A browser and the preview for a whole test file. To be called once at its top. */
export function servePages(): void {
  beforeAll(async () => {
    preview = await servePage()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await preview.close()
  })
}

/** The same, for a file whose tests visit() one page each and must leave it without trouble. */
export function openPages(): void {
  servePages()
  afterEach(async () => {
    expect(await open.trouble()).toEqual([])
    await open[Symbol.asyncDispose]()
  })
}

/** @param timezoneId of the computer; default its own */
export async function visit(scene: string, timezoneId?: string): Promise<void> {
  open = await openPage(browser, preview.url, scene, undefined, timezoneId === undefined ? {} : { timezoneId })
  page = open.page
}

/** Waits longer than a text has to stay before it is said: whatever was to be announced was announced by then. */
export const settled = (): Promise<unknown> => page.evaluate('new Promise((said) => setTimeout(said, 1000))')
