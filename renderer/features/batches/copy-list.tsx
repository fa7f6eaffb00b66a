import { useState } from 'react'
import type { BatchGroup } from '#contract/model/batch.ts'
import type { Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import { numberOf, plainMoney } from './lote-row.tsx'

/** As much as the clipboard takes from the page. */
const longest = 100_000

/** Puts what the table shows on the clipboard, in columns that Excel takes apart. */
export function CopyList({ groups }: { groups: BatchGroup[] }) {
  const [said, setSaid] = useState<{ of: BatchGroup[]; text: string } | null>(null)

  async function copy() {
    const text = [Object.values(texts.columns).join('\t'), ...groups.flatMap(({ orders }) => orders.map(lineOf))].join('\n')
    const copied = text.length <= longest && (await call('copyText', { text })).ok
    const told = copied ? texts.copied : texts.copyTooLong
    setSaid({ of: groups, text: told })
    announce(told)
  }

  return (
    <>
      <Action onPress={() => void copy()}>{texts.copy}</Action>
      {said?.of === groups && <span className="quiet">{said.text}</span>}
    </>
  )
}

const lineOf = (order: Order): string =>
  [order.stateLabel, order.external_reference, order.seen?.razon_social ?? '', plainMoney(order), numberOf(order)].join('\t')
