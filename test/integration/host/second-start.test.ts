/** A second start finds the first one and is heard: by a socket of Unix, by a pipe of Windows. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, runCli } from '../../e2e/harness/app.ts'
import { until } from '../../e2e/harness/control.ts'

const appFolder = join(import.meta.dirname, '..', '..', 'host', 'fixture')

let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'second-start-')))
})

afterEach(() => rm(folder, { recursive: true }))

const launch = () => launchApp({ appFolder, env: { FIXTURE_DATOS: folder } })
const cli = (args: string[], data = folder) => runCli(args, undefined, { FIXTURE_DATOS: data }, appFolder)

/** @returns the note that begins like that, as soon as the first start has written it */
const noted = (what: string) =>
  until(async () => (await readFile(join(folder, 'notes.txt'), 'utf8').catch(() => '')).split('\n').find((note) => note.startsWith(what)), what)

test('a second process hands over its arguments and ends', async () => {
  await using app = await launch()
  await app.ready()
  const second = await cli(['reenviar', 'A 1'])
  // On its standard error the host says when nobody has answered.
  expect(second).toEqual({ code: 4, stdout: 'second\n', stderr: '' })
  const details = { argv: ['reenviar', 'A 1'], workingDirectory: process.cwd(), additionalData: { from: ['reenviar', 'A 1'] } }
  expect(await noted('second-instance')).toBe(`second-instance ${JSON.stringify(details)}`)
})

test.runIf(process.platform === 'win32')('it finds the first one where its folder is written in other letters', async () => {
  await using app = await launch()
  await app.ready()
  expect(await cli(['B'], folder.toUpperCase())).toMatchObject({ code: 4, stderr: '' })
  expect(await noted('second-instance')).toContain('"argv":["B"]')
})
