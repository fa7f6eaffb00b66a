import type { ReactNode } from 'react'

/** What is known of something, a line each; what is empty has none. */
export const Facts = ({ of }: { of: [name: string, value: ReactNode][] }) => (
  <dl className="facts-lines">
    {of
      .filter(([, value]) => value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
