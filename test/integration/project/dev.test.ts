/** `npm run dev` on a copy of the project, as it writes into what it watches. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cleanEnvironment, collect } from '../../e2e/harness/app.ts'
import { openBrowser } from '../../e2e/harness/browser.ts'
import { until } from '../../e2e/harness/control.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const copied = ['electron', 'renderer', 'build', 'test/host', 'test/simulator', 'package.json', 'tsconfig.json', 'electron.vite.config.ts', 'LICENSE']

async function copyProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-dev-'))
  for (const name of copied) await cp(join(root, name), join(folder, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

const replaceIn = async (path: string, from: string, to: string) => writeFile(path, (await readFile(path, 'utf8')).replace(from, to))

test('a save of the page loads it again, one of the main process starts the app again at the same address', async () => {
  const folder = await copyProject()
  const child = spawn(process.execPath, [join(folder, 'build', 'dev.ts')], {
    env: { ...cleanEnvironment(), REENCOLA_ANFITRION: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const addresses = () => [...stdout().matchAll(/^Reencola lista en (\S+)$/gmu)].map(([, url = '']) => url)
  const browser = await openBrowser()
  try {
    const url = await until(() => addresses()[0], 'the window').catch((error: unknown) => {
      throw new Error(stderr(), { cause: error })
    })
    const page = await browser.newPage()
    await page.goto(url)
    const heading = page.getByRole('link', { name: 'Actividad', exact: true })
    await heading.waitFor()

    await replaceIn(join(folder, 'renderer', 'app.tsx'), '<span>{navigation[name]}</span>', '<span>{`${navigation[name]}, guardado`}</span>')
    await page.getByRole('link', { name: 'Actividad, guardado' }).waitFor()
    expect(addresses()).toHaveLength(1)

    await replaceIn(join(folder, 'electron', 'main.ts'), '/** Composition root', '/** The composition root')
    expect(await until(() => addresses()[1], 'the second start')).toBe(url)
    await page.getByRole('link', { name: 'Actividad, guardado' }).waitFor()
  } finally {
    await browser.close()
    child.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
})
