import { useId, useState } from 'react'

interface NumberFieldProps {
  label: string
  help: string
  value: number
  min: number
  max: number
  /** Told each whole number within the bounds as it is typed; what is half typed waits. */
  onChange: (value: number) => void
}

/** A whole number that takes effect as it is typed or stepped. What it cannot be is not kept: on leaving, it shows what holds. */
export function NumberField({ label, help, value, min, max, onChange }: NumberFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const fits = (text: string) => /^\d+$/u.test(text) && Number(text) >= min && Number(text) <= max
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
          value={typed ?? String(value)}
          aria-invalid={typed !== null && !fits(typed) ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => {
            setTyped(target.value)
            if (fits(target.value) && Number(target.value) !== value) onChange(Number(target.value))
          }}
          onBlur={() => setTyped(null)}
        />
      </div>
      <p id={`${id}-note`} className={typed !== null && !fits(typed) ? 'field-problem' : 'field-help'}>
        {help}
      </p>
    </div>
  )
}
