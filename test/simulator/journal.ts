/** Every request that arrived, and what was done with it. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FaultPhase } from './faults.ts'
import { isObject, textAt } from './json.ts'

export interface RecordedRequest {
  /** 1 for the first that arrived. */
  id: number
  /** Connection it came on, 1 for the first that was taken; 0 when it was already gone. */
  connection: number
  verb: string
  path: string
  /** The last part of the path: `reenviar_encolado`. */
  method: string
  headers: IncomingHttpHeaders
  /** The body as it came, as far as it was read. */
  body: string
  /** The body as JSON; undefined when it is none. */
  json: unknown
  apikey: string | undefined
  external_reference: string | undefined
  /** On the simulator's clock. */
  time: number
  /** Milliseconds on a clock that only runs forward: when the headers had arrived, and when nothing more was to be done. */
  startedAt: number
  finishedAt: number | null
  /** Other requests of the same apikey and method that were still open when this one was read. */
  overlapping: number
  /** The API did its work, whatever was answered. */
  executed: boolean
  /** HTTP status sent, null when none was. */
  status: number | null
  /** `answered`, `client-left`, or the fault that struck last; `pending` while it is open. */
  done: 'pending' | 'answered' | 'client-left' | FaultPhase
}

export interface RequestFilter {
  method?: string
  reference?: string
  apikey?: string
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export class Journal {
  #requests: RecordedRequest[] = []
  /** Open requests by apikey and method. */
  readonly #open = new Map<string, Set<RecordedRequest>>()

  open(arrived: Pick<RecordedRequest, 'connection' | 'verb' | 'path' | 'headers' | 'time'>): RecordedRequest {
    const request: RecordedRequest = {
      ...arrived,
      id: this.#requests.length + 1,
      method: arrived.path.split('/').at(-1) ?? '',
      body: '',
      json: undefined,
      apikey: undefined,
      external_reference: undefined,
      startedAt: performance.now(),
      finishedAt: null,
      overlapping: 0,
      executed: false,
      status: null,
      done: 'pending',
    }
    this.#requests.push(request)
    return request
  }

  read(request: RecordedRequest, body: string): void {
    request.body = body
    request.json = parse(body)
    if (isObject(request.json)) {
      const { comprobante } = request.json
      request.apikey = textAt(request.json, 'apikey')
      request.external_reference = textAt(request.json, 'external_reference') ?? textAt(comprobante, 'external_reference')
    }
    const open = this.#openLike(request)
    request.overlapping = open.size
    open.add(request)
  }

  close(request: RecordedRequest, done: RecordedRequest['done']): void {
    // A request left hanging is open until its client gives up.
    if (done !== 'hang' && done !== 'stall') this.#openLike(request).delete(request)
    if (request.finishedAt !== null) return
    request.done = done
    request.finishedAt = performance.now()
  }

  list(filter: RequestFilter = {}): RecordedRequest[] {
    return this.#requests.filter(
      (request) =>
        (filter.method === undefined || request.method === filter.method) &&
        (filter.reference === undefined || request.external_reference === filter.reference) &&
        (filter.apikey === undefined || request.apikey === filter.apikey),
    )
  }

  /** Forgets what was recorded; requests still open finish unseen. */
  clear(): void {
    this.#requests = []
  }

  #openLike({ apikey, method }: RecordedRequest): Set<RecordedRequest> {
    const lane = `${apikey}\n${method}`
    const open = this.#open.get(lane) ?? new Set()
    this.#open.set(lane, open)
    return open
  }
}
