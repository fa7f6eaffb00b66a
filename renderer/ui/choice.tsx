import { useId } from 'react'

interface RadioProps {
  /** Of the group: one of those that share it is chosen. */
  name: string
  label: string
  help?: string
  describedBy?: string
  chosen: boolean
  onChoose: () => void
}

export const Radio = ({ name, label, help, describedBy, chosen, onChoose }: RadioProps) => (
  <label className="radio">
    <input type="radio" name={name} checked={chosen} aria-describedby={describedBy} onChange={onChoose} />
    <span>
      {label}
      {help && <small>{help}</small>}
    </span>
  </label>
)

/** What can be told from the others of a choice. */
export type Choosable = string | number | boolean

interface Option<T extends Choosable> {
  value: T
  label: string
  help?: string
}

export interface ChoiceProps<T extends Choosable> {
  label: string
  value: T
  options: Option<T>[]
  onChange: (value: T) => void
}

/** One of a few, all of them visible. */
export function Choice<T extends Choosable>({ label, value, options, onChange }: ChoiceProps<T>) {
  const name = useId()
  return (
    <div role="radiogroup" className="choice" aria-label={label}>
      {options.map((option) => (
        <Radio
          key={String(option.value)}
          name={name}
          label={option.label}
          help={option.help}
          chosen={option.value === value}
          onChoose={() => onChange(option.value)}
        />
      ))}
    </div>
  )
}
