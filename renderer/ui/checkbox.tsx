import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'

interface CheckboxProps {
  label: string
  help?: string
  on: boolean
  onChange: (on: boolean) => void
}

/** One of several things that are chosen, or something that is agreed to. */
export const Checkbox = ({ label, help, on, onChange }: CheckboxProps) => (
  <AriaCheckbox className="checkbox" isSelected={on} onChange={onChange}>
    <span className="checkbox-box" aria-hidden="true" />
    <span>
      {label}
      {help && <small>{help}</small>}
    </span>
  </AriaCheckbox>
)
