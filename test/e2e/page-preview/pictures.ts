/**
 * Takes a picture of every sight of the page, in every size and every colour, for whoever has to look at all of them:
 * `npm run looks -- FOLDER [WORDS...]`; with words only the sights and the ways that have one of them in their name.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openBrowser } from '../harness/browser.ts'
import { looks } from './looks.ts'
import { modes, openPage, spacing, type Mode } from './open.ts'
import { servePage } from './serve.ts'

const light: Mode['media'] = { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' }

/** As people have it: on a small screen, on a usual one and on a large one, zoomed in, in other colours. */
const ways: Record<string, Mode & { spaced?: boolean }> = {
  ...modes,
  '1366x768': { viewport: { width: 1366, height: 768 }, media: light },
  '1920x1080': { viewport: { width: 1920, height: 1080 }, media: light },
  'texto espaciado': { ...modes.claro, spaced: true },
}

async function takePictures(folder: string, words: string[]): Promise<void> {
  const preview = await servePage()
  const browser = await openBrowser()
  const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word))
  const wantedWays = Object.entries(ways).filter(([name]) => !Object.keys(ways).some(isWanted) || isWanted(name))
  const wantedLooks = Object.entries(looks).filter(([name]) => !Object.keys(looks).some(isWanted) || isWanted(name))
  for (const [way] of wantedWays) mkdirSync(join(folder, way), { recursive: true })
  for (const [name, { scene, reach }] of wantedLooks) {
    await using open = await openPage(browser, preview.url, scene)
    await reach?.(open.page)
    for (const [way, mode] of wantedWays) {
      await open.look(mode)
      await spacing(open.page, mode.spaced ?? false)
      await open.page.screenshot({ path: join(folder, way, `${name.replaceAll('/', '-')}.png`) })
    }
    console.log(name)
  }
  await browser.close()
  await preview.close()
}

const [folder, ...words] = process.argv.slice(2)
if (folder === undefined) throw new Error('the folder for the pictures is missing: npm run looks -- FOLDER [WORDS...]')
await takePictures(resolve(folder), words)
