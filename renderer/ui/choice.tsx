import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'

interface Option<T extends string> {
  value: T
  label: string
  help?: string
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: Option<T>[]
  onChange: (value: T) => void
}

/** One of a few, all of them visible. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <RadioGroup
      className="choice"
      aria-label={label}
      value={value}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen)
        if (option) onChange(option.value)
      }}
    >
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className="radio">
          <span className="radio-dot" aria-hidden="true" />
          <span>
            {option.label}
            {option.help && <small>{option.help}</small>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
