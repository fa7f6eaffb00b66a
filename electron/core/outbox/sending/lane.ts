import type { Credentials } from '#contract/model/credentials.ts'
import { Alarm } from '../../lib/alarm.ts'
import { sleep } from '../../lib/clock.ts'
import { Choice, type LaneStep } from './choice.ts'
import type { LaneContext } from './lane-context.ts'
import { Posting } from './posting.ts'
import { Questions } from './questions.ts'

/** A lane that a paid call of a person has to itself. */
export interface Turn {
  /** To be called at its marker: the pause between two POSTs begins. */
  marked(): void
  end(): void
}

/**
 * The orders of one point of sale: one thing at a time, oldest first. A step is chosen from what is on disk; nothing that
 * matters is only in memory.
 */
export class Lane {
  readonly pointOfSale: string
  readonly #context: LaneContext
  readonly #choice: Choice
  readonly #questions: Questions
  readonly #posting: Posting
  readonly #alarm: Alarm
  #busy = false
  #freed: PromiseWithResolvers<void> | null = null

  constructor(pointOfSale: string, context: LaneContext) {
    this.pointOfSale = pointOfSale
    this.#context = context
    this.#choice = new Choice(pointOfSale, context)
    this.#questions = new Questions(pointOfSale, context, this.#choice)
    this.#posting = new Posting(pointOfSale, context, this.#choice)
    this.#alarm = new Alarm(context.clock, () => context.bells.ready.emit())
  }

  /** @returns the step that could start now, to be given to take() at once; null and a timer when one is due later */
  next(): LaneStep | null {
    if (this.#busy) return null
    this.#alarm.cancel()
    const step = this.#choice.next()
    if (step.do === 'wait') this.#alarm.set(step.for)
    if (step.do === 'nothing') this.#context.reachability.release(this.pointOfSale)
    return step.do === 'wait' || step.do === 'nothing' ? null : step
  }

  /**
   * Takes one step: one query, or POSTs as long as one may follow the other at once. Never rejects for anything that the outside
   * can do.
   * @param credentials read for this step
   * @returns whether a reply to a query told the lane to wait
   */
  async take(step: LaneStep, credentials: Credentials): Promise<boolean> {
    this.#occupy()
    this.#context.reachability.take(this.pointOfSale)
    this.#choice.began(step)
    try {
      if (step.do !== 'send') return await this.#questions.ask(step, credentials)
      await this.#posting.send(step.row, credentials)
      return false
    } finally {
      this.#choice.ended()
      this.#free()
    }
  }

  /** Orders came to it. @returns whether what it was asked about before is kept; see Choice.join */
  join(): boolean {
    return this.#choice.join()
  }

  /**
   * Lets a paid call that a person asked for have the lane: it goes before the orders that wait, none of them is sent
   * meanwhile, and the pause between two POSTs holds.
   */
  async turn(): Promise<Turn> {
    this.#choice.guests++
    while (this.#busy) await (this.#freed ??= Promise.withResolvers<void>()).promise
    this.#occupy()
    if (this.#choice.spacing > 0) await sleep(this.#context.clock, this.#choice.spacing, this.#context.signal)
    return {
      marked: () => this.#choice.marked(),
      end: () => {
        this.#choice.guests--
        this.#free()
        this.#context.bells.settled.emit()
      },
    }
  }

  #occupy(): void {
    this.#busy = true
    this.#context.slots.take()
  }

  #free(): void {
    this.#busy = false
    this.#context.slots.leave()
    this.#freed?.resolve()
    this.#freed = null
  }
}
