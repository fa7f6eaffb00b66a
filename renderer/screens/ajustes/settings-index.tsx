import { useState, type SyntheticEvent } from 'react'
import { ajustesIndex as texts } from '#contract/texts/ajustes.ts'
import { openScreen, partId } from '../../store/route.ts'
import { useSpoken } from '../../ui/announcer.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { findSettings } from './find-setting.ts'
import type { Group } from './sections.ts'

interface SettingsIndexProps {
  groups: Group[]
  /** Id of the section that is open. */
  current: string | undefined
}

/** All the settings there are, found by any of their words; Enter opens the first. */
export function SettingsIndex({ groups, current }: SettingsIndexProps) {
  const [wanted, setWanted] = useState('')
  const found = findSettings(groups, wanted)
  const count = found.reduce((sum, { sections }) => sum + sections.length, 0)
  useSpoken(wanted.trim() === '' ? '' : count === 0 ? texts.nothing : texts.found(count))

  function open(event: SyntheticEvent) {
    event.preventDefault()
    const first = found[0]?.sections[0]
    if (!first) return
    openScreen('ajustes', first.id)
    setWanted('')
  }

  return (
    <nav className="settings-index" aria-label={texts.label}>
      <search>
        <form onSubmit={open}>
          <TextField label={texts.search} type="search" value={wanted} onChange={setWanted} maxLength={80} />
        </form>
      </search>
      {count === 0 && <p>{texts.nothing}</p>}
      {found.map(({ title, sections }) => (
        <div key={title}>
          <p aria-hidden="true">{title}</p>
          <ul aria-label={title}>
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`#${partId('ajustes', section.id)}`} aria-current={section.id === current ? 'page' : undefined}>
                  {section.title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
