import { shares, type Share, type Shares } from '#contract/model/batch.ts'
import { sharesText } from '#contract/texts/batch.ts'

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
  return (
    <div className="shares-bar" role="img" aria-label={sharesText(sums)}>
      {shares
        .filter((share) => (sums[share] ?? 0) > 0)
        .map((share) => (
          <span key={share} data-tone={shareTones[share]} data-share={share} ref={(part) => part?.style.setProperty('flex-grow', `${sums[share] ?? 0}`)} />
        ))}
    </div>
  )
}
