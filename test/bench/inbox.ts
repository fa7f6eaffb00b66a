import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { behindUtc, fechaOf } from '#contract/argentina.ts'
import type { CommandInput } from '#contract/schema.ts'
import { systemClock } from '../../electron/core/lib/clock.ts'
import { InboxStore } from '../../electron/core/inbox/store.ts'
import { comprobante } from '../integration/core/inbox/found.ts'
import { launchApp, runCli } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { Control, until } from '../e2e/harness/control.ts'
import { startApp, type MeasuredProcess } from './app.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { atRest, rest } from './memory.ts'
import { demoCredentials, openOutbox } from './store.ts'

const rounds = 9
const days = 30
const perDay = 1_000
/** Nobody listens there: what is kept is shown, and not corrected by a TusFacturasAPP that has nothing. */
export const env = { REENCOLA_API_URL: 'http://127.0.0.1:9' }

/** A data folder with a point of sale, and so many comprobantes in error of each of the last days. */
export async function fill(folder: string, each: number): Promise<void> {
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...demoCredentials }), { ...env, REENCOLA_DATOS: folder })
  const [, id = ''] = /"id":\s*"([^"]+)"/u.exec(readFileSync(join(folder, 'credenciales.json'), 'utf8')) ?? []
  const { storage, outbox, dispose } = openOutbox(folder)
  const store = new InboxStore({ database: storage.database, clock: systemClock, guard: outbox.guard, exists: () => true })
  const today = Math.floor((Date.now() - behindUtc) / 86_400_000)
  for (let back = 0; back < (each > 0 ? days : 0); back++) {
    const found = Array.from({ length: each }, (_, index) => comprobante(`FC-${back}-${index}`, { total: index, razon_social: `Cliente ${index % 100}` }))
    store.recordDay(id, fechaOf(today - back), found, Date.now())
  }
  dispose()
}

/** In the page: says how long after the click the first rows were drawn. */
export const watchRows = `document.addEventListener('click', ({ target }) => {
  if (!target.closest('a')?.textContent.includes('Con error')) return
  const began = performance.now()
  const drawn = () => document.documentElement.setAttribute('data-drawn', String(performance.now() - began))
  const look = () => {
    const there = document.querySelectorAll('main [role="row"], main tbody tr').length > 1
    // Once that is painted, and not only laid out.
    requestAnimationFrame(there ? () => setTimeout(drawn) : look)
  }
  requestAnimationFrame(look)
}, true)`

async function firstRows(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addInitScript(watchRows)
    await page.goto(url)
    // Where there is something in error the page may open with it: what is clicked must not be there yet.
    await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
    await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()
    await page.locator('main tbody tr').first().waitFor({ state: 'detached' })
    // A page fetches what is opened later while it has nothing else to do; clicked before that, it would be measured by the code that is on its way.
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/lists-')))
    await page.getByRole('link', { name: /^Con error/u }).click()
    const drawn = page.locator('html[data-drawn]')
    await drawn.waitFor()
    return Number(await drawn.getAttribute('data-drawn'))
  } finally {
    await context.close()
  }
}

