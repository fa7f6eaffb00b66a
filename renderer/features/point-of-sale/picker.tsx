import { common } from '#contract/texts/page.ts'
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

/** One of the points of sale: the browser's own list while it is short, and otherwise one that is searched by typing. */
export function PointOfSalePicker(props: PointOfSalePickerProps) {
  return props.options.length > atAGlance ? (
    <comboBox.Part label={common.pointOfSale} nothing={common.noPointOfSale} {...props} />
  ) : (
    <Select label={common.pointOfSale} {...props} />
  )
}
