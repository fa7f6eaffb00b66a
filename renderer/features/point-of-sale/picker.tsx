import { common } from '#contract/texts/page.ts'
import { useOwnPointsOfSale } from '../../store/company.ts'
import type { ComboBoxProps } from '../../ui/combo-box.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { Select } from '../../ui/select.tsx'

const comboBox = deferred(async () => (await import('../../ui/combo-box.tsx')).ComboBox)

/** So many are read at a glance; more have to be searched. */
const atAGlance = 8

/** One of some: the browser's own list while it is short, and otherwise one that is searched by typing. */
export function Picker({ nothing, ...props }: ComboBoxProps) {
  return props.options.length > atAGlance ? <comboBox.Part nothing={nothing} {...props} /> : <Select {...props} />
}

/** One of the points of sale. */
export function PointOfSalePicker(props: Omit<ComboBoxProps, 'label' | 'nothing'>) {
  return <Picker label={common.pointOfSale} nothing={common.noPointOfSale} {...props} />
}

/** One of the points of sale or all of them, where there are several. @param props the empty id is all */
export function PointOfSaleFilter(props: Pick<ComboBoxProps, 'value' | 'onChange'>) {
  const pointsOfSale = useOwnPointsOfSale()
  if (pointsOfSale.length < 2) return null
  return (
    <PointOfSalePicker
      {...props}
      options={[{ value: '', label: common.allPointsOfSale }, ...pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}
