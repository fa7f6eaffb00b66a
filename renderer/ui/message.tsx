import { useEffect, useRef, type ReactNode } from 'react'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { announce } from './announcer.tsx'
import { Icon, type IconName } from './icon.tsx'

export type MessageTone = 'info' | 'good' | 'warn' | 'bad'

const icons: Record<MessageTone, IconName> = { info: 'info', good: 'done', warn: 'warning', bad: 'failed' }

interface MessageProps {
  tone: MessageTone
  /** It is said when it appears or says something else: `alert` interrupts the screen reader, `status` waits. Absent: only read where it stands. */
  live?: 'alert' | 'status'
  /** Not said again when it says something else. */
  once?: boolean
  title?: string
  /** What it says, where that is a paragraph and no more. */
  text?: string
  children?: ReactNode
  actions?: ReactNode
}

/** Something to be said in a message. */
export type Note = Required<Pick<MessageProps, 'tone' | 'text'>>

/**
 * A message in its place, with what can be done about it. It is no live region itself: those are read again whenever a dialog
 * that hid them closes.
 */
export function Message({ tone, live, once = false, title, text, children, actions }: MessageProps) {
  const body = useRef<HTMLDivElement>(null)
  const heard = useRef('')
  useEffect(() => {
    const now = body.current ? spokenText(body.current) : ''
    if (!live || now === heard.current || (once && heard.current !== '')) return
    heard.current = now
    announce(now, live)
  })
  return (
    <div className="message" data-tone={tone}>
      <Icon name={icons[tone]} />
      <div className="message-text" ref={body}>
        {title && <strong>{title}</strong>}
        {text !== undefined && <p>{text}</p>}
        {children}
      </div>
      {actions && <div className="message-actions">{actions}</div>}
    </div>
  )
}

/** What is open to be read, in one line; what a button says is no part of the news. It may stand in a list itself. */
function spokenText(element: HTMLElement): string {
  const isWithin = (around: Element | null | undefined) => around && element.contains(around)
  const parts = [...element.querySelectorAll<HTMLElement>('strong, p, li')].filter((part) => !isWithin(part.parentElement?.closest('p, li, details, .row')))
  return parts.map((part) => part.textContent).join(' ')
}

/** Why a command was refused; nothing when it was not. */
export function FailureMessage({ failure, actions }: { failure: Failure | null; actions?: ReactNode }) {
  return failure && <Message tone="bad" live="alert" {...describeFailure(failure)} actions={actions} />
}
