/** Trying the credentials of many points of sale: a free query each, some at a time, until it is over or stopped. */
import type { Explanation } from '#contract/model/explanation.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { call } from '../../../api.ts'
import { useWatched, Watched } from '../../../ui/watched.ts'

/** Main asks as many at a time, and no faster than the one pace of all queries. */
const atATime = 4
/** Answers about something else than the credentials, one after the other, that say nothing of the rest either. */
const mostInVain = 3
/** Answers come nine a second: what they change is drawn a few times a second. Milliseconds. */
const settle = 200

export interface Trial {
  works: boolean
  explanation: Explanation
}

export class Trials extends Watched {
  /** What was seen of each, by its id, until its credentials are saved anew. */
  readonly results = new Map<string, Trial>()
  running: { done: number; total: number } | null = null
  /** How many of the last run were not tried. */
  left = 0
  /** Why it ended before its time, other than by the person; null: it did not. */
  trouble: string | null = null
  #run = 0
  /** How often the credentials of each were saved anew, by its id: an answer that was under way is of the old ones. */
  readonly #saved = new Map<string, number>()
  #ids: readonly string[] = []
  #telling: ReturnType<typeof setTimeout> | undefined

  /** Tries them in order; what was being tried before is given up. Settles when it is over or stopped. */
  async start(ids: readonly string[]): Promise<void> {
    const run = ++this.#run
    this.#ids = ids
    for (const id of ids) this.results.delete(id)
    this.running = { done: 0, total: ids.length }
    this.trouble = null
    this.left = 0
    this.#changed()
    const queue = [...ids]
    let inVain = 0
    const work = async () => {
      for (let id = queue.shift(); id !== undefined && run === this.#run; id = queue.shift()) {
        const saved = this.#saved.get(id)
        const answer = await call('testCredentials', { id })
        if (run !== this.#run) return
        // One that was deleted meanwhile is no trouble of the others.
        const gone = !answer.ok && answer.error.code === 'point-of-sale-missing'
        const trouble = answer.ok ? inVainOf(answer.value) : gone ? null : describeFailure(answer.error).title
        inVain = trouble === null ? 0 : inVain + 1
        if (answer.ok && trouble === null && saved === this.#saved.get(id)) this.results.set(id, answer.value)
        if (inVain >= mostInVain) return this.#end(trouble)
        if (this.running) this.running = { ...this.running, done: this.running.done + 1 }
        this.#telling ??= setTimeout(() => this.#changed(), settle)
      }
    }
    await Promise.all(Array.from({ length: atATime }, work))
    if (run === this.#run) this.#end(null)
  }

  stop(): void {
    this.#end(null)
  }

  /** Their credentials are others now. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.results.delete(id)
      this.#saved.set(id, (this.#saved.get(id) ?? 0) + 1)
    }
    this.#changed()
  }

  #end(trouble: string | null): void {
    this.#run++
    this.running = null
    this.left = this.#ids.filter((id) => !this.results.has(id)).length
    this.trouble = trouble
    this.#changed()
  }

  #changed(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    this.changed()
  }
}

/** @returns what kept it from telling anything of the credentials; null: it told */
const inVainOf = ({ works, explanation }: Trial): string | null => (works || explanation.kind === 'credenciales' ? null : explanation.title)

export const trials = new Trials()

export const useTrials = (): Trials => useWatched(trials)
