import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { createLog } from '../../../../electron/shell/report/log.ts'
import { logRedaction, secretsOfEach } from '../../../../electron/core/redaction/rules.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-log-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the log is redacted, for the owner only, and one old file is kept when it grows', async () => {
  const log = createLog({
    folder: join(folder, 'logs'),
    stderr: false,
    redact: logRedaction(secretsOfEach(new SecretsInMemory()), { home: folder, user: '', host: '' }),
  })
  log.info('call', { apitoken: 'secreto-corto', reference: 'FC-1' })
  log.error('odd\nlines', { error: new Error('no') })
  const written = await readFile(join(folder, 'logs', 'reencola.log'), 'utf8')
  expect(written).toMatch(/ info call \{"apitoken":"••••","reference":"FC-1"\}\r?\n.* error odd lines /u)
  if (process.platform !== 'win32') expect((await stat(join(folder, 'logs', 'reencola.log'))).mode & 0o777).toBe(0o600)

  const block = 'ñandú '.repeat(100_000)
  for (let lines = 0; lines < 100; lines++) log.info(block)
  const sizes = await Promise.all((await readdir(join(folder, 'logs'))).map(async (name) => (await stat(join(folder, 'logs', name))).size))
  expect(sizes).toHaveLength(2)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000)
})
