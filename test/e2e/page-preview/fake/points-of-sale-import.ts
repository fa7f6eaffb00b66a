/** Importing points of sale: the file is what the scene says. */
import type { pointsOfSaleImportCommands } from '#contract/commands/points-of-sale-import.ts'
import type { PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { pointOfSale } from '../sample.ts'

export const fakePointsImport = (
  file: PointsOfSaleFile = { kind: 'cancelled' },
  save: (points: PointOfSale[]) => void,
): Pick<CommandHandlers, keyof typeof pointsOfSaleImportCommands> => ({
  readPointsOfSaleFile: () => ok(file),
  importPointsOfSale: ({ id }) => {
    if (file.kind !== 'rows' || file.id !== id) return fail('import-forgotten')
    const points = file.rows
      .filter(({ problems }) => problems.length === 0)
      .map(({ row, nombre, empresa, masks }) =>
        pointOfSale(nombre, { id: `importado-${row}`, masks, company: empresa === '' ? null : { name: empresa, cuit: null } }),
      )
    save(points)
    return ok(points.map((one) => one.id))
  },
  forgetPointsOfSaleFile: () => ok(null),
})
