import { useSyncExternalStore } from 'react'
import { inboxView, type InboxView } from './inbox.ts'

/** Draws again whenever something of it changes. */
export function useInbox(): InboxView {
  useSyncExternalStore(inboxView.subscribe, () => inboxView.version)
  return inboxView
}
