import type { Page } from 'playwright-core'

/** Makes a page's texts be looked for where they are seen: what screen readers are told says many of them again. */
export function bySight(page: Page): Page {
  const getByText = page.getByText.bind(page)
  return Object.assign(page, { getByText: (...wanted: Parameters<Page['getByText']>) => getByText(...wanted).and(page.locator(':not([role=log] *)')) })
}
