import { useEffect, useState } from 'react'
import { targetKey } from '#contract/model/inbox.ts'
import type { Batch, Order } from '#contract/model/order.ts'
import type { Failure } from '#contract/result.ts'
import { call, on } from '../api.ts'

/** References asked for at once. */
const chunk = 500

export interface BatchView {
  /** Null while it is being read, and when there is none. */
  batch: Batch | null
  /** Each reference as it stands now, in the order in which they were placed. */
  orders: Order[]
  loaded: boolean
  failure: Failure | null
  retry: () => void
}

type Known = Pick<BatchView, 'batch' | 'orders' | 'loaded' | 'failure'>
const nothing: Known = { batch: null, orders: [], loaded: false, failure: null }

/** A batch as it stands, live: also what is sent again later, for it stands in the place of what failed. */
export function useBatch(id: number): BatchView {
  const [turn, setTurn] = useState(0)
  const [shown, setShown] = useState<{ id: number; turn: number; known: Known }>({ id, turn, known: nothing })
  useEffect(() => {
    let gone = false
    const set = (change: (known: Known) => Known) =>
      !gone && setShown((before) => ({ id, turn, known: change(before.id === id && before.turn === turn ? before.known : nothing) }))
    const early: Order[] = []
    let reading = true
    const read = async () => {
      const orders: Order[] = []
      for (;;) {
        const page = await call('readBatch', { batchId: id, offset: orders.length, limit: chunk })
        if (!page.ok) return set((known) => ({ ...known, loaded: true, failure: page.error }))
        if (!page.value) return set(() => ({ ...nothing, loaded: true }))
        const { batch, orders: more } = page.value
        orders.push(...more)
        if (more.length === chunk && orders.length < batch.total && !gone) continue
        reading = false
        return set(() => ({ batch, orders: joined(orders, early), loaded: true, failure: null }))
      }
    }
    void read()
    const stops = [
      on('ordersChanged', ({ orders }) => {
        if (reading) early.push(...orders)
        else set((known) => ({ ...known, orders: joined(known.orders, orders) }))
      }),
      on('batchesChanged', ({ batches }) => {
        const batch = batches.find((each) => each.id === id)
        if (batch) set((known) => ({ ...known, batch }))
      }),
    ]
    return () => {
      gone = true
      for (const stop of stops) stop()
    }
  }, [id, turn])
  const known = shown.id === id && shown.turn === turn ? shown.known : nothing
  return { ...known, retry: () => setTurn(turn + 1) }
}

/** @returns the same references with what is newer of them; the same array when nothing is */
function joined(orders: Order[], changed: Order[]): Order[] {
  const news = new Map(changed.map((order) => [targetKey(order), order]))
  let some = false
  const next = orders.map((order) => {
    const newer = news.get(targetKey(order))
    if (!newer || newer.id < order.id || (newer.id === order.id && newer.updatedAt < order.updatedAt)) return order
    some = true
    return newer
  })
  return some ? next : orders
}
