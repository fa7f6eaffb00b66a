import { shares, type Share, type Shares } from '#contract/model/batch.ts'
import { sharesText } from '#contract/texts/shares.ts'

export type Tone = 'calm' | 'working' | 'good' | 'warn' | 'bad'

/** Only what is issued is green: what waits in TusFacturasAPP's queue is on its way. */
export const shareTones: Record<Share, Tone> = {
  issued: 'good',
  queued: 'working',
  failed: 'bad',
  notFound: 'calm',
  toDecide: 'warn',
  held: 'warn',
  doubt: 'warn',
  moving: 'calm',
  cancelled: 'calm',
}

/** How much of a batch is where, as one bar; what it shows is said in words too. */
export function SharesBar({ sums }: { sums: Shares }) {
  const all = shares.reduce((sum, share) => sum + (sums[share] ?? 0), 0)
  const before = (share: Share) => shares.slice(0, shares.indexOf(share)).reduce((sum, each) => sum + (sums[each] ?? 0), 0)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img shows a file; this is drawn from what is known
    <svg className="shares-bar" role="img" aria-label={sharesText(sums)}>
      {shares
        .filter((share) => (sums[share] ?? 0) > 0)
        .map((share) => (
          <rect
            key={share}
            data-tone={shareTones[share]}
            data-share={share}
            x={`${(before(share) / all) * 100}%`}
            width={`${((sums[share] ?? 0) / all) * 100}%`}
            height="100%"
          />
        ))}
    </svg>
  )
}
