/** The first starts on Windows, where the key of the folder is made by whoever comes first and written seconds later. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginCli, launchApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { closedPort } from '../../core/tusfacturas/client-setup.ts'

const point = JSON.stringify({ nombre: 'Casa', apikey: '30055', apitoken: 'e1f203142536475869708b9c0d1e2f34', usertoken: 'dd112233445566778899aabbccddeef2' })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-llave-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('while the program that makes the key runs, configurar waits for it, and what it stores can be opened', async () => {
  const env = {
    REENCOLA_API_URL: `http://127.0.0.1:${await closedPort()}`,
    REENCOLA_ANFITRION_INICIO: JSON.stringify({ computer: { platform: 'win32', packaged: true }, 'local-state': { held: true } }),
  }
  await using app = await launchApp({ dataFolder: folder, env })
  await until(async () => (await app.control.state()).windows[0]?.visible, 'the window')
  const command = beginCli(['configurar'], point, { REENCOLA_DATOS: folder, ...env })
  await until(async () => (await app.control.state()).app.otherStarts > 0, 'the command to ask for the folder')
  expect(existsSync(join(folder, 'Local State'))).toBe(false)
  await app.control.do('local-state', { held: false })
  expect(await command.finished).toMatchObject({ code: 0, stderr: '' })
  await until(async () => (await app.control.value('snapshot', {})).pointsOfSale.length === 1, 'what was stored')
  expect((await app.control.value('snapshot', {})).pointsOfSale).toMatchObject([{ name: 'Casa', status: 'ready' }])
})
