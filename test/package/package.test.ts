/** What an office would install, packaged around a stand-in for Electron's binary: its contents, its fuses, and that it works. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, extractFile, getRawHeader } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feedArguments } from '../../build/dist.ts'
import { isPermissive } from '../../build/third-party-licences.ts'
import type { Licence } from '#contract/commands/licences.ts'
import { launchApp, runCli } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { until } from '../e2e/harness/control.ts'
import { Simulator } from '../simulator/simulator.ts'
import { filesOf, largestAsar, readFuses, strangers, wantedFuses } from './contents.ts'
import { readResources } from './executable-resources.ts'
import { pack } from './pack.ts'

const root = join(import.meta.dirname, '..', '..')
const configuration = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
const feed = 'https://actualizaciones.ejemplo.com.ar/reencola/'

process.stdout.write('dmg and zip for macOS: not built, and nothing of them tried; only macOS can\n')

let scratch: string
let packages: { linux: string; win: string }
let asar: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'reencola-paquete-'))
  packages = { linux: await pack(scratch, 'linux', feedArguments(feed)), win: await pack(scratch, 'win') }
  asar = join(packages.linux, 'resources', 'app.asar')
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

const inside = (name: string) => extractFile(asar, name).toString('utf8')

describe('the asar', () => {
  test('holds the bundles, the page, the notices, and nothing else', () => {
    const found = filesOf(asar)
    expect(strangers(found)).toEqual([])
    expect(found).toEqual(expect.arrayContaining(['/out/main/main.js', '/out/preload/preload.cjs', '/out/renderer/index.html', '/out/licencias.json']))
    const icons = ['calm', 'working', 'offline', 'needs-you'].flatMap((state) => [`${state}.png`, `${state}-light.ico`, `${state}-dark.ico`])
    expect(found).toEqual(expect.arrayContaining(icons.map((name) => `/out/main/tray/${name}`)))
  })

  test('is small, and alone in its folder but for the updates’ address', () => {
    expect(statSync(asar).size).toBeLessThanOrEqual(largestAsar)
    expect(readdirSync(join(packages.linux, 'resources')).toSorted()).toEqual(['.keep', 'app-update.yml', 'app.asar'])
  })

  test('says of itself only what a program needs', () => {
    const { name, productName, main, desktopName, ...rest } = JSON.parse(inside('package.json')) as Record<string, unknown>
    expect({ name, productName, main, desktopName }).toEqual({
      name: 'reencola',
      productName: 'Reencola',
      main: 'out/main/main.js',
      desktopName: 'app.reencola.desktop',
    })
    expect(rest).not.toHaveProperty('scripts')
    expect(rest).not.toHaveProperty('devDependencies')
    expect(rest).not.toHaveProperty('dependencies')
  })

  test('tells nothing of the machine that built it', () => {
    const telling = filesOf(asar).filter((name) => [root, '//# sourceMappingURL='].some((word) => inside(name.slice(1)).includes(word)))
    expect(telling).toEqual([])
  })

  test('names whose code is inside, all of it free to be passed on', () => {
    const notices = JSON.parse(inside('out/licencias.json')) as Licence[]
    const named = notices.flatMap(({ packages: list }) => list.map((entry) => entry.replace(/ [^ ]+$/u, '')))
    expect(named).toEqual(expect.arrayContaining(['react', 'react-dom', 'react-aria-components', 'undici', 'zod']))
    expect(notices.filter(({ license, text }) => !isPermissive(license) || text.length < 200).map(({ packages: list }) => list)).toEqual([])
  })
})

describe.each(['linux', 'win'] as const)('the %s package', (target) => {
  const executable = () => join(packages[target], target === 'win' ? 'Reencola.exe' : 'reencola')

  test('has every fuse as the configuration says', async () => {
    expect(await readFuses(executable())).toEqual(wantedFuses)
  })

  test('keeps the languages of the office and the licences of Electron', () => {
    expect(readdirSync(join(packages[target], 'locales')).toSorted()).toEqual(['en-US.pak', 'es-419.pak', 'es.pak'])
    expect(readdirSync(packages[target])).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']))
  })
})

describe('the Windows executable', () => {
  let resources: ReturnType<typeof readResources>
  beforeAll(() => {
    resources = readResources(readFileSync(join(packages.win, 'Reencola.exe')))
  })

  test('carries the hash of the asar it may run', () => {
    const integrity = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    const header = getRawHeader(join(packages.win, 'resources', 'app.asar')).headerString
    expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: createHash('sha256').update(header).digest('hex') },
    ])
  })

  test('calls itself Reencola, under its own icon', () => {
    // Resource type 14: a group of icons.
    expect(resources.entries.filter(({ type }) => type === 14)).toHaveLength(1)
    expect(resources.version).toMatchObject({ ProductName: 'Reencola', FileDescription: 'Reencola' })
  })
})

test('the program looks for updates where the build was told, and nowhere else', () => {
  expect(readFileSync(join(packages.linux, 'resources', 'app-update.yml'), 'utf8')).toContain(`provider: generic\nurl: ${feed}\n`)
  expect(configuration).toMatch(/^publish: null$/mu)
  expect(feedArguments(undefined)).toEqual([])
  expect(() => feedArguments('http://actualizaciones.ejemplo.com.ar')).toThrow('https')
})

test('the packed app does the main job, under the name that the installer gives it', async () => {
  const appFolder = join(scratch, 'app')
  extractAll(asar, appFolder)
  const simulator = await Simulator.start()
  const credentials = { apikey: '20202', apitoken: 'tokdeprueba0123456789abcdef01234', usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef' }
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  const env = { REENCOLA_API_URL: simulator.url }
  const dataFolder = join(scratch, 'datos')
  const browser = await openBrowser()
  try {
    const configured = await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { ...env, REENCOLA_DATOS: dataFolder }, appFolder)
    expect(configured).toMatchObject({ code: 0, stdout: expect.stringContaining('"ok":true') as string })

    await using app = await launchApp({ env, appFolder, dataFolder })
    const page = await browser.newPage()
    await page.goto(await app.ready())
    await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
    await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-0001')
    await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
    await until(() => simulator.executions('FC-0001') === 1, 'the resend')
    await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
    await page.getByRole('row').filter({ hasText: 'FC-0001' }).getByText('Reencolado').waitFor()

    await page.getByRole('link', { name: 'Ajustes' }).click()
    await page.getByRole('link', { name: 'Acerca de Reencola' }).click()
    await page.getByRole('button', { name: 'Licencias de terceros' }).click()
    await page.getByRole('dialog').getByText('react-dom').waitFor()

    const appId = /^appId: (\S+)$/mu.exec(configuration)?.[1]
    expect((await app.control.state()).app).toMatchObject({ appUserModelId: appId, name: 'Reencola', appPath: appFolder })
  } finally {
    await browser.close()
    await simulator.stop()
  }
})
