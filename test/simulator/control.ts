/** The control API: POST /control/<command> with a JSON body; answers `{"ok":true,"value":...}` or `{"ok":false,"error":"..."}`. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Quirks } from './answers.ts'
import type { Fault, InjectedFault } from './faults.ts'
import type { RequestFilter } from './journal.ts'
import type { OddAnswers } from './odd-answers.ts'
import type { SeedItem } from './queue.ts'
import type { ProcessOptions, Simulator } from './simulator.ts'
import type { WebhookBehaviour } from './webhooks.ts'
import type { Method, PlannedMaintenance, PointOfSale } from './world.ts'

/** A fault as JSON: `times` may be "always"; `methodPattern` is the source of a regular expression for `method`. */
type JsonFault = Omit<Fault, 'method' | 'times'> & { method?: string; methodPattern?: string; times?: number | 'always' }

/** Faults injected from outside, by id. */
const injected = new WeakMap<Simulator, Map<number, InjectedFault>>()

function faultsOf(simulator: Simulator): Map<number, InjectedFault> {
  const known = injected.get(simulator) ?? new Map<number, InjectedFault>()
  injected.set(simulator, known)
  return known
}

function faultOf(simulator: Simulator, id: number): InjectedFault {
  const fault = faultsOf(simulator).get(id)
  if (!fault) throw new Error(`no such fault: ${id}`)
  return fault
}

/** Every command: its arguments are the body, its result the answer's `value`. */
const controls = {
  'points-of-sale': (simulator, points: PointOfSale[]) => {
    for (const point of points) simulator.addPointOfSale(point)
  },
  seed: (simulator, items: SeedItem[]) => simulator.seed(items),
  'seed-example': (simulator, _none: unknown) => simulator.seedExample(),
  items: (simulator, { apikey }: { apikey?: string }) => simulator.items(apikey),

  inject: (simulator, { methodPattern, times, ...rest }: JsonFault) => {
    const fault: Fault = { ...rest }
    if (methodPattern !== undefined) fault.method = new RegExp(methodPattern, 'u')
    if (times !== undefined) fault.times = times === 'always' ? Infinity : times
    const handle = simulator.inject(fault)
    faultsOf(simulator).set(handle.id, handle)
    return { id: handle.id }
  },
  /** Answers once the fault has hit `hits` times (default 1). */
  reached: (simulator, { id, hits = 1 }: { id: number; hits?: number }) => faultOf(simulator, id).hit(hits),
  hits: (simulator, { id }: { id: number }) => faultOf(simulator, id).hits(),
  release: (simulator, { id }: { id: number }) => faultOf(simulator, id).release(),
  remove: (simulator, { id }: { id: number }) => faultOf(simulator, id)(),
  'clear-faults': (simulator, _none: unknown) => simulator.clearFaults(),

  executions: (simulator, { external_reference }: { external_reference: string }) => simulator.executions(external_reference),
  'execution-order': (simulator, _none: unknown) => simulator.executionOrder(),
  requests: (simulator, filter: RequestFilter) => simulator.requests(filter),
  'forget-requests': (simulator, _none: unknown) => simulator.forgetRequests(),
  connections: (simulator, _none: unknown) => simulator.connections(),
  counted: (simulator, { method, apikey }: { method: Method; apikey: string }) => simulator.counted(method, apikey),

  maintenance: (simulator, { until }: { until: number | null }) => simulator.maintenance(until),
  'arca-alert': (simulator, { text }: { text: string | null }) => simulator.arcaAlert(text),
  'planned-maintenance': (simulator, { planned }: { planned: PlannedMaintenance[] }) => simulator.plannedMaintenance(planned),
  process: (simulator, options: ProcessOptions) => simulator.process(options),
  advance: (simulator, { ms }: { ms: number }) => simulator.advance(ms),
  latency: (simulator, { ms }: { ms: number }) => {
    simulator.latencyMs = ms
  },
  /** Down on the API's own port cannot be undone there: use the control port. */
  link: (simulator, { state }: { state: 'up' | 'down' }) => simulator.link(state),
  'odd-answers': (simulator, { odd }: { odd: OddAnswers | null }) => simulator.answerOddly(odd),
  quirks: (simulator, quirks: Partial<Quirks>) => Object.assign(simulator.quirks, quirks),
  webhooks: (simulator, behaviour: Partial<WebhookBehaviour>) => Object.assign(simulator.webhooks, behaviour),
  /** Answers once a test webhook was delivered there. */
  'send-webhooks-to': (simulator, { url, token }: { url: string; token?: string }) => simulator.sendWebhooksTo(url, token),
  'release-webhooks': (simulator, { order }: { order?: 'in-order' | 'reversed' }) => simulator.releaseWebhooks(order),
  'retry-webhooks': (simulator, _none: unknown) => simulator.retryWebhooks(),
  'test-webhook': (simulator, { apikey }: { apikey: string }) => simulator.testWebhook(apikey),
  'refuse-at-entry': (simulator, { apikey, external_reference, msg }: { apikey: string; external_reference: string; msg: string[] }) =>
    simulator.refuseAtEntry(apikey, external_reference, ...msg),
  'webhook-deliveries': (simulator, _none: unknown) => simulator.webhookDeliveries(),
  reset: (simulator, _none: unknown) => {
    faultsOf(simulator).clear()
    simulator.reset()
  },
} satisfies Record<string, (simulator: Simulator, args: never) => unknown>

export type Controls = typeof controls

/** @param command the path below /control/ */
export async function answerControl(simulator: Simulator, command: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve))
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(body))
  }
  try {
    if (!Object.hasOwn(controls, command)) return answer(404, { ok: false, error: `no such command: ${command}` })
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const args: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's own types hold: see control-client.ts
    const run = controls[command as keyof Controls] as (simulator: Simulator, args: unknown) => unknown
    // A command such as `reached` may never settle; the answer then ends with its connection.
    const value = await Promise.race([run(simulator, args), gone])
    if (!response.destroyed) answer(200, { ok: true, value: value ?? null })
  } catch (error) {
    if (!response.destroyed) answer(400, { ok: false, error: String(error) })
  }
}
