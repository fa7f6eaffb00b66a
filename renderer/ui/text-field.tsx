import { useId, type ClipboardEvent, type HTMLInputTypeAttribute, type ReactNode, type Ref } from 'react'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string | undefined
  /** Why the value cannot stay; replaces the help. */
  problem?: string | null | undefined
  type?: HTMLInputTypeAttribute
  /** Shown as dots, and yet a textbox: what it holds is checked by testing it, not by reading it aloud. */
  masked?: boolean
  maxLength?: number
  placeholder?: string
  /** Id of a datalist. */
  list?: string
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void
  inputRef?: Ref<HTMLInputElement>
  end?: ReactNode
}

/** One line of text with its label, its help and its trouble. */
export function TextField({
  label,
  value,
  onChange,
  help,
  problem,
  type = 'text',
  masked = false,
  maxLength,
  placeholder,
  list,
  onPaste,
  inputRef,
  end,
}: TextFieldProps) {
  const id = useId()
  const note = problem ?? help
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          id={id}
          ref={inputRef}
          type={type}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          list={list}
          className={masked ? 'masked' : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onPaste={onPaste}
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
