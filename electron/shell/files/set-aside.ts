import { readdirSync } from 'node:fs'
import type { Banner } from '#contract/model/snapshot.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import type { SettingsStore } from './settings.ts'

const texts = storageTexts.setAside
type Name = keyof typeof texts

/** As data-file.ts names them. */
const pattern = /^(credenciales|ajustes|avisos)\.danado-\d+\.json$/u

/** Data files that were damaged and kept aside, by this start or by an earlier one, the command line's included. */
export class SetAside {
  readonly #folder: string
  readonly #settings: SettingsStore

  constructor(folder: string, settings: SettingsStore) {
    this.#folder = folder
    this.#settings = settings
  }

  /** What nobody has read about yet. */
  banners(): Banner[] {
    return this.#unread().map(({ name, aside }) => ({ kind: 'set-aside', aside, text: texts[name](aside, this.#folder) }))
  }

  /** The settings are not the person's own: nothing that would be hard to bring back is done because of them. */
  get settingsLost(): boolean {
    return this.#unread().some(({ name }) => name === 'ajustes')
  }

  /** The person has read of it. */
  acknowledge(aside: string): Result<null> {
    if (!pattern.test(aside)) return fail('bad-arguments', { reason: 'aside' })
    const { readAside } = this.#settings.current
    const saved = this.#settings.save({ readAside: [...new Set([...readAside, aside])] })
    return saved.ok ? ok(null) : saved
  }

  #unread(): { name: Name; aside: string }[] {
    const read = new Set(this.#settings.current.readAside)
    return namesIn(this.#folder).flatMap((aside) => {
      const name = pattern.exec(aside)?.[1] as Name | undefined
      return name && !read.has(aside) ? [{ name, aside }] : []
    })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
