/** The page in a real Chromium, in one of the scenes, with everything that goes wrong written down. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { bySight } from '../harness/sight.ts'
import { builtPage } from './serve.ts'
import { commands, type CommandName } from '#contract/schema.ts'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A way of looking at the page; all of them change under an open page. */
export interface Mode {
  viewport: ViewportSize
  media: NonNullable<Parameters<Page['emulateMedia']>[0]>
}

const smallWindow = { width: 1024, height: 640 }

/** Ways in which people look at it. Zooming in a browser is having fewer pixels. */
export const modes = {
  claro: { viewport: smallWindow, media: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } },
  oscuro: { viewport: smallWindow, media: { colorScheme: 'dark', forcedColors: 'none', contrast: 'no-preference' } },
  'más contraste': { viewport: smallWindow, media: { colorScheme: 'light', forcedColors: 'none', contrast: 'more' } },
  'alto contraste': { viewport: smallWindow, media: { colorScheme: 'dark', forcedColors: 'active', contrast: 'no-preference' } },
  '200 %': { viewport: { width: 512, height: 320 }, media: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } },
  '400 %': { viewport: { width: 320, height: 256 }, media: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } },
} satisfies Record<string, Mode>

/** Sets the text as wide as people who read it so set it (WCAG 1.4.12, Text Spacing), or takes that back. */
export const spacing = (page: Page, wide: boolean): Promise<void> => restyle(page, wide ? textSpacing : '')

/** Lets only these styles come after the page's own. A style sheet of the document is no part of what the page's policy refuses. */
export async function restyle(page: Page, styles: string): Promise<void> {
  await page.evaluate(`(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(${JSON.stringify(styles)})
    document.adoptedStyleSheets = [sheet]
  })()`)
}

const textSpacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }`

export interface Call {
  name: CommandName
  args: unknown
}

export interface OpenPage extends AsyncDisposable {
  page: Page
  /** Looks at it in another way. */
  look(mode: Mode): Promise<void>
  /** Commands that the page gave, in order. */
  calls(name?: CommandName): Promise<Call[]>
  /** Does something to the fake main process: `settle("FC-0001", "accepted")`, `refuse = {}`. */
  fake(expression: string): Promise<void>
  /** Everything that can be read or heard now: texts, names, titles, placeholders, and what a screen reader is told. */
  texts(): Promise<string[]>
  /** Everything that the page was told or a test typed. */
  data(): Promise<unknown>
  /** What axe finds, one line each. */
  violations(): Promise<string[]>
  /** Pixels by which the page or its content is wider than what is seen. */
  overflow(): Promise<number>
  /** Errors on the console (a refusal by the CSP is one), exceptions, and arguments that main would refuse. */
  trouble(): Promise<string[]>
}

/**
 * @param url of the preview
 * @param scene a name of scenes.ts, with a hash for another screen than Reenviar: `vacia#actividad`; `vacia#` is where the window opens
 * @param computer its zone, and the time at which its clock stands, milliseconds since the epoch; default its own
 */
export async function openPage(
  browser: Browser,
  url: string,
  scene: string,
  mode: Mode = modes.claro,
  { now, ...zone }: { timezoneId?: string; now?: number } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'es-AR', viewport: mode.viewport, reducedMotion: 'reduce', ...mode.media, ...zone })
  context.setDefaultTimeout(10_000)
  const page = bySight(await context.newPage())
  if (now !== undefined) await page.clock.setFixedTime(now)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  const [name = '', hash = 'reenviar'] = scene.split('#')
  await page.goto(`${url}?escena=${name}#${hash}`)
  await page.locator('h1').waitFor()
  await page.waitForFunction(allFetched, parts())

  const calls: OpenPage['calls'] = async (wanted) => {
    const all: Call[] = await page.evaluate('window.reencola.calls')
    return wanted ? all.filter((call) => call.name === wanted) : all
  }
  return {
    page,
    calls,
    look: async ({ viewport, media }) => {
      await page.setViewportSize(viewport)
      await page.emulateMedia(media)
      // What watches sizes has its say before the next picture but one.
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    },
    fake: async (expression) => {
      await page.evaluate(`(window.reencola.${expression}, undefined)`)
    },
    texts: () => page.evaluate(collectTexts),
    // As one text: the driver takes a second for each thousand rows that it is handed as objects.
    data: async () =>
      JSON.parse(
        await page.evaluate<string>("JSON.stringify([window.reencola.told, [...document.querySelectorAll('input, textarea')].map(({ value }) => value)])"),
      ) as unknown,
    violations: async () => {
      if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(await axe)
      // React Aria's own announcer names a button that may be gone by now, for seven seconds.
      const { violations }: AxeResults = await page.evaluate("axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] })")
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
    },
    overflow: () =>
      page.evaluate(`Math.max(...['html', 'main', '.sheet-body'].flatMap((selector) =>
        [...document.querySelectorAll(selector)].map((element) => element.scrollWidth - element.clientWidth)))`),
    trouble: async () => {
      const refused = (await calls()).flatMap(({ name: command, args }) => {
        const checked = commands[command].args.safeParse(args)
        return checked.success ? [] : [`${command}: ${checked.error.message}`]
      })
      return [...errors, ...refused]
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** The parts of the page are fetched after its first paint; a person does not click within that moment, a test does. */
const parts = () => readdirSync(join(builtPage, 'assets')).filter((name) => name.endsWith('.js'))
const allFetched = `(parts) => {
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1))
  return parts.every((part) => fetched.includes(part))
}`

const collectTexts = `(() => {
  const names = ['aria-label', 'aria-valuetext', 'aria-description', 'aria-roledescription', 'aria-placeholder', 'title', 'placeholder', 'alt']
  const texts = [document.title]
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('script, style')) texts.push(walk.currentNode.data)
  for (const element of document.querySelectorAll('*')) for (const name of names) texts.push(element.getAttribute(name) ?? '')
  return [...new Set(texts)].filter((text) => /\\p{L}/u.test(text))
})()`
