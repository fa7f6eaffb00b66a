import { openScreen } from '../../store/route.ts'

/** Opens the settings where the credentials of these points of sale are mended: the row of the one, or the list where there are several. */
export function openPointsOfSale(ids: readonly string[]): void {
  const [first, ...others] = new Set(ids)
  openScreen('ajustes', first !== undefined && others.length === 0 ? `puntos-de-venta/${first}` : 'puntos-de-venta')
}
