import type { UpdateState } from '#contract/model/desktop.ts'
import { Alarm } from '../../core/lib/alarm.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { Signal } from '../../core/lib/signal.ts'

/** What looks for, downloads and installs versions: electron-updater, or a test's. */
export interface UpdateSource {
  /**
   * Looks for a newer version and starts to download it. Rejects when that cannot be done.
   * @returns null when there is none
   */
  check(onPercent: (percent: number) => void): Promise<{ version: string; downloaded: Promise<unknown> } | null>
  /** @returns false when what was downloaded is no longer there */
  canInstall(): boolean
  /** Starts the installer and quits. @param failed told at most once, at once or later, when it could not */
  install(failed: (error: Error) => void): void
}

/** Ends the program with the installer as its last act. */
export type Install = UpdateSource['install']

/** The start is over by then. Milliseconds. */
const firstCheck = 120_000
const checkEvery = 24 * 3_600_000

/**
 * New versions: looked for once a day and when asked, downloaded quietly, installed only when the person says so. What goes
 * wrong by itself is only logged; what the person asked for is answered.
 */
export class Updates {
  readonly changed = new Signal<void>()
  readonly #open: () => Promise<UpdateSource>
  readonly #alarm: Alarm
  readonly #logger: Logger
  #source: Promise<UpdateSource> | null = null
  #state: UpdateState = { phase: 'idle' }
  #running: Promise<void> | null = null
  #asked = false

  /** @param open loads what does the work; called when first needed, as it takes memory */
  constructor(open: () => Promise<UpdateSource>, clock: Clock, logger: Logger) {
    this.#open = open
    this.#logger = logger
    this.#alarm = new Alarm(clock, () => {
      void this.#run()
      this.#alarm.set(checkEvery)
    })
    this.#alarm.set(firstCheck)
  }

  get state(): UpdateState {
    return this.#state
  }

  /** The person asks. Told through `changed`; never rejects. */
  check(): Promise<void> {
    this.#asked = true
    if (this.#state.phase === 'failed' || this.#state.phase === 'current') this.#set({ phase: 'idle' })
    if (this.#running && this.#state.phase !== 'downloading') this.#set({ phase: 'checking' })
    return this.#run()
  }

  /** @returns what installs it, or null while nothing is ready */
  async installer(): Promise<Install | null> {
    if (this.#state.phase !== 'ready') return null
    const source = await this.#loaded()
    if (source.canInstall()) return (failed) => source.install(failed)
    this.#set({ phase: 'idle' })
    return null
  }

  dispose(): void {
    this.#alarm.cancel()
  }

  /** One at a time. */
  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null
      this.#asked = false
    })
    return this.#running
  }

  async #work(): Promise<void> {
    // What is ready stays on offer until something newer is.
    const before = this.#state
    try {
      if (before.phase !== 'ready' && this.#asked) this.#set({ phase: 'checking' })
      const source = await this.#loaded()
      let version = ''
      const found = await source.check((percent) => this.#progress(version, percent))
      if (!found) return before.phase === 'ready' ? undefined : this.#set({ phase: 'current' })
      version = found.version
      if (before.phase !== 'ready') this.#progress(version, 0)
      await found.downloaded
      this.#set({ phase: 'ready', version })
    } catch (error) {
      this.#logger.warn('no update', { reason: (error as Error).message.slice(0, 300) })
      if (before.phase === 'ready') this.#set(before)
      else this.#set(this.#asked ? { phase: 'failed' } : { phase: 'idle' })
    }
  }

  #progress(version: string, percent: number): void {
    const next = { phase: 'downloading', version, percent: Math.floor(percent) } as const
    const { phase } = this.#state
    if (phase === 'ready' || version === '' || (phase === 'downloading' && this.#state.percent === next.percent)) return
    this.#set(next)
  }

  #set(state: UpdateState): void {
    this.#state = state
    this.changed.emit()
  }

  #loaded(): Promise<UpdateSource> {
    this.#source ??= this.#open()
    return this.#source
  }
}
