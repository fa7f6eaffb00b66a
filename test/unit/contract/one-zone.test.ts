/** Whatever the computer's zone, what the program writes is Argentina's time. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
/** One in the morning of the 25th in Argentina; still the 24th in the west, already noon in Tokyo. */
const at = Date.UTC(2026, 10, 25, 4, 0, 9)
const program = `
  const { csvLine } = await import('./electron/core/history/csv.ts')
  const { monthOf, dayOf, startOfDay } = await import('./electron/contract/argentina.ts')
  const { dateTime, dateTimeSeconds, tomorrowAtEight } = await import('./renderer/ui/format.ts')
  const { readMoment } = await import('./electron/core/tusfacturas/answers.ts')
  const at = ${at}
  const explanation = { explanation: '', nextStep: '', texts: [] }
  const order = { external_reference: 'A', pointOfSaleName: 'Casa', stateLabel: '', explanation, createdAt: at, updatedAt: at, requestsUsed: 0, requestsPossible: 0, comprobante: null }
  console.log(JSON.stringify([
    csvLine(order).split(';').slice(5, 7), monthOf(at), dayOf(at), startOfDay('2026-11-25'),
    dateTime(at), dateTimeSeconds(at), tomorrowAtEight(at), readMoment('25/11/2026 01:00:09'),
  ]))`

test.each(['America/Bogota', 'America/Los_Angeles', 'Asia/Tokyo', 'UTC'])('on a computer in %s', (TZ) => {
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, env: { ...process.env, TZ }, encoding: 'utf8' })
  const [cells, ...rest] = JSON.parse(told) as unknown[]
  expect((cells as string[]).map((cell) => cell.slice(0, 16))).toEqual(['25/11/2026 01:00', '25/11/2026 01:00'])
  expect(rest).toEqual(['2026-11', '2026-11-25', Date.UTC(2026, 10, 25, 3), '25/11/2026 01:00', '25/11/2026 01:00:09', Date.UTC(2026, 10, 26, 11), at])
})
