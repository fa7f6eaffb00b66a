import { useEffect, useRef, useState } from 'react'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { ajustes as texts, pointOfSaleRows } from '#contract/texts/ajustes.ts'
import { common } from '#contract/texts/page.ts'
import { tryAll } from '#contract/texts/points-of-sale-import.ts'
import { fold } from '#contract/words.ts'
import { announce, useSpoken } from '../../ui/announcer.tsx'
import { Action } from '../../ui/action.tsx'
import { Message } from '../../ui/message.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { partId, useHash } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { PointOfSaleForm } from '../../features/point-of-sale/form.tsx'
import { ImportPointsOfSale } from './points-of-sale/import-points-of-sale.tsx'
import { TryAll } from './points-of-sale/try-all.tsx'
import { useTrials } from './points-of-sale/trials.ts'
import { stateOf } from './point-of-sale-state.ts'
import { PointOfSaleRow } from './point-of-sale-row.tsx'

/** So many are seen at a glance. */
const fewest = 8
const adding = 'new'

/**
 * The points of sale, a row each; one form open at a time, in its row's place. Where there is nothing to choose from, and for the
 * one that the address names, it is open already.
 */
export function PointsOfSale() {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const named = useHash().split('/')[2]
  const only = pointsOfSale.length === 1 ? pointsOfSale[0]?.id : undefined
  const [editing, setEditing] = useState<string | null>(() => pointsOfSale.find(({ id }) => id === named)?.id ?? only ?? null)
  const [wanted, setWanted] = useState('')
  const [onlyBad, setOnlyBad] = useState(false)
  const banners = useStore((state) => state.status.banners)
  const trials = useTrials()
  const [left, setLeft] = useState<string | null>(null)
  useRowFocus(left, () => setLeft(null))
  const [followed, setFollowed] = useState(named)
  if (named !== followed) {
    setFollowed(named)
    if (named !== undefined) setEditing(named)
  }
  useFormFocus(editing)

  const bad = new Set(
    pointsOfSale.flatMap((pointOfSale) => (stateOf(pointOfSale, banners, trials.results.get(pointOfSale.id)).tone === 'bad' ? pointOfSale.id : [])),
  )
  const words = fold(wanted.trim())
  const shown = pointsOfSale.filter(
    ({ id, name, company }) => ((!onlyBad || bad.has(id)) && fold(`${name} ${company?.name ?? ''} ${company?.cuit ?? ''}`).includes(words)) || id === editing,
  )
  const searched = words !== '' || onlyBad
  useSpoken(searched ? pointOfSaleRows.shown(shown.length) : '')

  function close(id: string | null) {
    setEditing(null)
    setLeft(id)
  }
  function onSaved(id: string) {
    trials.forget([id])
    setOnlyBad(false)
    setWanted('')
    close(id)
    announce(common.saved)
  }
  const isAdding = editing === adding || pointsOfSale.length === 0

  return (
    <>
      <div className="toolbar">
        {!isAdding && (
          <Action id={rowId(adding)} onPress={() => setEditing(adding)}>
            {texts.add}
          </Action>
        )}
        <ImportPointsOfSale />
        {pointsOfSale.length > 1 && <TryAll />}
      </div>
      {(pointsOfSale.length > fewest || bad.size > 0 || onlyBad) && pointsOfSale.length > 1 && (
        <div className="toolbar">
          {pointsOfSale.length > fewest && (
            <>
              <TextField label={pointOfSaleRows.search} placeholder={pointOfSaleRows.search} type="search" value={wanted} onChange={setWanted} maxLength={80} />
              <span className="field-help">{pointOfSaleRows.shown(shown.length)}</span>
            </>
          )}
          {(bad.size > 0 || onlyBad) && <Checkbox label={tryAll.onlyWrong(bad.size)} on={onlyBad} onChange={setOnlyBad} />}
        </div>
      )}
      {isAdding && (
        <section className="point-form" aria-label={texts.addTitle}>
          <h3>{texts.addTitle}</h3>
          <PointOfSaleForm onSaved={onSaved} {...(pointsOfSale.length > 0 && { onCancel: () => close(adding) })} />
        </section>
      )}
      {searched && shown.length === 0 && <p>{pointOfSaleRows.nothing}</p>}
      <ul className="point-rows" aria-label={texts.pointsOfSale}>
        {shown.map((pointOfSale) => (
          <li key={pointOfSale.id} id={rowId(pointOfSale.id)} tabIndex={-1} aria-label={pointOfSale.name}>
            <PointOfSaleRow pointOfSale={pointOfSale} trial={trials.results.get(pointOfSale.id)} onEdit={setEditing} formOpen={editing !== null} />
            {editing === pointOfSale.id && (
              <section className="point-form" aria-label={texts.editNamed(pointOfSale.name)}>
                <Trouble pointOfSale={pointOfSale} />
                <p className="protection" data-protection={pointOfSale.protection}>
                  {texts.protection[pointOfSale.protection]}
                </p>
                <PointOfSaleForm stored={pointOfSale} onSaved={onSaved} onCancel={() => close(pointOfSale.id)} />
              </section>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Why it cannot be used, where it is mended. */
function Trouble({ pointOfSale }: { pointOfSale: PointOfSale }) {
  const banners = useStore((state) => state.status.banners)
  const reload = pointOfSale.status === 'reload'
  if (!reload && !stateOf(pointOfSale, banners).rejected) return null
  return <Message tone="bad" title={reload ? texts.reload : pointOfSaleRows.states.credenciales} text={reload ? texts.reloadHelp : pointOfSaleRows.rejected} />
}

/** The address of a row: `#ajustes/puntos-de-venta/ID`. */
const rowId = (id: string): string => partId('ajustes', `puntos-de-venta/${id}`)

/** A form that somebody opened has the focus, in sight as far as it fits; one that was open from the start leaves it alone. */
function useFormFocus(editing: string | null) {
  const before = useRef(editing)
  useEffect(() => {
    if (before.current === editing) return
    before.current = editing
    const form = editing === null ? null : document.querySelector('.point-form')
    form?.scrollIntoView({ block: 'nearest' })
    // Where both do not fit: whose form it is.
    form?.closest('li')?.firstElementChild?.scrollIntoView({ block: 'nearest' })
    form?.querySelector('input')?.focus({ preventScroll: true })
  }, [editing])
}

/** After a form the focus is on the row that it was about, in sight. */
function useRowFocus(id: string | null, onDone: () => void) {
  useEffect(() => {
    const row = id === null ? null : document.getElementById(rowId(id))
    if (!row) return
    row.scrollIntoView({ block: 'nearest' })
    ;(row.querySelector<HTMLElement>('button') ?? row).focus({ preventScroll: true })
    onDone()
  })
}
