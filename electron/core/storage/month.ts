/** Argentina keeps UTC-3 all year; the subscription's month is its month. */
const offset = 3 * 60 * 60 * 1000

/** @param at milliseconds since the epoch @returns the month in Argentina, e.g. `2026-11` */
export const monthOf = (at: number): string => new Date(at - offset).toISOString().slice(0, 7)
