import { chromium as playwright, type Browser } from 'playwright-core'
import chromium from '@sparticuz/chromium'

/** The smallest window that everything has to fit. */
export const smallest = { width: 1024, height: 640 }

/** A Chromium without a display: the one that comes through npm on Linux, an installed Chrome or Edge elsewhere. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === 'linux') {
    // In a single process, closing one window ends the browser.
    const args = chromium.args.filter((argument) => argument !== '--single-process')
    return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true })
  }
  try {
    return await playwright.launch({ channel: 'chrome', headless: true })
  } catch {
    return playwright.launch({ channel: 'msedge', headless: true })
  }
}
