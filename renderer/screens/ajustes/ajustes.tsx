import type { ComponentType } from 'react'
import { account as accountTexts } from '#contract/texts/task-dialogs.ts'
import { ajustesIndex } from '#contract/texts/ajustes.ts'
import { notificationTexts, shortcutTexts, startTexts, updateTexts } from '#contract/texts/desktop.ts'
import { diagnosis } from '#contract/texts/diagnosis.ts'
import { ajustes as texts } from '#contract/texts/page.ts'
import { watchTexts } from '#contract/texts/watch.ts'
import { webhooks } from '#contract/texts/webhooks.ts'
import { partId } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { archiveTexts } from '#contract/texts/history.ts'
import { Archive } from './archive.tsx'
import { Account } from './account.tsx'
import { AutomaticResends } from './automatic-resends.tsx'
import { Notifications } from './notifications.tsx'
import { Diagnosis } from './diagnosis.tsx'
import { PointsOfSale } from './points-of-sale.tsx'
import { Proxy } from './proxy.tsx'
import { ShortcutChoice } from './shortcut.tsx'
import { StartWithSystem } from './start-with-system.tsx'
import { Theme } from './theme.tsx'
import { ThirdPartyLicences } from './licences.tsx'
import { Updates } from './updates.tsx'
import { Watch } from './watch.tsx'
import { Webhooks } from './webhooks/webhooks.tsx'

interface Section {
  /** The last part of its address: `#ajustes/tema`. */
  id: string
  title: string
  Section: ComponentType
  /** Only where this build has a feed of updates. */
  needsUpdates?: true
}

/** What an employee looks for most often stands first; what she touches once, or never, last. */
const groups: { title: string; sections: Section[] }[] = [
  {
    title: ajustesIndex.groups.work,
    sections: [
      { id: 'puntos-de-venta', title: texts.pointsOfSale, Section: PointsOfSale },
      { id: 'cupo', title: accountTexts.section, Section: Account },
      { id: 'vigilancia', title: watchTexts.title, Section: Watch },
      { id: 'automatico', title: texts.automatic, Section: AutomaticResends },
    ],
  },
  {
    title: ajustesIndex.groups.program,
    sections: [
      { id: 'inicio', title: startTexts.title, Section: StartWithSystem },
      { id: 'notificaciones', title: notificationTexts.title, Section: Notifications },
      { id: 'atajo', title: shortcutTexts.title, Section: ShortcutChoice },
      { id: 'tema', title: texts.theme, Section: Theme },
      { id: 'actualizaciones', title: updateTexts.title, Section: Updates, needsUpdates: true },
    ],
  },
  {
    title: ajustesIndex.groups.connection,
    sections: [
      { id: 'conexion', title: texts.proxy, Section: Proxy },
      { id: 'avisos', title: webhooks.title, Section: Webhooks },
    ],
  },
  {
    title: ajustesIndex.groups.records,
    sections: [
      { id: 'archivo', title: archiveTexts.title, Section: Archive },
      { id: 'diagnostico', title: diagnosis.section, Section: Diagnosis },
    ],
  },
]

/** Those that this computer and this build have. */
function useGroups() {
  const updates = useStore(({ desktop }) => desktop.updates !== null)
  return groups.map((group) => ({ ...group, sections: group.sections.filter(({ needsUpdates }) => updates || !needsUpdates) }))
}

/** All settings on one page, so that the browser's search finds each; an index beside them leads to its section. */
export function Ajustes() {
  const version = useStore((state) => state.version)
  const shown = useGroups()
  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <div className="settings">
        <Index />
        <div className="settings-sections">
          {shown.flatMap(({ sections }) =>
            sections.map(({ id, title, Section }) => (
              <section key={id} className="card stack" aria-labelledby={partId('ajustes', id)}>
                <h2 id={partId('ajustes', id)} tabIndex={-1}>
                  {title}
                </h2>
                <Section />
              </section>
            )),
          )}
          <p className="field-help">{texts.version(version)}</p>
          <ThirdPartyLicences />
        </div>
      </div>
    </section>
  )
}

function Index() {
  const shown = useGroups()
  return (
    <nav className="settings-index" aria-label={ajustesIndex.label}>
      {shown.map(({ title, sections }) => (
        <div key={title}>
          <p aria-hidden="true">{title}</p>
          <ul aria-label={title}>
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`#${partId('ajustes', section.id)}`}>{section.title}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
