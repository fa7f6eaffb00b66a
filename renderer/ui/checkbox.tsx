interface CheckboxProps {
  label: string
  help?: string
  on: boolean
  onChange: (on: boolean) => void
}

/** One of several things that are chosen, or something that is agreed to. */
export const Checkbox = ({ label, help, on, onChange }: CheckboxProps) => (
  <label className="checkbox">
    <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
    <span>
      {label}
      {help && <small>{help}</small>}
    </span>
  </label>
)
