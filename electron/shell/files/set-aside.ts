import type { Banner } from '#contract/model/snapshot.ts'
import { fail, type Result } from '#contract/result.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { namesIn, setAsideOf, type SmallFile } from '../../core/storage/data-files.ts'
import type { SettingsStore } from './settings.ts'

/** Every small file that may be damaged has its words. */
const texts: Record<SmallFile, (aside: string, folder: string) => string> = storageTexts.setAside

/** Data files that were damaged and kept aside, by this start or by an earlier one, the command line's included. */
export function watchSetAside(folder: string, settings: SettingsStore) {
  const unread = (): { name: SmallFile; aside: string }[] => {
    const read = new Set(settings.current.readAside)
    return namesIn(folder)
      .toSorted()
      .flatMap((aside) => {
        const name = setAsideOf(aside)
        return name && !read.has(aside) ? [{ name, aside }] : []
      })
  }
  return {
    /** What nobody has read about yet. */
    banners: (): Banner[] => unread().map(({ name, aside }) => ({ kind: 'set-aside', aside, text: texts[name](aside, folder) })),

    /** The settings are not the person's own: nothing that would be hard to bring back is done because of them. */
    settingsLost: (): boolean => unread().some(({ name }) => name === 'ajustes'),

    /** The person has read of it. */
    acknowledge(aside: string): Result<unknown> {
      if (setAsideOf(aside) === null) return fail('bad-arguments', { reason: 'aside' })
      return settings.save({ readAside: [...new Set([...settings.current.readAside, aside])] })
    },
  }
}
