/** As an office starts it first: no data folder, and no settings that a test wrote. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchByDefault } from '#contract/model/settings.ts'
import { launchApp } from '../../../e2e/harness/app.ts'

test('makes its folder, watches by default, and asks for a point of sale', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-primera-'))
  const dataFolder = join(folder, 'Mis datos', 'Reencola')
  try {
    await using app = await launchApp({ dataFolder, untouched: true })
    await app.ready()
    const { settings, pointsOfSale } = await app.control.value('snapshot', {})
    expect({ watch: settings.watch, pointsOfSale }).toEqual({ watch: watchByDefault, pointsOfSale: [] })
    expect(existsSync(join(dataFolder, 'logs'))).toBe(true)
    expect((await app.control.state()).windows).toMatchObject([{ visible: true }])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
