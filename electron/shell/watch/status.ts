import type { WatchStatus } from '#contract/commands/watch.ts'
import type { WatchState } from '../../core/watch/watcher.ts'

/** The state of the watching as the page may see it: names in place of ids. A point of sale that is gone lacks nothing. */
export const presentWatch = ({ lacking, ...state }: WatchState, nameOf: (id: string) => string | null): WatchStatus => ({
  ...state,
  lacking: lacking.flatMap((id) => nameOf(id) ?? []),
})
