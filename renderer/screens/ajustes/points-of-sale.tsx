import { useState } from 'react'
import { ajustes as texts } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { PointOfSaleForm } from '../../features/point-of-sale/form.tsx'
import { useStore } from '../../store/store.ts'
import { announce } from '../../ui/announcer.tsx'
import { common } from '#contract/texts/page.ts'
import { PointOfSaleRow } from './point-of-sale-row.tsx'

/** The points of sale; one form open at a time. Where there is nothing to choose from, the form is open already. */
export function PointsOfSale() {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [editing, setEditing] = useState<string | null>(pointsOfSale.length === 1 ? (pointsOfSale[0]?.id ?? null) : null)
  const adding = editing === 'new' || pointsOfSale.length === 0

  function onSaved() {
    setEditing(null)
    announce(common.saved)
  }
  const close = () => setEditing(null)

  return (
    <>
      {pointsOfSale.length > 0 && (
        <ul className="points-of-sale">
          {pointsOfSale.map((pointOfSale) => (
            <li key={pointOfSale.id}>
              <PointOfSaleRow pointOfSale={pointOfSale} onEdit={() => setEditing(pointOfSale.id)} formOpen={editing !== null} />
              {editing === pointOfSale.id && <PointOfSaleForm stored={pointOfSale} onSaved={onSaved} onCancel={close} />}
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <>
          <h3>{texts.addTitle}</h3>
          <PointOfSaleForm onSaved={onSaved} {...(pointsOfSale.length > 0 && { onCancel: close })} />
        </>
      ) : (
        <div className="row">
          <Action onPress={() => setEditing('new')}>{texts.add}</Action>
        </div>
      )}
    </>
  )
}
