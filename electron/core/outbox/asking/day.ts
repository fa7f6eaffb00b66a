import type { Credentials } from '#contract/model/credentials.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import type { Pace } from '../../tusfacturas/pace.ts'
import { readDay, type DayReading } from '../../tusfacturas/read-day.ts'
import { stopped, type Stop } from './stopped.ts'

export type AskedDay = Extract<DayReading, { kind: 'day' | 'incomplete' }> | Stop

/** As readDay; where there is no answer, what that means. */
export async function askDay(
  api: Pick<TusFacturas, 'findByDate'>,
  credentials: Credentials,
  fecha: string,
  pace: Pace,
  signal: AbortSignal,
): Promise<AskedDay> {
  const reading = await readDay(api, credentials, fecha, pace, signal)
  return reading.kind === 'refused' || reading.kind === 'failed' ? stopped(reading) : reading
}