/** @param few comprobantes a day in the folder that is held against the full one */
async function withFolders<T>(few: number, work: (full: string, bare: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-bandeja-'))
  try {
    const [full, bare] = [join(folder, 'llena'), join(folder, 'otra')]
    await fill(full, perDay)
    await fill(bare, few)
    return await work(full, bare)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Con error, from the click to its first rows. */
export const bandeja: Benchmark = {
  name: 'bandeja',
  run: () =>
    withFolders(1, async (full, few) => {
      await using loaded = await launchApp({ dataFolder: full, env })
      await using bare = await launchApp({ dataFolder: few, env })
      const [fullUrl, fewUrl] = [await loaded.ready(), await bare.ready()]
      const browser = await openBrowser()
      try {
        const times = await alternate(rounds, { full: () => firstRows(browser, fullUrl), few: () => firstRows(browser, fewUrl) })
        return [
          {
            name: 'bandeja',
            value: Math.round(times.full - times.few),
            unit: 'ms',
            baseline: Math.round(times.few),
            ratio: round(times.full / times.few),
            n: rounds,
            note: `from the click on Con error to the first rows painted, with ${days * perDay} kept ones (${Math.round(times.full)} ms in all), in Chromium, over the stand-in host; baseline: the same click with one row a day, that is, about one screen of them; value: the difference, ratio: of the whole; aim <= +60 ms`,
          },
        ]
      } finally {
        await browser.close()
      }
    }),
}

/** As the page does that opens Con error: asks for one portion after the other. */
async function listAll(control: Control): Promise<number> {
  const today = Math.floor((Date.now() - behindUtc) / 86_400_000)
  const range = { desde: fechaOf(today - days + 1), hasta: fechaOf(today) }
  let after: CommandInput<'listInbox'>['after']
  let count = 0
  do {
    const page = await control.value('listInbox', { ...range, ...(after && { after }) })
    count += page.rows.length
    after = page.next ?? undefined
  } while (after)
  return count
}

/** @param times over, all of what is kept */
async function startListed(folder: string, expected: number, times: number): Promise<MeasuredProcess> {
  const controlFile = join(folder, 'control.json')
  rmSync(controlFile, { force: true })
  const app = await startApp(folder, [], { ...env, REENCOLA_ANFITRION_CONTROL: controlFile })
  const control = await Control.fromFile(controlFile, () => true)
  for (let time = 0; time < times; time++) await until(async () => (await listAll(control)) === expected, 'all that is kept')
  return app
}

/** A day in the folder that the full one is held against. */
const fewPerDay = 20

export const memoriaBandeja: Benchmark = {
  name: 'memoria-bandeja',
  run: () =>
    withFolders(fewPerDay, async (full, few) => {
      const copy = join(full, '..', 'copia')
      cpSync(full, copy, { recursive: true })
      const starts = [
        () => startListed(full, days * perDay, 1),
        () => startListed(few, days * fewPerDay, perDay / fewPerDay),
        // One folder is one program's: the kept ones that nobody lists are in a copy.
        () => startApp(copy, ['--oculto'], env),
        () => startApp(join(full, '..', 'vacia'), ['--oculto'], env),
      ]
      const [loaded = 0, busy = 0, kept = 0, idle = 0] = await atRest(starts)
      return [
        {
          name: 'memoria-bandeja',
          value: round(kept - idle),
          unit: 'MB',
          baseline: idle,
          ratio: round(kept / idle),
          n: 3,
          note: `what ${days * perDay} kept comprobantes in error add to the resident memory of the main process (${kept} MB in all), in the tray, ${rest / 1000} s after its start; baseline: none kept; ratio: full / baseline; aim <= +20 MB`,
        },
        {
          name: 'memoria-bandeja-listada',
          value: round(loaded - busy),
          unit: 'MB',
          baseline: busy,
          ratio: round(loaded / busy),
          n: 3,
          note: `what ${days * perDay} kept comprobantes in error add to the resident memory of the main process (${loaded} MB in all), ${rest / 1000} s after the page has listed all of them; baseline: ${days * fewPerDay} kept ones, listed ${perDay / fewPerDay} times over: as many rows go by, which alone fills V8's young generation, and fewer are kept; ratio: full / baseline`,
        },
        {
          name: 'memoria-bandeja-listada-sin-nada',
          value: round(loaded - idle),
          unit: 'MB',
          baseline: idle,
          ratio: round(loaded / idle),
          n: 3,
          note: `the same ${loaded} MB against an app that keeps nothing and has listed nothing: it holds, beside what is kept, the memory that listing any ${days * perDay} rows leaves with V8 (${round(busy - idle)} MB of it, with ${days * fewPerDay} kept); ratio: full / baseline`,
        },
      ]
    }),
}
