import { common } from '#contract/texts/page.ts'
import { useOwnPoints } from '../../store/company.ts'
import type { ComboOption } from '../../ui/combo-box.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { Select } from '../../ui/select.tsx'

const comboBox = deferred(async () => (await import('../../ui/combo-box.tsx')).ComboBox)

/** So many are read at a glance; more have to be searched. */
const atAGlance = 8

interface PointOfSalePickerProps {
  value: string
  options: ComboOption[]
  onChange: (id: string) => void
}

interface PickerProps extends PointOfSalePickerProps {
  label: string
  /** Said when nothing fits what was typed. */
  nothing: string
}

/** One of some: the browser's own list while it is short, and otherwise one that is searched by typing. */
export function Picker({ nothing, ...props }: PickerProps) {
  return props.options.length > atAGlance ? <comboBox.Part nothing={nothing} {...props} /> : <Select {...props} />
}

/** One of the points of sale. */
export function PointOfSalePicker(props: PointOfSalePickerProps) {
  return <Picker label={common.pointOfSale} nothing={common.noPointOfSale} {...props} />
}

/** One of the points of sale or all of them, where there are several. @param props the empty id is all */
export function PointOfSaleFilter(props: Omit<PointOfSalePickerProps, 'options'>) {
  const pointsOfSale = useOwnPoints()
  if (pointsOfSale.length < 2) return null
  return (
    <PointOfSalePicker
      {...props}
      options={[{ value: '', label: common.allPointsOfSale }, ...pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}
