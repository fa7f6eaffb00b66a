import { useId, useState } from 'react'

interface NumberFieldProps {
  label: string
  help: string
  /** Null: none yet. */
  value: number | null
  min: number
  max: number
  /** Told once, when what was typed is left or confirmed with Enter: a number on the way to another one does not count. */
  onChange: (value: number) => void
}

/** A whole number that takes effect when it is left or confirmed. What it cannot be is not kept: then it shows what holds. */
export function NumberField({ label, help, value, min, max, onChange }: NumberFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const fits = (text: string) => /^\d+$/u.test(text) && Number(text) >= min && Number(text) <= max
  function settle() {
    setTyped(null)
    if (typed !== null && fits(typed) && Number(typed) !== value) onChange(Number(typed))
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          className="number"
          min={min}
          max={max}
          step={1}
          value={typed ?? (value === null ? '' : String(value))}
          aria-invalid={typed !== null && !fits(typed) ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && settle()}
          onBlur={settle}
        />
      </div>
      <p id={`${id}-note`} className={typed !== null && !fits(typed) ? 'field-problem' : 'field-help'}>
        {help}
      </p>
    </div>
  )
}
