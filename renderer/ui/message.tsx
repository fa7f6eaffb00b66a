import type { ReactNode } from 'react'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { Icon, type IconName } from './icon.tsx'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

const icons: Record<NoticeTone, IconName> = { info: 'info', good: 'done', warn: 'warning', bad: 'failed' }

interface NoticeProps {
  tone: NoticeTone
  /** Its role: `alert` interrupts the screen reader, `status` waits. */
  live: 'alert' | 'status'
  title?: string
  children?: ReactNode
  actions?: ReactNode
}

/** A message in its place, with what can be done about it. */
export function Notice({ tone, live, title, children, actions }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={live}>
      <Icon name={icons[tone]} />
      <div className="notice-text">
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  )
}

/** Why a command was refused; nothing when it was not. */
export function FailureNotice({ failure, actions }: { failure: Failure | null; actions?: ReactNode }) {
  if (!failure) return null
  const { title, text } = describeFailure(failure)
  return (
    <Notice tone="bad" live="alert" title={title} actions={actions}>
      <p>{text}</p>
    </Notice>
  )
}
