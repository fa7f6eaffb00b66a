import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import type { Logger } from '../../../../electron/core/lib/logger.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { openStorage, type Storage } from '../../../../electron/core/storage/storage.ts'
import { VirtualApi } from '../../../unit/core/outbox/model/virtual-api.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A data folder of its own for each test, on a clock under the test's hand. */
export function storageScene() {
  const clock = new VirtualClock()
  const scene = {
    folder: '',
    clock,
    open: (logger: Logger = silent): Storage => openStorage(scene.folder, clock, logger, adoptJournal),
    file: (suffix = '') => join(scene.folder, `ordenes.db${suffix}`),
    journal: (suffix = '') => join(scene.folder, `diario.jsonl${suffix}`),
    copies: () => join(scene.folder, 'copias'),
    /**
     * Stores `sent`, sends them, stores `waiting` without a connection, and ends as a killed process does: nothing closed, the
     * -wal left behind.
     */
    storeAndDie: async (
      sent: string[],
      waiting: string[] = [],
      meanwhile: (storage: Storage, outbox: Outbox) => void | Promise<void> = () => {},
    ): Promise<void> => {
      const storage = scene.open()
      const { outbox, api } = outboxOn(storage, clock)
      for (const reference of sent) api.status.set(reference, 'error')
      outbox.start()
      outbox.acknowledgeStorage()
      if (sent.length > 0) outbox.place('uno', sent)
      await clock.advance(60_000)
      api.offline = true
      if (waiting.length > 0) outbox.place('uno', waiting)
      await clock.advance(1_000)
      await meanwhile(storage, outbox)
      outbox.dispose()
      clock.forgetTimers()
      // Copying while open keeps the -wal that a clean close would fold in.
      const dead = `${scene.folder}-dead`
      cpSync(scene.folder, dead, { recursive: true })
      storage.dispose()
      rmSync(scene.folder, { recursive: true })
      cpSync(dead, scene.folder, { recursive: true })
      rmSync(dead, { recursive: true })
    },
  }
  beforeEach(() => {
    clock.forgetTimers()
    clock.skew = 0
    scene.folder = mkdtempSync(join(tmpdir(), 'reencola-storage-'))
  })
  // Again for a while: a file of the journal is closed in the background, and Windows keeps what is open.
  afterEach(() => rm(scene.folder, { recursive: true, force: true, maxRetries: 3 }))
  return scene
}

/** An outbox over a TusFacturasAPP that answers from memory. */
export function outboxOn(
  storage: Storage,
  clock: VirtualClock,
  api = new VirtualApi(),
  onDamage = (_detail: string): void => {},
): { outbox: Outbox; api: VirtualApi } {
  const outbox = new Outbox({
    ...storage,
    onDamage,
    api,
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve({ apikey: 'a', apitoken: 'b', usertoken: 'c' }) },
    rules: () => ({ automaticResends: 1, spacing: 100 }),
    clock,
    logger: silent,
  })
  return { outbox, api }
}

/** Reference and state of every order. */
export const states = (storage: Storage): Record<string, unknown> =>
  Object.fromEntries(
    storage.database
      .prepare('SELECT external_reference AS r, state AS s FROM orders ORDER BY id')
      .all()
      .map((row) => [row['r'], row['s']]),
  )
