import type { Screen } from '#contract/commands/navigation.ts'
import type { Found } from '#contract/model/found.ts'
import type { InboxRow } from '#contract/model/inbox.ts'
import { checkReference } from '#contract/model/references.ts'
import { navigation } from '#contract/texts/page.ts'
import { palette as texts } from '#contract/texts/palette.ts'
import { wordsIn } from '#contract/words.ts'
import { addToDraft } from '../../store/feed.ts'
import { chooseCompany, reveal } from '../../store/company.ts'
import { inboxView } from '../../store/inbox/inbox.ts'
import { daysOf } from '../../store/inbox/ranges.ts'
import { isIn } from '../../store/inbox/shown-range.ts'
import { noInboxFilters } from '../../store/inbox/filters.ts'
import { closeStory, openStory } from '../../store/open-story.ts'
import { openScreen, screenNames } from '../../store/route.ts'
import { showOrders } from '../../store/show-orders.ts'
import { getState } from '../../store/store.ts'
import type { IconName } from '../../ui/icon.tsx'
import { screenIcons } from '../screen-icons.ts'

/** Somewhere to go, or something that costs nothing. */
export interface Choice {
  key: string
  kind: keyof typeof texts.kinds
  icon: IconName
  label: string
  /** What tells it from others alike. */
  about: string
  run: () => void
}

export interface Dialogs {
  explain: () => void
  keys: () => void
}

/** Points of sale at once: more are found by typing. */
const mostPoints = 6

/** @returns what fits the text of what does not have to be looked for on disk */
export function choicesOf(text: string, dialogs: Dialogs): Choice[] {
  const has = wordsIn(text)
  const fits = ({ label, about }: Choice) => has(`${label} ${about}`)
  const pointsOfSale = text.trim() === '' || getState().pointsOfSale.length < 2 ? [] : getState().pointsOfSale.map(pointOfSaleChoice)
  return [...[...screenNames.map(screenChoice), ...actions(dialogs)].filter(fits), ...pointsOfSale.filter(fits).slice(0, mostPoints)]
}

const screenChoice = (screen: Screen): Choice => ({
  key: `screen-${screen}`,
  kind: 'screen',
  icon: screenIcons[screen],
  label: navigation[screen],
  about: '',
  run: () => openScreen(screen),
})

const pointOfSaleChoice = ({ id, name }: { id: string; name: string }): Choice => ({
  key: `point-${id}`,
  kind: 'point-of-sale',
  icon: 'inbox',
  label: name,
  about: navigation['con-error'],
  run: () => {
    reveal(id)
    inboxView.change((list) => list.filter({ ...noInboxFilters, pointOfSaleId: id }))
    openScreen('con-error')
  },
})

/** Nothing here sends: what would let go what waits leads to its button. */
function actions({ explain, keys }: Dialogs): Choice[] {
  return [
    getState().status.paused
      ? action('resume', 'resume', texts.resume, () => atBrake((button) => button.focus()))
      : action('pause', 'pause', texts.pause, () => atBrake(press)),
    action('explain', 'question', texts.explain, explain),
    action('keys', 'info', texts.keys, keys),
  ]
}

const brake = () => document.querySelector<HTMLElement>('.pause button')

/** The button of the foot, where it also says why it was refused; in a small window its menu is opened, and what covers it closed. */
function atBrake(act: (button: HTMLElement) => void): void {
  const shown = brake()
  if (shown?.checkVisibility()) return act(shown)
  closeStory()
  document.querySelector<HTMLElement>('.menu-toggle')?.click()
  requestAnimationFrame(() => {
    const there = brake()
    if (there) act(there)
  })
}

function press(button: HTMLElement): void {
  button.focus()
  button.click()
}

const action = (key: string, icon: IconName, label: string, run: () => void): Choice => ({ key, kind: 'action', icon, label, about: '', run })

/** @returns what was found on disk, and what can be done with a text that is nowhere */
export function foundChoices(text: string, { inError, orders }: Found): Choice[] {
  const wanted = text.trim()
  const isNowhere = orders.length + inError.length === 0
  const names = new Map(getState().pointsOfSale.map(({ id, name }) => [id, name]))
  return [
    ...inError.map((row) => ({
      key: `row-${row.id}`,
      kind: 'in-error' as const,
      icon: 'inbox' as const,
      label: row.external_reference || row.razon_social,
      about: [row.external_reference && row.razon_social, row.fecha, names.get(row.pointOfSaleId)].filter(Boolean).join(' · '),
      run: () => void showRow(row),
    })),
    ...orders.map(({ id, external_reference, client, stateLabel, pointOfSaleName }) => ({
      key: `order-${id}`,
      kind: 'order' as const,
      icon: 'list' as const,
      label: external_reference,
      about: [stateLabel, client, pointOfSaleName].filter(Boolean).join(' · '),
      run: () => openStory({ order: id }),
    })),
    ...(isNowhere && checkReference(wanted).problem === null && !/\s/u.test(wanted) ? [action('take', 'send', texts.take(wanted), () => take(wanted))] : []),
    ...(orders.length > 0 ? [action('search', 'search', texts.search(wanted), () => searchAll(wanted))] : []),
  ]
}

function take(reference: string): void {
  addToDraft(reference)
  openScreen('reenviar')
}

/** They were found in all companies. */
function searchAll(search: string): void {
  chooseCompany('')
  showOrders({ search })
}

/** Shows it alone in its list, of its day where the list is of others. */
async function showRow(row: InboxRow): Promise<void> {
  const { pointOfSaleId, external_reference, razon_social, fecha, snoozedUntil } = row
  reveal(pointOfSaleId)
  inboxView.change((list) => list.filter({ ...noInboxFilters, search: external_reference || razon_social, snoozed: snoozedUntil !== null }))
  openScreen('con-error')
  const { range } = inboxView
  // The list may not have been shown yet: its days are told by its kind.
  const days = range.kind === 'custom' ? range : daysOf(range.kind)
  if (!isIn(days, row)) await inboxView.start({ kind: 'custom', desde: fecha, hasta: fecha })
}
