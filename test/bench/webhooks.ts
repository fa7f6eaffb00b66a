import { fork, type ChildProcess, type ForkOptions } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { openDatabase } from '../../electron/core/storage/open-database.ts'
import { migrate } from '../../electron/core/storage/migrations.ts'
import { transaction } from '../../electron/core/storage/transaction.ts'
import { newPath } from '../../electron/core/webhooks/doors.ts'
import { alternate, percentile, round, type BenchResult } from './result.ts'
import { temporaryFolder } from './store.ts'

export const name = 'webhooks'

const events = 10_000
const burst = 500
const rounds = 5
const receiverProgram = join(import.meta.dirname, '../integration/core/webhooks/receiver/child.ts')
const bareProgram = join(import.meta.dirname, 'bare-receiver.ts')

/** Events per second from the socket to the disk, against HTTP that keeps nothing and against bare inserts in groups of the same size. */
export async function run(): Promise<BenchResult[]> {
  const scratch = temporaryFolder()
  const path = newPath()
  const children = [fork(receiverProgram, [join(scratch.folder, 'receptor'), path], quiet), fork(bareProgram, quiet)]
  try {
    const [receiver, bare] = await Promise.all(children.map(async (child) => new Sender(await portOf(child), path)))
    if (!receiver || !bare) throw new Error('no senders')
    const inserts = new BareInserts(join(scratch.folder, 'pelado.db'))
    const value = await alternate(rounds, {
      received: () => receiver.send(events),
      answered: () => bare.send(events),
      inserted: () => inserts.insert(events),
    })
    for (const used of [receiver, bare, inserts]) used.close()
    const against = (what: string, baseline: number, note: string): BenchResult => ({
      name: `webhooks.${what}`,
      value: round(value.received),
      unit: 'avisos/s',
      baseline: round(baseline),
      ratio: round(value.received / baseline),
      n: rounds * events,
      note,
    })
    const wait = percentile(receiver.waits, 0.99)
    return [
      against(
        'guardados',
        value.inserted,
        `bursts of ${burst} over as many connections, 200 once it is on disk (synchronous=FULL); baseline: the same rows inserted in transactions of ${burst}, no HTTP`,
      ),
      against('http', value.answered, 'the same; baseline: a bare node:http server that parses the body, keeps nothing and answers'),
      {
        name: 'webhooks.espera',
        value: round(wait),
        unit: 'ms',
        baseline: round(percentile(bare.waits, 0.99)),
        ratio: round(wait / percentile(bare.waits, 0.99)),
        n: receiver.waits.length,
        note: `from the request to its 200 in a burst of ${burst}, 99th percentile; slowest ${round(Math.max(...receiver.waits))} ms; aim < 1000 ms; baseline: the bare server`,
      },
    ]
  } finally {
    for (const child of children) child.kill('SIGKILL')
    scratch.dispose()
  }
}

const quiet: ForkOptions = { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }

/** @throws when the process ends instead of saying its port */
async function portOf(child: ChildProcess): Promise<number> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the receiver did not start')))
  const [line] = child.stdout ? ((await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer]) : ['']
  return Number(String(line))
}

/** As cheap a client as can be, so that the receiver is what is measured: requests written whole, answers counted. */
class Sender {
  readonly waits: number[] = []
  readonly #path: string
  readonly #sockets: Socket[]
  #sent = 0

  constructor(port: number, path: string) {
    this.#path = path
    this.#sockets = Array.from({ length: burst }, () => connect(port, '127.0.0.1').setNoDelay())
  }

  /** @returns events per second */
  async send(count: number): Promise<number> {
    const started = performance.now()
    for (let sent = 0; sent < count; sent += burst) await Promise.all(this.#sockets.map((socket) => this.#one(socket)))
    return (count * 1_000) / (performance.now() - started)
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #one(socket: Socket): Promise<void> {
    const body = payload(this.#sent++)
    const started = performance.now()
    return new Promise((resolve, reject) => {
      socket.once('data', (answer: Buffer) => {
        this.waits.push(performance.now() - started)
        if (answer.toString('latin1', 9, 12) === '200') resolve()
        else reject(new Error(answer.toString('latin1', 0, 20)))
      })
      socket.write(`POST ${this.#path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    })
  }
}

const reasons = [
  'AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)',
  'Cod. Error: #6661145.10016 - El numero o fecha del comprobante no se corresponde con el proximo a autorizar.',
]
const payload = (n: number) =>
  JSON.stringify({
    creado: '25/11/2026 10:00:00',
    evento: 'error',
    recurso: 'facturacion',
    external_reference: `FC-${n}`,
    intento: 1,
    msg: reasons,
    hook_id: `gancho-${n}`,
  })

class BareInserts {
  readonly #database: ReturnType<typeof openDatabase>
  #inserted = 0

  constructor(path: string) {
    this.#database = openDatabase(path)
    migrate(this.#database)
  }

  /** @returns rows per second */
  insert(count: number): number {
    const statement = this.#database.prepare(
      `INSERT INTO webhook_event (hook_id, point_of_sale, evento, external_reference, creado, msg, received_at) VALUES (?, 'uno', 'error', ?, ?, ?, ?)`,
    )
    const started = performance.now()
    for (let done = 0; done < count; done += burst)
      transaction(this.#database, () => {
        for (let i = 0; i < burst; i++) {
          const n = this.#inserted++
          statement.run(`gancho-${n}`, `FC-${n}`, Date.UTC(2026, 10, 25), JSON.stringify(reasons), Date.now())
        }
      })
    return (count * 1_000) / (performance.now() - started)
  }

  close(): void {
    this.#database.close()
  }
}
