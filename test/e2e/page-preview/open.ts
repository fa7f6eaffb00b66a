/** The page in a real Chromium, in one of the scenes, with everything that goes wrong written down. */
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { commands, type CommandName } from '../../../electron/contract/schema.ts'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Ways in which people look at it. */
export const modes: Record<string, BrowserContextOptions> = {
  claro: { viewport: { width: 1024, height: 640 }, colorScheme: 'light' },
  oscuro: { viewport: { width: 1024, height: 640 }, colorScheme: 'dark' },
  'alto contraste': { viewport: { width: 1024, height: 640 }, forcedColors: 'active' },
  '200 %': { viewport: { width: 512, height: 320 }, deviceScaleFactor: 2 },
}

export interface Call {
  name: CommandName
  args: unknown
}

export interface OpenPage extends AsyncDisposable {
  page: Page
  /** Commands that the page gave, in order. */
  calls(name?: CommandName): Promise<Call[]>
  /** Does something to the fake main process: `settle("FC-0001", "accepted")`, `refuse = {}`. */
  fake(expression: string): Promise<void>
  /** What axe finds, one line each. */
  violations(): Promise<string[]>
  /** Pixels by which the page or its content is wider than what is seen. */
  overflow(): Promise<number>
  /** Errors on the console (a refusal by the CSP is one), exceptions, and arguments that main would refuse. */
  trouble(): Promise<string[]>
}

/** @param url of the preview @param scene a name of scenes.ts, with a hash for another screen: `vacia#actividad` */
export async function openPage(browser: Browser, url: string, scene: string, mode: BrowserContextOptions = modes['claro'] ?? {}): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'es-AR', reducedMotion: 'reduce', ...mode })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  const [name = '', hash = ''] = scene.split('#')
  await page.goto(`${url}?escena=${name}#${hash}`)
  await page.locator('h1').waitFor()

  const calls: OpenPage['calls'] = async (wanted) => {
    const all: Call[] = await page.evaluate('window.reencola.calls')
    return wanted ? all.filter((call) => call.name === wanted) : all
  }
  return {
    page,
    calls,
    fake: async (expression) => {
      await page.evaluate(`(window.reencola.${expression}, undefined)`)
    },
    violations: async () => {
      const { violations }: AxeResults = await page.evaluate(`${await axe}; axe.run(document, { resultTypes: ['violations'] })`)
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
