/** An accounting studio: two hundred points of sale of twenty companies. */
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Whereabouts } from '#contract/model/whereabouts.ts'
import type { ImportRow, PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import type { FakeInbox } from './fake/inbox.ts'
import { inboxRow } from './inbox-scenes.ts'
import { pointOfSale } from './sample.ts'

const names = ['Imprenta Norte', 'Almacén Las Lilas', 'Ferretería Ñandú', 'Óptica Central', 'Transportes Cuyo']
const towns = ['Centro', 'Sur', 'Rosario', 'Mar del Plata']
const places = ['Casa central', 'Depósito', 'Feria', 'Mostrador', 'Web']

/** Each company has ten; the last two points of sale belong to none. */
export const studioPoints: PointOfSale[] = Array.from({ length: 200 }, (_, index) => {
  const company = Math.floor(index / 10)
  const name = `${names[company % names.length]} ${towns[Math.floor(company / names.length)]}`
  return pointOfSale(`${name} ${places[index % places.length]} ${(index % 10) + 1}`, {
    id: `pdv-${index + 1}`,
    company: index < 198 ? { name, cuit: null } : null,
    ...(index === 17 && { status: 'reload' as const }),
  })
})

/** In error: some in every company but the last, the first the most. */
export const studioInbox: FakeInbox = {
  rows: Array.from({ length: 240 }, (_, index) => inboxRow(index, { pointOfSaleId: `pdv-${(index < 40 ? index % 10 : index % 190) + 1}`, isNew: index < 3 })),
  readAt: Date.now(),
}

const pointRow = (row: number, change: Partial<ImportRow> = {}): ImportRow => ({
  row,
  nombre: `Sucursal nueva ${row}`,
  empresa: 'Imprenta Norte Centro',
  cuit: '30-71234567-1',
  masks: { apikey: '••••', apitoken: '••••0b2d', usertoken: '••••e1f0' },
  replaces: false,
  problems: [],
  ...change,
})

/** As people have it: some rows are fine, one replaces, and each of the others has its own trouble. */
export const studioFile: PointsOfSaleFile = {
  kind: 'rows',
  fileName: 'puntos de venta.xlsx',
  id: 1,
  hiddenRows: 2,
  sheet: null,
  rows: [
    ...Array.from({ length: 40 }, (_, index) => pointRow(index + 2)),
    pointRow(42, { nombre: 'Imprenta Norte Centro Casa central 1', replaces: true }),
    pointRow(43, { nombre: '', problems: [{ kind: 'missing', field: 'nombre' }] }),
    pointRow(44, { nombre: 'Feria', problems: [{ kind: 'named-twice', row: 45 }] }),
    pointRow(45, { nombre: 'feria', problems: [{ kind: 'named-twice', row: 44 }] }),
    pointRow(46, {
      masks: { apikey: '', apitoken: '••••', usertoken: '' },
      problems: [
        { kind: 'missing', field: 'apikey' },
        { kind: 'missing', field: 'usertoken' },
        { kind: 'damaged', field: 'apitoken' },
      ],
    }),
    pointRow(47, { cuit: '30-71234567-2', problems: [{ kind: 'wrong-cuit' }] }),
    pointRow(48, { nombre: '••••', problems: [{ kind: 'key-in-name' }] }),
    pointRow(49, { problems: [{ kind: 'keys-twice', row: 2 }] }),
  ],
}

/** Every second one of the first twenty. */
export const studioRejected = studioPoints.slice(0, 20).flatMap(({ id, status }, index) => (index % 2 === 1 && status === 'ready' ? id : []))

/** Where references of a list are: most of them elsewhere than one would think, one at two of them, one issued. */
export const studioPlaces: Whereabouts['places'] = [
  { external_reference: 'IN-1', pointOfSaleId: 'pdv-31', status: 'error' },
  { external_reference: 'IN-2', pointOfSaleId: 'pdv-31', status: 'error' },
  { external_reference: 'FC-1', pointOfSaleId: 'pdv-1', status: 'error' },
  { external_reference: 'DOS-1', pointOfSaleId: 'pdv-1', status: 'error' },
  { external_reference: 'DOS-1', pointOfSaleId: 'pdv-150', status: 'error' },
  { external_reference: 'YA-1', pointOfSaleId: 'pdv-3', status: 'issued' },
]
