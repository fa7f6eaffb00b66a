import { useState, type ReactNode } from 'react'
import { pointOfSaleRows as texts } from '#contract/texts/ajustes.ts'
import { useHash } from '../../store/route.ts'
import { Picker } from '../../features/point-of-sale/picker.tsx'

/** So many fit under each other. */
const most = 3

interface OneOfManyProps<T> {
  of: readonly T[]
  idOf: (one: T) => string
  nameOf: (one: T) => string
  children: (shown: readonly T[]) => ReactNode
}

/** What is said of each point of sale: all of a few, and of many the one that is chosen, first the one that the address names. */
export function OneOfMany<T>({ of, idOf, nameOf, children }: OneOfManyProps<T>) {
  const named = useHash().split('/')[2]
  const [chosen, setChosen] = useState(named)
  if (of.length <= most) return children(of)
  const shown = of.find((one) => idOf(one) === chosen) ?? of[0]
  if (!shown) return null
  return (
    <>
      <Picker
        label={texts.choose}
        nothing={texts.nothing}
        value={idOf(shown)}
        options={of.map((one) => ({ value: idOf(one), label: nameOf(one) }))}
        onChange={setChosen}
      />
      {children([shown])}
    </>
  )
}
