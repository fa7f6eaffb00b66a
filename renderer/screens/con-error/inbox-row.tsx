import { memo } from 'react'
import { readFecha } from '#contract/argentina.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { money } from '../../ui/format.ts'
import { todayInArgentina } from '../../store/clock.ts'
import { Icon } from '../../ui/icon.tsx'
import { Badge, StateBadge } from '../../features/batches/state-badge.tsx'
import type { ControlProps, RowProps } from '../../ui/table.tsx'
import type { Hint } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'

interface InboxTableRowProps {
  listed: ListedRow
  hint: Hint | null
  /** Null when there is only one. */
  pointOfSale: string | null
  picked: boolean
  repeated: boolean
  row: RowProps
  control: ControlProps
  /** @param range everything from the last one picked to this one */
  onPick: (picked: boolean, range: boolean) => void
  onMenu: (anchor: HTMLElement) => void
}

export function InboxTableRow({ listed, hint, pointOfSale, picked, repeated, row, control, onPick, onMenu }: InboxTableRowProps) {
  const { external_reference } = listed.row
  return (
    <tr
      {...row}
      data-picked={picked || undefined}
      onContextMenu={(event) => {
        event.preventDefault()
        const anchor = event.currentTarget.querySelector<HTMLElement>('.column-menu button')
        if (anchor) onMenu(anchor)
      }}
    >
      <td className="column-pick">
        {listed.target === null ? (
          <span className="hidden">{texts.noReferenceHelp}</span>
        ) : (
          <input
            type="checkbox"
            aria-label={external_reference}
            aria-describedby={['fecha', 'tipo', 'cliente', 'total', 'state'].map((column) => cellId(listed, column)).join(' ')}
            checked={picked}
            {...control}
            onChange={(event) => onPick(event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        )}
      </td>
      <Facts listed={listed} pointOfSale={pointOfSale} repeated={repeated} />
      <td id={cellId(listed, 'state')} className="column-state">
        <State listed={listed} hint={hint} />
      </td>
      <td className="column-menu">
        {external_reference !== '' && (
          <button
            type="button"
            className="action quiet"
            aria-label={texts.menu(external_reference)}
            aria-haspopup="menu"
            {...control}
            onClick={(event) => onMenu(event.currentTarget)}
          >
            <Icon name="more" />
          </button>
        )}
      </td>
    </tr>
  )
}

/** A row's control stands for the whole row: what the others say describes it. */
const cellId = ({ id }: ListedRow, column: string): string => `comprobante-${id}-${column}`

/** What of a row never changes while it is read. */
const Facts = memo(function Facts({ listed, pointOfSale, repeated }: { listed: ListedRow; pointOfSale: string | null; repeated: boolean }) {
  const { row, day } = listed
  return (
    <>
      <td id={cellId(listed, 'fecha')} className="column-fecha">
        {row.fecha}
        {day > (readFecha(todayInArgentina()) ?? day) && <small>{texts.future}</small>}
      </td>
      <td id={cellId(listed, 'tipo')} className="column-tipo">
        {row.tipo}
        <small>{texts.number(row.punto_venta, row.numero)}</small>
      </td>
      <td id={cellId(listed, 'cliente')} className="column-cliente">
        {row.razon_social}
        {row.documento_nro !== '' && <small>{row.documento_nro}</small>}
      </td>
      <td id={cellId(listed, 'total')} className="column-total">
        {row.total === null ? '' : money(row.total, row.moneda)}
      </td>
      <td className="column-reference">
        {row.external_reference === '' ? <em>{texts.noReference}</em> : <span className="reference">{row.external_reference}</span>}
        {pointOfSale !== null && <small>{pointOfSale}</small>}
        {repeated && <small className="repeated">{texts.repeated}</small>}
      </td>
    </>
  )
})

function State({ listed, hint }: { listed: ListedRow; hint: Hint | null }) {
  const { row } = listed
  return (
    <>
      {hint?.order ? (
        <StateBadge order={hint.order} />
      ) : row.status === 'error' ? (
        <Badge icon="failed" tone="bad">
          {texts.inError}
        </Badge>
      ) : (
        <>
          <Badge icon="question" tone="warn">
            {row.statusText || texts.noStatus}
          </Badge>
          <small>{texts.unknownStatus}</small>
        </>
      )}
      {hint?.reason && <small>{hint.reason.code === null ? hint.reason.title : `${hint.reason.title} (${hint.reason.code})`}</small>}
    </>
  )
}
