import { useState, type ClipboardEvent } from 'react'
import { credentialFields, findCredentials, type CredentialField, type Credentials } from '#contract/model/credentials.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'
import { announce } from '../../ui/announcer.tsx'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface CredentialFieldsProps {
  values: Credentials
  onChange: (values: Credentials) => void
  /** Masks of the stored ones, when there are. */
  masks?: Credentials | undefined
  problems: Partial<Record<CredentialField, string>>
}

/** The three credentials. A block pasted into any of them is taken apart. */
export function CredentialFields({ values, onChange, masks, problems }: CredentialFieldsProps) {
  const [shown, setShown] = useState(false)
  const [filled, setFilled] = useState(0)

  function takeApart(event: ClipboardEvent) {
    const found = findCredentials(event.clipboardData.getData('text'))
    const names = credentialFields.filter((field) => found[field])
    setFilled(names.length)
    if (names.length === 0) return
    event.preventDefault()
    onChange({ ...values, ...found })
    announce(texts.pasted(names.length))
  }

  return (
    <fieldset className="credentials">
      <legend className="hidden">{texts.legend}</legend>
      {credentialFields.map((field, index) => (
        <TextField
          key={field}
          label={texts[field]}
          value={values[field]}
          onChange={(value) => {
            setFilled(0)
            onChange({ ...values, [field]: value })
          }}
          onPaste={takeApart}
          masked={!shown}
          problem={problems[field]}
          help={masks && values[field] === '' ? texts.keep(masks[field]) : undefined}
          end={
            index === 0 && (
              <Action look="quiet" aria-label={shown ? texts.hideAll : texts.showAll} onPress={() => setShown(!shown)}>
                {shown ? texts.hide : texts.show}
              </Action>
            )
          }
        />
      ))}
      {filled > 0 && <p className="field-help">{texts.pasted(filled)}</p>}
    </fieldset>
  )
}
