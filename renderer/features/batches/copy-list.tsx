import { useState } from 'react'
import type { BatchGroup } from '#contract/model/batch.ts'
import { longestCopied } from '#contract/model/clipboard.ts'
import type { Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { numberOf, plainMoney } from './lote-row.tsx'

/** Puts what the table shows on the clipboard, in its order and in columns that Excel takes apart. */
export function CopyList({ groups }: { groups: BatchGroup[] }) {
  const { run, busy, failure, clear } = useCommand()
  const [said, setSaid] = useState<{ of: BatchGroup[]; text: string } | null>(null)

  async function copy() {
    clear()
    setSaid(null)
    const text = [Object.values(texts.columns), ...groups.flatMap(({ orders }) => orders.map(cellsOf))].map(lineOf).join('\n')
    const tooLong = text.length > longestCopied
    if (!tooLong && !(await run(() => call('copyText', { text })))) return
    const told = tooLong ? texts.copyTooLong : texts.copied
    setSaid({ of: groups, text: told })
    announce(told)
  }

  return (
    <>
      <Action isPending={busy} onPress={() => void copy()}>
        {texts.copy}
      </Action>
      {said?.of === groups && <span className="quiet">{said.text}</span>}
      <FailureMessage failure={failure} />
    </>
  )
}

const cellsOf = (order: Order): string[] => [order.stateLabel, order.external_reference, order.seen?.razon_social ?? '', plainMoney(order), numberOf(order)]

/** A cell with the signs that part cells and lines would move all that follows it. */
const lineOf = (cells: string[]): string => cells.map((cell) => cell.replaceAll(/[\t\r\n]+/gu, ' ')).join('\t')
