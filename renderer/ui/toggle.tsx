import { useId } from 'react'

interface ToggleProps {
  label: string
  help?: string
  on: boolean
  /** What it was switched to last is not done yet. The focus stays on it: what is off gives it to the next switch, or to nothing. */
  busy?: boolean
  onChange: (on: boolean) => void
}

/** Something that is on or off at once, without a button to save it. */
export function Toggle({ label, help, on, busy = false, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div className="toggle">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        aria-disabled={busy || undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={() => busy || onChange(!on)}
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
