import type { Credentials } from '#contract/model/credentials.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { readDay, type DayReading } from '../../tusfacturas/read-day.ts'
import { stopped, type Stop } from './stopped.ts'

export type AskedDay = Extract<DayReading, { kind: 'day' | 'incomplete' }> | Stop

/** As readDay; where there is no answer, what that means. */
export async function askDay(
  api: Pick<TusFacturas, 'findByDate'>,
  credentials: Credentials,
  fecha: string,
  signal: AbortSignal,
  tooFastAllowed?: number,
): Promise<AskedDay> {
  const reading = await readDay(api, credentials, fecha, signal, tooFastAllowed)
  return reading.kind === 'refused' || reading.kind === 'failed' ? stopped(reading) : reading
}
