import type { Banner, Status } from '#contract/model/snapshot.ts'

/** A clock that is off by more is told about. Milliseconds. */
const tolerated = 5 * 60_000

/** What the page has to know of this computer's clock, and what the person has to. @param offset milliseconds to add to it */
export function clockStatus(offset: number, banners: Banner[]): Pick<Status, 'banners' | 'clockOffset'> {
  if (offset === 0) return { banners }
  return { clockOffset: offset, banners: Math.abs(offset) > tolerated ? [...banners, { kind: 'clock', offset }] : banners }
}
