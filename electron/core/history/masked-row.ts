/**
 * Masks the cells of one row. Cells that share a secret, as when a key was pasted over a line's end, become one cell with whatever lies between
 * them, and that is masked as a whole.
 * @param cells in the order in which they stand in the row
 * @param redact masks what must not leave
 * @returns as many cells
 */
export function maskedRow(cells: readonly string[], redact: (text: string) => string): string[] {
  const masked = cells.map(redact)
  const together = (from: number, end: number) => redact(cells.slice(from, end).join('\n'))
  if (together(0, cells.length) === masked.join('\n')) return masked
  // A shared secret begins, or ends, at the cell with which more of its neighbours is masked than without it.
  const first = masked.findIndex((cell, at) => together(at, cells.length) !== `${cell}\n${together(at + 1, cells.length)}`)
  const last = masked.findLastIndex((cell, at) => together(0, at + 1) !== `${together(0, at)}\n${cell}`)
  masked.fill('', first, last + 1)
  masked[first] = together(first, last + 1)
  return masked
}
