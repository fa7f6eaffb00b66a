import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Message, Said, Work } from './child.ts'

const words = ['ready', 'damaged', 'placed', 'stopped', 'settled', 'over'] as const satisfies Said[]
const program = join(import.meta.dirname, 'child.ts')
/** Code is read once for hundreds of starts. */
const cache = join(tmpdir(), 'reencola-compile-cache')

/** A process that runs the outbox and can be killed at any instant. */
export class Killable {
  readonly #process: ChildProcess
  readonly #said = new Map<Said, { promise: Promise<void>; resolve: () => void }>()
  readonly #heard = new Set<Said>()
  /** Settles when nothing of it is left. */
  readonly ended: Promise<unknown>

  /** Starts the process; it loads its code and waits. */
  constructor() {
    for (const word of words) this.#said.set(word, Promise.withResolvers())
    this.#process = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, NODE_COMPILE_CACHE: cache } })
    this.ended = once(this.#process, 'exit')
    if (this.#process.stdout) createInterface({ input: this.#process.stdout }).on('line', (line) => this.#hear(line as Said))
  }

  /** Settles when the process says so. @throws when it ends before */
  async says(word: Said): Promise<void> {
    const ended = this.ended.then(() => {
      throw new Error(`ended before it was ${word}`)
    })
    await Promise.race([this.#said.get(word)?.promise, ended])
  }

  /** @returns whether it ever said so */
  hasSaid(word: Said): boolean {
    return this.#heard.has(word)
  }

  async start(work: Work): Promise<void> {
    await this.says('ready')
    this.#send({ do: 'start', work })
  }

  /** Tells it that the connection seems to be back. */
  wake(): void {
    this.#send({ do: 'wake' })
  }

  /** SIGKILL; settles when nothing of it is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.ended
  }

  #hear(word: Said): void {
    this.#heard.add(word)
    this.#said.get(word)?.resolve()
  }

  #send(message: Message): void {
    if (this.#process.connected) this.#process.send(message, () => {})
  }
}
