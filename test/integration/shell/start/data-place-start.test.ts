/** Which folder a start takes, and which it refuses: on Windows the local one of the person, and nowhere one on another computer. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCli } from '../../../e2e/harness/app.ts'

const point = JSON.stringify({ nombre: 'Casa', apikey: '30044', apitoken: 'd1e2f30415263748596a7b8c9d0e1f23', usertoken: 'cc112233445566778899aabbccddeef1' })
const windows = JSON.stringify({ computer: { platform: 'win32', packaged: true }, 'local-state': { after: 0 } })

let scratch: string
beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'reencola-lugar-')))
})
afterEach(() => rm(scratch, { recursive: true }))

/** What a session of Windows says of itself; without `local` an odd one that says less. */
const session = (local: boolean) => ({
  HOME: scratch,
  USERPROFILE: scratch,
  APPDATA: join(scratch, 'Roaming'),
  LOCALAPPDATA: local ? join(scratch, 'Local') : '',
  REENCOLA_ANFITRION_INICIO: windows,
})
const configure = (local = true, more: Record<string, string> = {}) => runCli(['configurar'], point, { ...session(local), ...more })

describe('on Windows, where the person names no folder', () => {
  test('the data go to the local folder, and nothing is made in the one that travels with the account', async () => {
    expect(await configure()).toMatchObject({ code: 0, stderr: '' })
    expect(await readdir(join(scratch, 'Local', 'Reencola'))).toContain('credenciales.json')
    expect(existsSync(join(scratch, 'Roaming', 'Reencola'))).toBe(false)
  })

  test('a session that does not say where its local folder is has it where Windows puts it', async () => {
    expect(await configure(false)).toMatchObject({ code: 0, stderr: '' })
    expect(await readdir(join(scratch, 'AppData', 'Local', 'Reencola'))).toContain('credenciales.json')
  })

  test('what an older version left in the travelling one is moved with the program', async () => {
    const old = join(scratch, 'Roaming', 'Reencola')
    expect(await configure(true, { REENCOLA_DATOS: old })).toMatchObject({ code: 0 })
    const sealed = await readFile(join(old, 'credenciales.json'), 'utf8')
    expect((await runCli(['estado'], '', session(true))).code).toBe(0)
    expect(existsSync(old)).toBe(false)
    const local = join(scratch, 'Local', 'Reencola')
    expect(await readFile(join(local, 'credenciales.json'), 'utf8')).toBe(sealed)
    expect(await readFile(join(local, 'logs', 'reencola.log'), 'utf8')).toContain('the data folder of before')
  })
})

// Its path is written as one of a share, which Linux and macOS read as a folder of their own.
test.skipIf(process.platform === 'win32')('a folder on another computer is refused by every kind of start, and nothing is made in it', async () => {
  const folder = join(scratch, 'compartida')
  await mkdir(folder)
  for (const [args, stdin] of [
    [['estado'], ''],
    [['configurar'], point],
    [['reenviar', 'X-1', '--json'], ''],
    [[], ''],
  ] as const) {
    const { code, stderr } = await runCli([...args], stdin, { ...session(true), REENCOLA_DATOS: `/${folder}` })
    expect([args, code]).toEqual([args, 2])
    expect(stderr).toContain('está en la red')
  }
  expect(await readdir(folder)).toEqual([])
})
