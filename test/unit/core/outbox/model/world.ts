import { DatabaseSync } from 'node:sqlite'
import type { Credentials } from '#contract/model/credentials.ts'
import { Outbox } from '../../../../../electron/core/outbox/outbox.ts'
import { migrate } from '../../../../../electron/core/storage/migrations.ts'
import type { Journal } from '../../../../../electron/core/storage/journal.ts'
import { VirtualApi } from './virtual-api.ts'
import { VirtualClock, settle } from './virtual-clock.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** An outbox over a real SQLite database, with time and TusFacturasAPP under the test's hand. */
export class World {
  readonly clock = new VirtualClock()
  readonly api = new VirtualApi()
  readonly database = new DatabaseSync(':memory:')
  readonly journal: Parameters<Journal['append']>[0][] = []
  readonly pointsOfSale = ['uno', 'dos']
  automaticResends: 0 | 1 = 1
  /** 0: the next order follows an answer at once, as when answers take longer than the spacing. */
  spacing = 100
  /** How the credentials of a point of sale are read; they come at once. */
  credentialsOf = (id: string): Promise<Credentials> => Promise.resolve({ apikey: id, apitoken: 't', usertoken: 'u' })
  outbox: Outbox

  constructor() {
    migrate(this.database)
    this.outbox = this.open()
    this.outbox.start()
  }

  /** @param stopped what opening the database found */
  open(stopped: ConstructorParameters<typeof Outbox>[0]['stopped'] = null): Outbox {
    return new Outbox({
      database: this.database,
      journal: { append: (entry) => void this.journal.push(entry) } as Journal,
      api: this.api,
      pointsOfSale: {
        ids: () => this.pointsOfSale,
        nameOf: (id) => (this.pointsOfSale.includes(id) ? `Local ${id}` : null),
        credentialsOf: (id) => this.credentialsOf(id),
      },
      rules: () => ({ automaticResends: this.automaticResends, spacing: this.spacing }),
      clock: this.clock,
      logger: silent,
      stopped,
      random: () => 0.5,
    })
  }

  /** The process dies here; what was committed is all that is left. */
  async crash(): Promise<void> {
    this.outbox.dispose()
    this.clock.forgetTimers()
    await settle()
    this.clock.forgetTimers()
    this.api.forgetConnections()
    this.outbox = this.open()
    this.outbox.start()
  }

  place(pointOfSale: string, ...references: string[]): void {
    this.outbox.place(pointOfSale, references)
  }

  stateOf(reference: string): string | undefined {
    return this.database.prepare('SELECT state FROM orders WHERE external_reference = ? ORDER BY id DESC LIMIT 1').get(reference)?.['state'] as
      string | undefined
  }

  number(sql: string, ...values: string[]): number {
    return Number(Object.values(this.database.prepare(sql).get(...values) ?? {})[0])
  }
}
