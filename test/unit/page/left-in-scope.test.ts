/** What became of rows that left the screen is told of those that a person looks at. */
import { expect, test } from 'vitest'
import { ShownRange } from '../../../renderer/store/inbox/shown-range.ts'
import { inboxRow } from '../../e2e/page-preview/inbox-scenes.ts'

const first = inboxRow(0, { pointOfSaleId: 'pdv-1' })
const second = inboxRow(1, { pointOfSaleId: 'pdv-2' })

/** @param scope null: all points of sale @returns what is told once both rows have left */
function leftOf(scope: ReadonlySet<string> | null) {
  const shown = new ShownRange({ kind: 'custom', desde: first.fecha, hasta: first.fecha }, () => undefined)
  shown.rows.add([first, second])
  shown.rows.limit(scope)
  shown.took(
    [],
    [first, second].map((row) => ({ ...row, goneAt: 1, became: 'issued' as const })),
  )
  shown.end()
  return { left: shown.left, became: [first, second].map(({ id }) => shown.became(id)) }
}

test('rows of another company are not counted, and it is known what became of them all the same', () => {
  expect(leftOf(null)).toEqual({ left: { issued: 2 }, became: ['issued', 'issued'] })
  expect(leftOf(new Set(['pdv-2']))).toEqual({ left: { issued: 1 }, became: ['issued', 'issued'] })
  expect(leftOf(new Set(['pdv-3']))).toEqual({ left: {}, became: ['issued', 'issued'] })
})
