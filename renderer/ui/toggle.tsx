import { useId } from 'react'

interface ToggleProps {
  label: string
  help?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}

/** Something that is on or off at once, without a button to save it. */
export function Toggle({ label, help, on, disabled = false, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div className="toggle">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={() => onChange(!on)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {help && (
          <p id={`${id}-help`} className="field-help">
            {help}
          </p>
        )}
      </div>
    </div>
  )
}
