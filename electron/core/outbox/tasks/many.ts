import { taskFacts } from '#contract/model/task.ts'
import type { FailureCode } from '#contract/result.ts'
import type { Carried } from '#contract/commands/tasks.ts'
import type { TaskOutcome } from './describe.ts'
import type { TaskRow, TaskStore } from './store.ts'
import type { TaskRequest, Tasks } from './tasks.ts'

interface ManyContext {
  tasks: Pick<Tasks, 'ask' | 'cancel'>
  taskStore: Pick<TaskStore, 'get'>
}

/** Refusals at the door that are about one comprobante only; after any other the rest of its point of sale is left alone. */
const ofOne: ReadonlySet<FailureCode> = new Set(['task-under-way', 'looks-secret', 'bad-arguments'])
/** So many in a row whose answer was lost: whatever swallows the answers would swallow the next one's as well. */
const mostLost = 2

/**
 * The same for several comprobantes, one after the other, each a task with a record of its own. A point of sale whose
 * credentials or quota are refused, that has to wait, or that cannot be reached is left alone from then on: what is left costs
 * nothing and can be asked for again.
 */
export class ManyTasks {
  readonly #context: ManyContext
  #stopped = new AbortController()
  /** The one that was asked for and has not ended. */
  #current: TaskRequest | null = null

  constructor(context: ManyContext) {
    this.#context = context
  }

  /** Settles when the last one has ended. A wish that comes while one is under way stops the first. */
  async ask(requests: TaskRequest[]): Promise<Carried> {
    this.stop()
    const { signal } = (this.#stopped = new AbortController())
    const carried: Carried = { tasks: [], left: [] }
    const closed = new Map<string, FailureCode | 'in-vain'>()
    const lost = new Map<string, number>()
    for (const request of requests) {
      const { pointOfSaleId, external_reference = '' } = request
      const leave = (code: Carried['left'][number]['code']) => carried.left.push({ pointOfSaleId, external_reference, code })
      const closedBy = closed.get(pointOfSaleId) ?? (signal.aborted ? 'stopped' : null)
      if (closedBy) {
        leave(closedBy)
        continue
      }
      this.#current = request
      const asked = await this.#context.tasks.ask(request)
      if (this.#current === request) this.#current = null
      if (!asked.ok) {
        leave(asked.error.code)
        if (!ofOne.has(asked.error.code)) closed.set(pointOfSaleId, asked.error.code)
        continue
      }
      carried.tasks.push(asked.value.id)
      const row = this.#context.taskStore.get(asked.value.id)
      lost.set(pointOfSaleId, row && taskFacts[row.state].doubtful ? (lost.get(pointOfSaleId) ?? 0) + 1 : 0)
      if ((row && concernsAll(row)) || lost.get(pointOfSaleId) === mostLost) closed.set(pointOfSaleId, 'in-vain')
    }
    return carried
  }

  /** Nothing more is begun. The current one is taken back while nothing of it has left; otherwise it ends. */
  stop(): void {
    this.end()
    if (this.#current) this.#context.tasks.cancel(this.#current.pointOfSaleId, this.#current.method, this.#current.external_reference ?? null)
  }

  /** Nothing more is begun: the program ends, and the next start says what became of the current one. */
  end(): void {
    this.#stopped.abort()
  }
}

/** @returns whether what stood in the way of this one stands in the way of the next one too */
function concernsAll({ state, outcome }: TaskRow): boolean {
  if (state === 'not_processed') return true
  const told = outcome === null ? null : (JSON.parse(outcome) as TaskOutcome)
  if (state === 'not_sent') return told?.type !== 'cause'
  return told?.type === 'refused' && told.refusal !== 'other' && told.refusal !== 'not-found'
}
