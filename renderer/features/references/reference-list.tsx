import { common } from '#contract/texts/page.ts'

/** References one under the other: so many of them by name, and how many more there are. */
export function ReferenceList({ of, named = of.length }: { of: readonly string[]; named?: number }) {
  return (
    <ul className="references">
      {of.slice(0, named).map((reference, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same reference may stand there for two points of sale
        <li key={index}>{reference}</li>
      ))}
      {of.length > named && <li>{common.andMore(of.length - named)}</li>}
    </ul>
  )
}
