import type { BatchOutcome } from '#contract/model/order.ts'
import { Signal } from '../../lib/signal.ts'
import { Changes } from './changes.ts'
import { readBatch } from '../orders/reading.ts'
import type { Showing } from '../sending/showing.ts'
import type { OutboxChange } from '../base/ports.ts'
import type { StatusBoard } from './status.ts'
import { Telling } from './telling.ts'
import { presentTask } from '../tasks/describe.ts'
import type { Ground } from '../ground.ts'

interface NewsContext extends Ground {
  showing: Showing
  board: StatusBoard
}

/** Tells whoever listens what changed, already as it is shown: orders, batches, tasks, status. The one way back up. */
export class News {
  readonly told = new Signal<OutboxChange>()
  readonly #context: NewsContext
  readonly #changes: Changes
  readonly #tasks: Changes
  readonly #telling: Telling

  constructor(context: NewsContext) {
    this.#context = context
    const { store, taskStore, guard, clock } = context
    this.#changes = new Changes(clock, (ids) => this.#guarded('changes', () => this.#tell(ids)))
    this.#tasks = new Changes(clock, (ids) => this.#guarded('tasks', () => this.#tellTasks(ids)))
    this.#telling = new Telling(store, clock, () => this.touch())
    store.onTouched = (id) => this.touch(id)
    taskStore.onTouched = (id) => this.#tasks.touch(id)
    guard.turned.subscribe(() => this.touch())
  }

  /** @throws SQLite's error; to be called again then */
  start(): void {
    this.#telling.start()
    this.touch()
  }

  /** What was due of batches has been told; see Telling.told. */
  batchesTold(outcomes: readonly BatchOutcome[]): void {
    this.#telling.told(outcomes)
  }

  /** @returns a function that tells at once what has changed since then, without waiting for more; of very much, only the first portion */
  fromHere(): () => void {
    const [tasks, orders] = [this.#tasks.fromHere(), this.#changes.fromHere()]
    return () => {
      tasks()
      orders()
    }
  }

  /** Something on the screen may have changed. @param order the order that did; absent when only the status may have */
  touch(order?: number): void {
    this.#changes.touch(order)
  }

  /** @returns false when the disk refused: then it is told later */
  #guarded(name: string, work: () => void): boolean {
    const { guard } = this.#context
    try {
      work()
    } catch (error) {
      guard.refused(error, name)
      return false
    }
    guard.health(name, false)
    return true
  }

  #tell(ids: number[]): void {
    const { store, showing, board } = this.#context
    const rows = ids.flatMap((id) => store.get(id) ?? [])
    const concerned = [...new Set(rows.map((row) => row.batch_id))]
    if (!this.told.heard) return void this.#telling.look(concerned)
    const batches = concerned.flatMap((id) => readBatch(store, id) ?? [])
    const orders = rows.map((row) => showing.present(row))
    const due = this.#telling.look(concerned)
    if (orders.length > 0) this.told.emit({ type: 'orders', orders })
    if (batches.length > 0) this.told.emit({ type: 'batches', batches })
    this.told.emit({ type: 'status', status: board.read() })
    if (due.length > 0) this.told.emit({ type: 'batches-due', outcomes: due })
  }

  #tellTasks(ids: number[]): void {
    const { taskStore } = this.#context
    if (!this.told.heard) return
    const rows = ids.flatMap((id) => taskStore.get(id) ?? [])
    this.told.emit({ type: 'tasks', tasks: rows.map((row) => presentTask(row, this.#context)) })
    // An answer about the account may start or end a banner.
    this.touch()
  }
}
