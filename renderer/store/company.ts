/** For which company a person works now, where there are several: what the screens show is limited to its points of sale. */
import { useMemo } from 'react'
import { companyKey } from '#contract/model/company.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { inboxView } from './inbox/inbox.ts'
import { orderWindow } from './order-window.ts'
import { setFilters } from './show-orders.ts'
import { getState, setState, subscribe, useStore, type PageState } from './store.ts'

export interface CompanyGroup {
  /** Under which it is chosen; `withoutCompany` for those that belong to none. */
  key: string
  /** Empty: of no company. */
  name: string
  pointsOfSale: ReadonlySet<string>
}

/** No name is a blank. */
export const withoutCompany = ' '

let grouped: { of: PointOfSale[]; groups: CompanyGroup[] } = { of: [], groups: [] }

/** @returns the companies by name, those of none last; nothing when there is nothing to choose from */
export function companiesOf(pointsOfSale: PointOfSale[]): CompanyGroup[] {
  if (grouped.of !== pointsOfSale) grouped = { of: pointsOfSale, groups: group(pointsOfSale, grouped.groups) }
  return grouped.groups
}

/** @param before the groups as they were: one that has the same points of sale keeps its set */
function group(pointsOfSale: PointOfSale[], before: CompanyGroup[]): CompanyGroup[] {
  const byKey = Map.groupBy(pointsOfSale, ({ company }) => (company ? companyKey(company.name) : withoutCompany))
  if (byKey.size < 2) return []
  return [...byKey]
    .map(([key, own]) => ({ key, name: own[0]?.company?.name ?? '', pointsOfSale: kept(new Set(own.map(({ id }) => id)), before) }))
    .toSorted((a, b) => Number(a.key === withoutCompany) - Number(b.key === withoutCompany) || a.name.localeCompare(b.name, 'es'))
}

const kept = (ids: ReadonlySet<string>, before: CompanyGroup[]): ReadonlySet<string> =>
  before.find(({ pointsOfSale }) => pointsOfSale.size === ids.size && [...ids].every((id) => pointsOfSale.has(id)))?.pointsOfSale ?? ids

/** @returns ids of the points of sale of the chosen company; null: all. The same set as long as they are the same */
export const scopeOf = ({ pointsOfSale, company }: Pick<PageState, 'pointsOfSale' | 'company'>): ReadonlySet<string> | null =>
  companiesOf(pointsOfSale).find(({ key }) => key === company)?.pointsOfSale ?? null

/** The points of sale of the chosen company; all of them when none is chosen. */
export function useOwnPointsOfSale(): PointOfSale[] {
  const all = useStore((state) => state.pointsOfSale)
  const scope = useStore(scopeOf)
  return useMemo(() => (scope ? all.filter(({ id }) => scope.has(id)) : all), [all, scope])
}

/** @param company key of a group; empty: all */
export function chooseCompany(company: string): void {
  setState({ company })
}

/** Somebody goes to this point of sale by name: where another company is chosen, all are shown from now on. */
export function reveal(pointOfSaleId: string): void {
  if (scopeOf(getState())?.has(pointOfSaleId) === false) chooseCompany('')
}

/** Keeps the lists to the chosen company from now on. To be called once. */
export function followCompany(): void {
  let scope: ReadonlySet<string> | null = null
  subscribe(() => {
    const state = getState()
    const now = scopeOf(state)
    if (now === scope) return
    scope = now
    inboxView.limit(now)
    orderWindow.limit(now && [...now])
    const { filters } = state
    if (now && filters.pointOfSaleId !== '' && !now.has(filters.pointOfSaleId)) setFilters({ ...filters, pointOfSaleId: '' })
  })
}
