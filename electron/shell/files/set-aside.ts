import { readdirSync } from 'node:fs'
import type { Banner } from '#contract/model/snapshot.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { setAsideOf, type SmallFile } from '../../core/storage/data-files.ts'
import type { SettingsStore } from './settings.ts'

/** Every small file that may be damaged has its words. */
const texts: Record<SmallFile, (aside: string, folder: string) => string> = storageTexts.setAside

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
    if (setAsideOf(aside) === null) return fail('bad-arguments', { reason: 'aside' })
    const { readAside } = this.#settings.current
    const saved = this.#settings.save({ readAside: [...new Set([...readAside, aside])] })
    return saved.ok ? ok(null) : saved
  }

  #unread(): { name: SmallFile; aside: string }[] {
    const read = new Set(this.#settings.current.readAside)
    return namesIn(this.#folder).flatMap((aside) => {
      const name = setAsideOf(aside)
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
