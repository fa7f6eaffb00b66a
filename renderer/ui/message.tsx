import type { ReactNode } from 'react'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { Icon, type IconName } from './icon.tsx'

export type MessageTone = 'info' | 'good' | 'warn' | 'bad'

const icons: Record<MessageTone, IconName> = { info: 'info', good: 'done', warn: 'warning', bad: 'failed' }

interface MessageProps {
  tone: MessageTone
  /** Its role: `alert` interrupts the screen reader, `status` waits. */
  live: 'alert' | 'status'
  title?: string
  children?: ReactNode
  actions?: ReactNode
}

/** A message in its place, with what can be done about it. */
export function Message({ tone, live, title, children, actions }: MessageProps) {
  return (
    <div className="message" data-tone={tone} role={live}>
      <Icon name={icons[tone]} />
      <div className="message-text">
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {actions && <div className="message-actions">{actions}</div>}
    </div>
  )
}

/** Why a command was refused; nothing when it was not. */
export function FailureMessage({ failure, actions }: { failure: Failure | null; actions?: ReactNode }) {
  if (!failure) return null
  const { title, text } = describeFailure(failure)
  return (
    <Message tone="bad" live="alert" title={title} actions={actions}>
      <p>{text}</p>
    </Message>
  )
}
