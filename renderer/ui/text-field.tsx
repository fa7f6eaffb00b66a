import { useId, type ComponentProps, type ReactNode } from 'react'

interface TextFieldProps extends Pick<ComponentProps<'input'>, 'type' | 'maxLength' | 'placeholder' | 'list' | 'onPaste'> {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string | undefined
  /** Why the value cannot stay; replaces the help. */
  problem?: string | null | undefined
  /** Shown as dots, and yet a textbox: what it holds is checked by testing it, not by reading it aloud. */
  masked?: boolean
  end?: ReactNode
}

/** One line of text with its label, its help and its trouble. */
export function TextField({ label, onChange, help, problem, masked = false, end, ...input }: TextFieldProps) {
  const id = useId()
  const note = problem ?? help
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          type="text"
          {...input}
          id={id}
          className={masked ? 'masked' : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {end}
      </div>
      {note && (
        <p id={`${id}-note`} className={problem ? 'field-problem' : 'field-help'}>
          {note}
        </p>
      )}
    </div>
  )
}
