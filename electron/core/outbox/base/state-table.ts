/** One row of a table of transitions: from, to, causes. From `null` something begins. */
type Row = readonly [from: string | null, to: string, causes: readonly string[]]

/**
 * A table of transitions, for asking and for drawing.
 * @returns each change with its causes, and whether the table has one
 */
export function stateTable<const Rows extends readonly Row[]>(rows: Rows) {
  type State = Rows[number][1]
  type From = Rows[number][0]
  type Cause = Rows[number][2][number]
  const allowed = new Set(rows.flatMap(([from, to, causes]) => causes.map((cause) => `${from} ${to} ${cause}`)))
  return {
    transitions: rows.map(([from, to, causes]): { from: From; to: State; causes: readonly Cause[] } => ({ from, to, causes })),
    isAllowed: (from: string | null, to: string, cause: Cause): boolean => allowed.has(`${from} ${to} ${cause}`),
  }
}
