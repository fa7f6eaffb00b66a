import type { Database } from './state-store.ts'

/** `paused`: "yes". `stopped`: JSON of Stop. `alert-read`: the id of the task whose alert was read. */
type Flag = 'paused' | 'stopped' | 'alert-read'

/** What holds for the program as a whole and outlives it. */
export class Flags {
  readonly #store: Pick<Database, 'prepare'>

  constructor(store: Pick<Database, 'prepare'>) {
    this.#store = store
  }

  /** @throws SQLite's error */
  get(flag: Flag): string | null {
    const row = this.#store.prepare('SELECT value FROM flag WHERE name = ?').get(flag)
    return row ? String(row['value']) : null
  }

  /** @throws SQLite's error */
  set(flag: Flag, value: string | null): void {
    if (value === null) this.#store.prepare('DELETE FROM flag WHERE name = ?').run(flag)
    else this.#store.prepare('INSERT INTO flag VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(flag, value)
  }
}
