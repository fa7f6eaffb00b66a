import type { ReactNode } from 'react'

interface EmptyProps {
  title: string
  text: string
  /** What can be done about it. */
  children?: ReactNode
}

/** Says that a list has nothing to show, and why. */
export const Empty = ({ title, text, children }: EmptyProps) => (
  <div className="card empty">
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </div>
)
