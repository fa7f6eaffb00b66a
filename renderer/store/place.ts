/** What the page leaves for the page after it: a page is freed while its window stays hidden, and has to come back as it was left. */
import type { Result } from '#contract/result.ts'
import type { CommandValue } from '#contract/schema.ts'
import { call } from '../api.ts'
import { inboxView } from './inbox/inbox.ts'
import type { InboxChoice } from './inbox/shown-range.ts'
import { scrollTo, scroller } from './scrolled.ts'
import { getState, setState, subscribe, type PageState } from './store.ts'

const keptFields = ['draft', 'chosenPointOfSale', 'company', 'filters', 'story', 'standInSeen'] as const
type Kept = Pick<PageState, (typeof keptFields)[number]>
interface Place extends Kept {
  hash: string
  inbox: InboxChoice
  /** How far what is read was moved, in pixels. */
  scrolled: number
}

/** Typing changes the store with every key. Milliseconds. */
const settleTime = 200

let last = ''

/**
 * Puts the page where it was left, if it was here before, and keeps that up to date from now on.
 * @param kept what `readPlace` answered
 */
export function takePlace(kept: Result<CommandValue<'readPlace'>>): void {
  if (kept.ok && kept.value !== null) restore(JSON.parse(kept.value) as Place)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keepSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, settleTime)
  }
  subscribe(keepSoon)
  inboxView.subscribe(keepSoon)
  addEventListener('hashchange', keepSoon)
  addEventListener('scroll', keepSoon, { capture: true, passive: true })
  document.addEventListener('visibilitychange', keep)
}

function restore({ hash, scrolled, inbox, ...kept }: Place) {
  setState(kept)
  inboxView.choose(inbox)
  location.hash = hash
  if (scrolled > 0) scrollTo(scrolled)
}

function keep() {
  const state = getState()
  const kept = Object.fromEntries(keptFields.map((field) => [field, state[field]])) as unknown as Kept
  // A comprobante is opened from its row, which is not there yet when the page comes back.
  if (kept.story && 'reference' in kept.story) kept.story = null
  const place: Place = { ...kept, hash: location.hash, inbox: inboxView.choice, scrolled: scroller()?.scrollTop ?? 0 }
  const text = JSON.stringify(place)
  if (text === last) return
  last = text
  void call('keepPlace', { place: text })
}
