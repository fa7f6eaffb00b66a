import { useSyncExternalStore } from 'react'
import { backlogView, type BacklogView } from '../../store/backlog/backlog.ts'

/** Draws again whenever something of it changes. */
export function useBacklog(): BacklogView {
  useSyncExternalStore(backlogView.subscribe, () => backlogView.version)
  return backlogView
}
