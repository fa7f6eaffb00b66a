/** What the command line says of days that it could not read: also of two hundred points of sale a line each that can be read. */
import { expect, test } from 'vitest'
import { listarTexts } from '#contract/texts/inbox.ts'

const day = (n: number) => `${String(n).padStart(2, '0')}/11/2026`
const said = (fechas: string[]) => listarTexts.failed('Casa', fechas, 'No hay conexión', 'Probá de nuevo.')

test.each([
  [[day(9)], 'No se pudo leer Casa, día 09/11/2026: No hay conexión. Probá de nuevo.'],
  [[day(9), day(4)], 'No se pudo leer Casa, días 09/11/2026, 04/11/2026: No hay conexión. Probá de nuevo.'],
  [Array.from({ length: 30 }, (_, i) => day(30 - i)), 'No se pudo leer Casa, 30 días entre el 01/11/2026 y el 30/11/2026: No hay conexión. Probá de nuevo.'],
])('%s', (fechas, line) => {
  expect(said(fechas)).toBe(line)
})
