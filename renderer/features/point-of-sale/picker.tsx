import { common } from '#contract/texts/page.ts'
import { ComboBox, type ComboOption } from '../../ui/combo-box.tsx'
import { Select } from '../../ui/select.tsx'

/** So many are read at a glance; more have to be searched. */
const atAGlance = 8

interface PointOfSalePickerProps {
  value: string
  options: ComboOption[]
  onChange: (id: string) => void
}

/** One of the points of sale: the browser's own list while it is short, and otherwise one that is searched by typing. */
export function PointOfSalePicker(props: PointOfSalePickerProps) {
  return props.options.length > atAGlance ? (
    <ComboBox label={common.pointOfSale} nothing={common.noPointOfSale} {...props} />
  ) : (
    <Select label={common.pointOfSale} {...props} />
  )
}
