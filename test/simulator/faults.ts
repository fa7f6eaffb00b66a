/** What can be made to go wrong, and which request or connection it happens to. */

/** Where a fault acts, and whether the API has done its work by then unless the fault says otherwise. */
const phases = {
  /** The connection is taken and reset, closed or never spoken to, TLS included; no byte is read. */
  'accept-reset': { stage: 'accept', executed: false },
  'accept-end': { stage: 'accept', executed: false },
  'accept-hang': { stage: 'accept', executed: false },
  /** Cut while the request's body is being read, after `bytes` of it (default 1). */
  'partial-reset': { stage: 'body', executed: false },
  'partial-end': { stage: 'body', executed: false },
  /** Held back for `ms` milliseconds, or until released; then goes on as if nothing had happened. */
  delay: { stage: 'wait', executed: true },
  pause: { stage: 'wait', executed: true },
  /** Everything was read; no byte is answered. */
  reset: { stage: 'answer', executed: false },
  end: { stage: 'answer', executed: false },
  hang: { stage: 'answer', executed: false },
  /** The true answer's headers, then nothing more. */
  stall: { stage: 'answer', executed: true },
  /** The true answer's first half under the whole one's content-length, then `close` ('end' by default). */
  cut: { stage: 'answer', executed: true },
  /** The true answer padded to `bytes` (default 64 MiB). */
  oversized: { stage: 'answer', executed: true },
  /** 200 with something that is no answer. */
  garbage: { stage: 'answer', executed: false },
  html: { stage: 'answer', executed: false },
  empty: { stage: 'answer', executed: false },
  'wrong-schema': { stage: 'answer', executed: false },
  /** 302 to a login page of this server, where a client that follows it is recorded. */
  redirect: { stage: 'answer', executed: false },
  /** `status` with `headers` and `body`; by default the API's no without a reason, or, where a server says it, a short HTML page. */
  status: { stage: 'answer', executed: false },
  /** Something in between answers with a page of its own under `status` (403 by default): a web filter, a portal, a server that lost its way. */
  foreign: { stage: 'answer', executed: false },
  /** The documented maintenance answer, until `until`. */
  maintenance: { stage: 'answer', executed: false },
} as const

export type FaultPhase = keyof typeof phases
type PhaseAt<S> = { [P in FaultPhase]: (typeof phases)[P]['stage'] extends S ? P : never }[FaultPhase]
export type AnswerPhase = PhaseAt<'answer'>
type Stage = (typeof phases)[FaultPhase]['stage']

export const isAnswerPhase = (phase: FaultPhase): phase is AnswerPhase => phases[phase].stage === 'answer'

export interface Fault {
  phase: FaultPhase
  /** The method's name (`reenviar_encolado`) or a pattern for it. Not for `accept-*`, where no method is known yet. */
  method?: string | RegExp
  /** The request's `external_reference`. Not for `accept-*` and `partial-*`, where none is known yet. */
  reference?: string
  /** Not for `accept-*` and `partial-*`. */
  apikey?: string
  /** How many matching requests (connections) pass before the first hit. Default 0. */
  skip?: number
  /** How many are hit. Default 1; Infinity is fine. */
  times?: number
  /** Whether the API does its work although the answer goes wrong. For `delay` and `pause`: before (true) or after the wait. */
  executed?: boolean
  /** `delay`: milliseconds. */
  ms?: number
  /** `partial-*`: body bytes to read first. `oversized`: size of the answer. */
  bytes?: number
  status?: number
  headers?: Record<string, string>
  body?: string
  /** `maintenance`: its end, milliseconds since the epoch. Default one hour from now. */
  until?: number
  /** `cut`: how the connection ends. */
  close?: 'end' | 'reset'
}

