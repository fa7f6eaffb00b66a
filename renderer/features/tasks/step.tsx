import { useId } from 'react'
import { Action } from '../../ui/action.tsx'

interface StepProps {
  label: string
  /** What it does and what it may cost. */
  help: string
  primary?: boolean
  busy: boolean
  onPress: () => void
}

/** One thing that can be done, with what is said of it beside it. */
export function Step({ label, help, primary = false, busy, onPress }: StepProps) {
  const helpId = useId()
  return (
    <>
      <Action look={primary ? 'primary' : 'plain'} isPending={busy} aria-describedby={helpId} onPress={onPress}>
        {label}
      </Action>
      <p id={helpId}>{help}</p>
    </>
  )
}
