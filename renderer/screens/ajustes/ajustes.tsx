import { ajustes as texts, ajustesIndex } from '#contract/texts/ajustes.ts'
import { hashOf, partId, useHash } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { SettingsIndex } from './settings-index.tsx'
import { groups, type Group, type Section } from './sections.ts'

/** Those that this computer and this build have. */
function useGroups(): Group[] {
  const updates = useStore(({ desktop }) => desktop.updates !== null)
  return groups.map((group) => ({ ...group, sections: group.sections.filter(({ needsUpdates }) => updates || !needsUpdates) }))
}

/** One page of settings at a time, beside the index of all; `#ajustes/tema` is the address of a part. */
export function Ajustes() {
  const shown = useGroups()
  const hash = useHash()
  const [, part] = hash.split('/')
  const all = shown.flatMap(({ sections }) => sections)
  const chosen = all.find(({ id }) => id === part) ?? all[0]
  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <div className="settings" data-part={part === undefined ? undefined : true}>
        <SettingsIndex groups={shown} current={chosen?.id} />
        <div className="settings-page">
          <a className="settings-back" href={hashOf('ajustes')}>
            {ajustesIndex.all}
          </a>
          {chosen && pageOf(shown, chosen).map((section) => <Part key={section.id} section={section} />)}
        </div>
      </div>
    </section>
  )
}

/** Small sections stand on one page with their neighbours. */
function pageOf(shown: Group[], chosen: Section): Section[] {
  const group = shown.find(({ sections }) => sections.includes(chosen))
  return group?.together ? group.sections : [chosen]
}

function Part({ section: { id, title, Section } }: { section: Section }) {
  const heading = partId('ajustes', id)
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1}>
        {title}
      </h2>
      <Section />
    </section>
  )
}
