import type { ComponentType } from 'react'
import { notificationSettingTexts, shortcutTexts, startWithSystemTexts, updateTexts } from '#contract/texts/desktop.ts'
import { diagnosis } from '#contract/texts/diagnosis.ts'
import { archiveTexts } from '#contract/texts/history.ts'
import { licences } from '#contract/texts/licences.ts'
import { ajustes as texts, ajustesIndex } from '#contract/texts/ajustes.ts'
import { credentials } from '#contract/texts/point-of-sale.ts'
import { account as accountTexts } from '#contract/texts/account.ts'
import { plan as planTexts } from '#contract/texts/plan.ts'
import { rulesTexts } from '#contract/texts/rules.ts'
import { watchTexts } from '#contract/texts/watch.ts'
import { webhooks } from '#contract/texts/webhooks.ts'
import { About } from './about.tsx'
import { Account } from './account.tsx'
import { Archive } from './archive.tsx'
import { AutomaticResends } from './automatic-resends.tsx'
import { Diagnosis } from './diagnosis.tsx'
import { Notifications } from './notifications.tsx'
import { PointsOfSale } from './points-of-sale.tsx'
import { Proxy } from './proxy.tsx'
import { ShortcutChoice } from './shortcut.tsx'
import { StartWithSystem } from './start-with-system.tsx'
import { Theme } from './theme.tsx'
import { Updates } from './updates.tsx'
import { Watch } from './watch.tsx'
import { Webhooks } from './webhooks/webhooks.tsx'

export interface Section {
  /** The second part of its address: `#ajustes/tema`. */
  id: string
  title: string
  Section: ComponentType
  /** What it says: the search finds it by these words. */
  says?: unknown
  /** Only where this build has a feed of updates. */
  needsUpdates?: true
}

export interface Group {
  title: string
  /** Its sections are small and share a page. */
  together?: true
  sections: Section[]
}

const { automaticText, automaticOn, automaticOff, proxyText, proxyModes, proxyUrl, proxyPassword, themes, protection, reload, edit, add } = texts

/** What an employee looks for most often stands first; what they touch once, or never, last. */
export const groups: Group[] = [
  {
    title: ajustesIndex.groups.work,
    sections: [
      { id: 'puntos-de-venta', title: texts.pointsOfSale, Section: PointsOfSale, says: [credentials, protection, reload, edit, add] },
      { id: 'cupo', title: accountTexts.section, Section: Account, says: [accountTexts, planTexts] },
      { id: 'vigilancia', title: watchTexts.title, Section: Watch, says: [watchTexts, rulesTexts] },
      { id: 'automatico', title: texts.automatic, Section: AutomaticResends, says: [automaticText, automaticOn, automaticOff] },
    ],
  },
  {
    title: ajustesIndex.groups.program,
    together: true,
    sections: [
      { id: 'inicio', title: startWithSystemTexts.title, Section: StartWithSystem, says: startWithSystemTexts },
      { id: 'notificaciones', title: notificationSettingTexts.title, Section: Notifications, says: notificationSettingTexts },
      { id: 'atajo', title: shortcutTexts.title, Section: ShortcutChoice, says: shortcutTexts },
      { id: 'tema', title: texts.theme, Section: Theme, says: themes },
      { id: 'actualizaciones', title: updateTexts.title, Section: Updates, says: updateTexts, needsUpdates: true },
    ],
  },
  {
    title: ajustesIndex.groups.connection,
    sections: [
      { id: 'conexion', title: texts.proxy, Section: Proxy, says: [proxyText, proxyModes, proxyUrl, proxyPassword] },
      { id: 'avisos', title: webhooks.title, Section: Webhooks, says: webhooks },
    ],
  },
  {
    title: ajustesIndex.groups.records,
    together: true,
    sections: [
      { id: 'archivo', title: archiveTexts.title, Section: Archive, says: archiveTexts },
      { id: 'diagnostico', title: diagnosis.section, Section: Diagnosis, says: diagnosis },
      { id: 'acerca', title: ajustesIndex.about, Section: About, says: licences },
    ],
  },
]
