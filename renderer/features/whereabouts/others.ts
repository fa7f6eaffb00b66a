import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { companyKey } from '#contract/model/company.ts'

const keyOf = (pointOfSale: PointOfSale | undefined): string => (pointOfSale?.company ? companyKey(pointOfSale.company.name) : '')

/** @returns the points of sale that can be asked, those of the same company first @param but where it was looked for already */
export function othersThan(but: string, pointsOfSale: readonly PointOfSale[]): PointOfSale[] {
  const own = keyOf(pointsOfSale.find(({ id }) => id === but))
  const others = pointsOfSale.filter(({ id, status }) => id !== but && status === 'ready')
  return others.toSorted((a, b) => Number(keyOf(b) === own) - Number(keyOf(a) === own))
}
