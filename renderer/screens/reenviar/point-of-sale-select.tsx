import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { PointOfSalePicker } from '../../features/point-of-sale/picker.tsx'
import { scopeOf, useOwnPointsOfSale } from '../../store/company.ts'
import { getState, setState, useStore } from '../../store/store.ts'

/** @returns the chosen one if it can send. It does not move by itself: others send too, and what is shown here is what a press means. */
export function usePointOfSale(): PointOfSale | null {
  const pointsOfSale = useOwnPointsOfSale()
  const chosen = useStore((state) => state.chosenPointOfSale)
  const ready = pointsOfSale.filter(({ status }) => status === 'ready')
  return ready.find(({ id }) => id === chosen) ?? ready[0] ?? null
}

/** @returns the first one to be chosen where none can send, whose credentials are wanted; null: one has to be chosen */
export function closedPointOfSale(): PointOfSale | null {
  const state = getState()
  const scope = scopeOf(state)
  const own = state.pointsOfSale.filter(({ id }) => scope?.has(id) ?? true)
  return own.some(({ status }) => status === 'ready') ? null : (own[0] ?? null)
}

/** Wherever there are several in all: of a company with a single one it says where that is what a press sends to. */
export function PointOfSaleSelect() {
  const pointsOfSale = useOwnPointsOfSale()
  const current = usePointOfSale()
  const several = useStore((state) => state.pointsOfSale.length > 1)
  if (!several) return null
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
