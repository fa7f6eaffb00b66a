import { hostname } from 'node:os'
import { fail } from '#contract/result.ts'
import { watchByDefault } from '#contract/model/settings.ts'
import { settingsFormat } from '../../../electron/shell/files/settings.ts'
import { offsetOf } from '../../../electron/shell/watch/offset.ts'

/** @returns settings with which it watches at any hour, and begins at once, whenever and wherever the test runs */
export function watchedAtOnce() {
  const named = offsetOf({ current: { ...settingsFormat.schema.parse({}), watchOffset: 0 }, save: () => fail('internal') }, hostname())
  const watch = { ...watchByDefault, every: 10 as const, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 }
  return { watch, watchOffset: (1.01 - named) % 1 }
}
