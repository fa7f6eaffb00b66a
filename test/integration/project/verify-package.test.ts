/** The last look at a package before it is handed out, at packages whose executable says what it is to say: real files, a real process. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createPackage } from '@electron/asar'
import { FuseState, FuseV1Options } from '@electron/fuses'
import { describe, expect, onTestFinished, test } from 'vitest'
import { wantedFuses } from '../../package/contents.ts'

const verifier = join(import.meta.dirname, '..', '..', 'package', 'verify.ts')
/** What follows it in a binary are the version of the wire, its length, and a digit a fuse; see `@electron/fuses`. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const names = Object.values(FuseV1Options).filter((name) => typeof name === 'string') as (keyof typeof wantedFuses)[]
const wire = (fuses: Record<string, boolean>) =>
  Buffer.from([1, names.length, ...names.map((name) => (fuses[name] === true ? FuseState.ENABLE : FuseState.DISABLE))])

interface Package {
  /** In the shell's `printf`. */
  says: string
  code?: number
  files?: string[]
  fuses?: Record<string, boolean>
}

/** @returns what the look at such a package ends with */
async function verify({ says, code = 0, files = ['package.json'], fuses = wantedFuses }: Package): Promise<{ code: number; stdout: string }> {
  const scratch = await mkdtemp(join(tmpdir(), 'reencola-paquete-'))
  onTestFinished(() => rm(scratch, { recursive: true }))
  for (const file of files) {
    await mkdir(dirname(join(scratch, 'fuente', file)), { recursive: true })
    await writeFile(join(scratch, 'fuente', file), '{}')
  }
  const executable = join(scratch, 'reencola')
  await writeFile(executable, Buffer.concat([Buffer.from(`#!/bin/sh\nprintf '${says}'\nexit ${code}\n${sentinel}`), wire(fuses)]), { mode: 0o755 })
  await createPackage(join(scratch, 'fuente'), join(scratch, 'resources', 'app.asar'))
  return promisify(execFile)(process.execPath, [verifier, executable]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code: ended, stdout }: { code: number; stdout: string }) => ({ code: ended, stdout }),
  )
}

const answer = '{"codigo":null}\\n'

// What stands in for the program is a script of the shell.
describe.skipIf(process.platform === 'win32')('a package', () => {
  test('that answers is good, also where Electron prints an empty line first, as on Windows', async () => {
    for (const says of [answer, `\\n${answer}`, `\\r\\n${answer}`]) expect([says, (await verify({ says })).code]).toEqual([says, 0])
  })

  test('is not good when it does not run, answers something else, holds what it must not or has another fuse', async () => {
    expect(await verify({ says: answer, code: 7 })).toMatchObject({ code: 1, stdout: expect.stringContaining('no corre (7)') as string })
    expect(await verify({ says: 'Reencola' })).toMatchObject({ code: 1, stdout: expect.stringContaining('no corre (0): Reencola') as string })
    const loose = await verify({ says: answer, files: ['package.json', 'notas.txt'] })
    expect(loose).toEqual({ code: 1, stdout: 'archivos de más: /notas.txt\n' })
    expect((await verify({ says: answer, fuses: { ...wantedFuses, RunAsNode: true } })).stdout).toMatch(/^fusibles: /u)
  })
})
