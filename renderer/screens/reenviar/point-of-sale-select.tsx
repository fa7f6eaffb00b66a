import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { PointOfSalePicker } from '../../features/point-of-sale/picker.tsx'
import { useOwnPoints } from '../../store/company.ts'
import { setState, useStore } from '../../store/store.ts'

/** @returns the chosen one that can send; unless somebody chose, the one last used */
export function usePointOfSale(): PointOfSale | null {
  const pointsOfSale = useOwnPoints()
  const chosen = useStore((state) => state.chosenPointOfSale)
  const lastUsed = useStore((state) => state.recent[0]?.pointOfSaleId)
  const ready = pointsOfSale.filter(({ status }) => status === 'ready')
  return ready.find(({ id }) => id === chosen) ?? ready.find(({ id }) => id === lastUsed) ?? ready[0] ?? null
}

/** Only when there is something to choose. */
export function PointOfSaleSelect() {
  const pointsOfSale = useOwnPoints()
  const current = usePointOfSale()
  if (pointsOfSale.length < 2) return null
  return (
    <PointOfSalePicker
      value={current?.id ?? ''}
      onChange={(id) => setState({ chosenPointOfSale: id })}
      options={[
        ...(current ? [] : [{ value: '', label: texts.choosePointOfSale, disabled: true }]),
        ...pointsOfSale.map(({ id, name, status }) => ({
          value: id,
          label: status === 'reload' ? texts.reload(name) : name,
          disabled: status === 'reload',
        })),
      ]}
    />
  )
}
