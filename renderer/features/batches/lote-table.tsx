import { useState, type ReactNode } from 'react'
import { sharesIn, type BatchGroup } from '#contract/model/batch.ts'
import type { Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { sharesText } from '#contract/texts/shares.ts'
import { deferred } from '../../ui/deferred.tsx'
import { Icon } from '../../ui/icon.tsx'
import { VirtualTable, type ControlProps, type RowProps } from '../../ui/table.tsx'
import { GroupStep, stepOf, type Asked } from './group-step.tsx'
import { LoteRow } from './lote-row.tsx'

const groupDialog = deferred(async () => (await import('./group-dialog.tsx')).GroupDialog)

interface LoteTableProps {
  groups: BatchGroup[]
  /** What needs nothing is shown too: it was asked for. */
  unfolded: boolean
}

type Line = { group: BatchGroup; order?: undefined } | { group: BatchGroup; order: Order }

/** A head for each group and a row for each reference. What needs nothing is folded, unless it is all there is. */
export function LoteTable({ groups, unfolded }: LoteTableProps) {
  const [toggled, setToggled] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const open = toggled !== (unfolded || groups.every(({ tier }) => tier === 'nothing'))
  const lines = groups.flatMap((group): Line[] => [{ group }, ...(group.tier === 'nothing' && !open ? [] : group.orders.map((order) => ({ group, order })))])
  return (
    <>
      <VirtualTable
        label={texts.table}
        hint={texts.hint}
        className="lote-table"
        total={lines.length}
        head={texts.columns}
        renderRow={(index, row, control) => {
          const line = lines[index]
          if (!line) return null
          const { group, order } = line
          if (order) return <LoteRow key={order.id} order={order} row={row} control={control} />
          return group.tier === 'nothing' ? (
            <Head key={group.key} row={row}>
              <button type="button" className="fold" aria-expanded={open} {...control} onClick={() => setToggled(!toggled)}>
                <span>{texts.nothing(group.orders.length, sharesText(sharesIn(group.orders)))}</span>
                <Icon name={open ? 'collapse' : 'expand'} />
              </button>
            </Head>
          ) : (
            <GroupHead key={group.key} group={group} row={row} control={control} onAsk={setAsked} />
          )
        }}
      />
      {asked && <groupDialog.Part key={`${asked.group.key} ${asked.step}`} asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

interface GroupHeadProps {
  group: BatchGroup
  row: RowProps
  control: ControlProps
  onAsk: (asked: Asked) => void
}

function GroupHead({ group, row, control, onAsk }: GroupHeadProps) {
  const { cause, orders } = group
  const step = stepOf(group)
  return (
    // A row without a control is one that no key gets to, or past.
    <Head row={row} {...(!step && { control })}>
      <div className="group-head">
        {cause ? (
          <p>
            <strong>{texts.cause(cause.title, cause.code, orders.length)}</strong> {cause.nextStep}
          </p>
        ) : (
          <p>{texts.moving(orders.length)}</p>
        )}
        {step && <GroupStep step={step} group={group} control={control} onAsk={onAsk} />}
      </div>
    </Head>
  )
}

function Head({ row, control, children }: { row: RowProps; control?: ControlProps; children: ReactNode }) {
  return (
    <tr {...row} className="lote-group">
      <th {...control} scope="rowgroup" colSpan={Object.keys(texts.columns).length}>
        {children}
      </th>
    </tr>
  )
}
