/** What the window waits for before it shows anything: how much JavaScript, and how many times it asks for some. */
import { expect, test } from 'vitest'
import { scriptsOf, starts, weigh } from './page-preview/scripts.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

test.each(Object.entries(starts))('the JavaScript that the window starts with stays within 130 KB of 1000, compressed: %s', async (scene, seen) => {
  const started = await scriptsOf(browser, preview.url, scene, seen)
  expect(started.length).toBeGreaterThan(0)
  expect(weigh(started).zipped).toBeLessThanOrEqual(130_000)
})

// Each costs a question to the main process, which has others to answer while the window opens.
test.each([
  ['first run', 'primera', 'h1', 1],
  ['Con error, its head', 'vacia', 'h1', 1],
  ['Con error, its rows', 'errores-treinta', 'main tbody tr', 2],
  ['Reenviar', 'jornada#reenviar', 'h1', 6],
  ['Actividad', 'jornada#actividad', 'h1', 6],
] as const)('what is shown first comes in few files: %s', async (_view, scene, seen, most) => {
  const scripts = await scriptsOf(browser, preview.url, scene, seen)
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.length, scripts.join(' ')).toBeLessThanOrEqual(most)
})
