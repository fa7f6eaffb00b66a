import { memo, type MouseEvent } from 'react'
import type { InboxHint, InboxRow } from '#contract/model/inbox.ts'
import { readFecha } from '#contract/argentina.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { note as noteTexts, snooze } from '#contract/texts/snooze.ts'
import { todayInArgentina } from '../../store/clock.ts'
import type { Judged, ListedRow } from '../../store/inbox/listed-row.ts'
import { dateTime, money } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ControlProps, RowProps } from '../../ui/table.tsx'
import { openRow } from './open-row.ts'
import { Reason } from './reason.tsx'
import { shortTipo } from '../../features/inbox/short-tipo.ts'

interface InboxTableRowProps {
  listed: ListedRow
  order: InboxHint['order']
  /** Null until it was weighed. */
  judged: Judged | null
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

export function InboxTableRow({ listed, order, judged, pointOfSale, picked, repeated, row, control, onPick, onMenu }: InboxTableRowProps) {
  const { external_reference } = listed.row
  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element) || event.target.closest('input, button')) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      if (listed.target !== null) onPick(event.shiftKey || !picked, event.shiftKey)
    } else if (getSelection()?.isCollapsed !== false) void openRow(listed)
  }
  return (
    <tr
      {...row}
      data-picked={picked || undefined}
      data-new={listed.row.isNew || undefined}
      onClick={onClick}
      onContextMenu={(event) => {
        event.preventDefault()
        const anchor = event.currentTarget.querySelector<HTMLElement>('.column-menu button')
        if (anchor) onMenu(anchor)
      }}
    >
      <td className="column-pick">
        {listed.row.isNew && (
          <span id={cellId(listed, 'new')} className="hidden">
            {texts.isNew}
          </span>
        )}
        {listed.target !== null && (
          <input
            type="checkbox"
            aria-label={external_reference}
            aria-describedby={['new', 'fecha', 'tipo', 'cliente', 'total', 'reason'].map((column) => cellId(listed, column)).join(' ')}
            checked={picked}
            {...control}
            onChange={(event) => onPick(event.target.checked, (event.nativeEvent as globalThis.MouseEvent).shiftKey)}
          />
        )}
      </td>
      <Facts listed={listed} />
      <td className="column-reference" title={external_reference || texts.noReferenceHelp}>
        <button type="button" className="open-row" {...control} onClick={() => void openRow(listed)}>
          {external_reference === '' ? <em>{texts.noReference}</em> : <span className="reference">{external_reference}</span>}
        </button>
        {repeated && (
          <span className="repeated" title={`${texts.repeated}. ${texts.repeatedHelp}`}>
            <Icon name="copies" />
            <span className="hidden">{texts.repeated}</span>
          </span>
        )}
      </td>
      <td id={cellId(listed, 'reason')} className="column-reason">
        <span className="reason-cell">
          <Reason listed={listed} order={order} judged={judged} />
          <Marks row={listed.row} />
        </span>
      </td>
      {pointOfSale !== null && (
        <td className="column-pointOfSale" title={pointOfSale}>
          {pointOfSale}
        </td>
      )}
      <td className="column-menu">
        <button
          type="button"
          className="action quiet"
          aria-label={texts.menu(external_reference === '' ? texts.noReference : external_reference)}
          aria-haspopup="menu"
          {...control}
          onClick={(event) => onMenu(event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      </td>
    </tr>
  )
}

/** What a note says before the rest of it, for who hears the row. */
const spokenNote = 120

/** What the person has said of it: a note, and until when it is put off. */
function Marks({ row: { note, snoozedUntil } }: { row: InboxRow }) {
  return (
    <>
      {note !== '' && (
        <span className="row-mark" title={noteTexts.noted(note)}>
          <Icon name="note" />
          <span className="hidden"> {noteTexts.noted(note.slice(0, spokenNote).toWellFormed())}</span>
        </span>
      )}
      {snoozedUntil !== null && (
        <span className="row-mark" title={snooze.snoozed(dateTime(snoozedUntil))}>
          <Icon name="clock" />
          <span className="hidden"> {snooze.snoozed(dateTime(snoozedUntil))}</span>
        </span>
      )}
    </>
  )
}

/** A row's control stands for the whole row: what the others say describes it. */
const cellId = ({ id }: ListedRow, column: string): string => `comprobante-${id}-${column}`

/** What of a row never changes while it is read. */
const Facts = memo(function Facts({ listed }: { listed: ListedRow }) {
  const { row, day } = listed
  const today = todayInArgentina()
  const sameYear = row.fecha.endsWith(today.slice(-5))
  const total = row.total === null ? '' : money(row.total, row.moneda)
  return (
    <>
      <td id={cellId(listed, 'fecha')} className="column-fecha" title={day > (readFecha(today) ?? day) ? `${row.fecha}. ${texts.future}` : row.fecha}>
        <span aria-hidden="true">{sameYear ? row.fecha.slice(0, 5) : row.fecha}</span>
        <span className="hidden">{row.fecha}</span>
        {day > (readFecha(today) ?? day) && (
          <>
            <Icon name="clock" />
            <span className="hidden"> {texts.future}</span>
          </>
        )}
      </td>
      <td id={cellId(listed, 'tipo')} className="column-tipo" title={`${row.tipo} · ${texts.number(row.punto_venta, row.numero)}`}>
        <span aria-hidden="true">{shortTipo(row.tipo)}</span>
        <span className="hidden">{row.tipo}</span>
      </td>
      <td id={cellId(listed, 'cliente')} className="column-cliente" title={[row.razon_social, row.documento_nro].filter(Boolean).join(' · ')}>
        {row.razon_social || row.documento_nro}
      </td>
      <td id={cellId(listed, 'total')} className="column-total" title={total}>
        {total}
      </td>
    </>
  )
})