/** Call it to remove the fault; whatever it holds is let go. */
export interface InjectedFault {
  (): void
  readonly id: number
  /** The first hit has happened: for a `pause`, the request waits now; with `executed`, the API has done its work. */
  readonly reached: Promise<void>
  /** Settles once `count` hits have happened. */
  hit(count: number): Promise<void>
  hits(): number
  /** Lets go every request that a `pause` holds now; later ones are still held. */
  release(): void
}

/** What is known of a request when a fault is looked for. */
export interface Seen {
  method: string
  reference?: string | undefined
  apikey?: string | undefined
}

export class ActiveFault {
  readonly fault: Fault
  readonly stage: Stage
  readonly executed: boolean
  skip: number
  times: number
  hits = 0
  readonly #held = new Set<() => void>()
  #counting: Array<{ count: number; resolve: () => void }> = []

  constructor(fault: Fault) {
    const phase = phases[fault.phase]
    if (!phase) throw new Error(`no such phase: ${JSON.stringify(fault.phase)}`)
    if (phase.stage === 'accept' && fault.method !== undefined) throw new Error(`${fault.phase} cannot know the method`)
    if ((phase.stage === 'accept' || phase.stage === 'body') && (fault.reference ?? fault.apikey) !== undefined)
      throw new Error(`${fault.phase} cannot know what the body says`)
    if ((phase.stage === 'accept' || phase.stage === 'body') && fault.executed) throw new Error(`${fault.phase} comes before any work`)
    this.fault = fault
    this.stage = phase.stage
    this.executed = fault.executed ?? phase.executed
    this.skip = fault.skip ?? 0
    this.times = fault.times ?? 1
  }

  matches({ method, reference, apikey }: Seen): boolean {
    const wanted = this.fault
    return (
      (wanted.method === undefined || (typeof wanted.method === 'string' ? wanted.method === method : wanted.method.test(method))) &&
      (wanted.reference === undefined || wanted.reference === reference) &&
      (wanted.apikey === undefined || wanted.apikey === apikey)
    )
  }

  /** Says that a hit has happened. */
  signal(): void {
    this.hits++
    this.#counting = this.#counting.filter(({ count, resolve }) => {
      if (this.hits < count) return true
      resolve()
      return false
    })
  }

  hit(count: number): Promise<void> {
    if (this.hits >= count) return Promise.resolve()
    return new Promise((resolve) => this.#counting.push({ count, resolve }))
  }

  /** Settles when the fault is released or removed. */
  hold(): Promise<void> {
    return new Promise((resolve) => this.#held.add(resolve))
  }

  release(): void {
    for (const resolve of this.#held) resolve()
    this.#held.clear()
  }
}

export class Faults {
  readonly #byId = new Map<number, ActiveFault>()
  readonly #waiting = new Set<ActiveFault>()
  #last = 0

  /** @throws when the phase is unknown or cannot know what the fault asks for */
  inject(fault: Fault): InjectedFault {
    const active = new ActiveFault(fault)
    const id = ++this.#last
    this.#byId.set(id, active)
    this.#waiting.add(active)
    const remove = () => {
      this.#byId.delete(id)
      this.#waiting.delete(active)
      active.release()
    }
    return Object.assign(remove, {
      id,
      reached: active.hit(1),
      hit: (count: number) => active.hit(count),
      hits: () => active.hits,
      release: () => active.release(),
    })
  }

  /** The first fault of the stage that strikes; for `wait`, every one. Each passed over by `skip` counts down. */
  take(stage: Stage, seen: Seen): ActiveFault[] {
    const taken: ActiveFault[] = []
    for (const active of this.#waiting) {
      if (active.stage !== stage || !active.matches(seen)) continue
      if (active.skip > 0) active.skip--
      else if (stage === 'wait' || taken.length === 0) {
        taken.push(active)
        if (--active.times <= 0) this.#waiting.delete(active)
      }
    }
    return taken
  }

  clear(): void {
    for (const active of this.#byId.values()) active.release()
    this.#byId.clear()
    this.#waiting.clear()
  }
}
