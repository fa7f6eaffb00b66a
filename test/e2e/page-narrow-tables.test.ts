/** Tables where there is no room for columns: each cell says under which head it stands. */
import { expect, test } from 'vitest'
import { modes } from './page-preview/open.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const tables = {
  Actividad: { scene: 'trabajando#actividad', table: '[aria-label="Actividad"]' },
  Lote: { scene: 'lote', table: '[aria-label="Lote"]' },
  'Avisos de TusFacturasAPP': { scene: 'avisada#ajustes/avisos', table: '.webhook-events' },
}

interface Cells {
  /** Of the cells that hold something, the head of each and what is seen before it. */
  seen: { head: string; shown: string }[]
  /** Heads of cells in which nothing stands after the head. */
  bare: string[]
  /** Whether the heads themselves are in sight. */
  heads: boolean
}

/** Runs in the page. */
const look = (table: string) =>
  page.evaluate<Cells>(`(() => {
  const [table] = document.querySelectorAll('${table}')
  const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent)
  const all = [...table.querySelectorAll('tbody tr:not(.row-spacer, .lote-group)')].flatMap((row) => [...row.cells])
  const cells = all.filter((cell) => cell.textContent.trim() !== '')
  const bare = all.filter((cell) => cell.textContent.trim() === '' && cell.getClientRects().length > 0 && getComputedStyle(cell, '::before').content !== 'none')
  return {
    heads: table.tHead.getBoundingClientRect().height > 1,
    bare: bare.map((cell) => heads[cell.cellIndex]),
    seen: cells.map((cell) => ({ head: heads[cell.cellIndex], shown: getComputedStyle(cell, '::before').content })),
  }
})()`)

test.each(Object.entries(tables).flatMap(([name, where]) => (['200 %', '400 %'] as const).map((zoom) => [name, zoom, where] as const)))(
  '%s at %s: what each cell is can be read, and nothing has to be scrolled sideways',
  async (_, zoom, { scene, table }) => {
    await visit(scene)
    await page.locator(`${table} tbody td`).first().waitFor()
    await open.look(modes[zoom])
    const { heads, seen, bare } = await look(table)
    expect(bare).toEqual([])
    expect(seen.length).toBeGreaterThan(3)
    // Said once: with the heads in sight nothing stands before a cell; and it is for the eyes only, as a head is heard already.
    for (const { head, shown } of seen) expect(shown).toBe(heads ? 'none' : `"${head}: " / ""`)
    expect(await open.violations()).toEqual([])
    expect(await open.overflow()).toBe(0)
  },
)

test.each(Object.values(tables))('where there are columns their heads say it, and no cell: $table', async ({ scene, table }) => {
  await visit(scene)
  await page.locator(`${table} tbody td`).first().waitFor()
  const { heads, seen } = await look(table)
  expect(heads).toBe(true)
  expect(new Set(seen.map(({ shown }) => shown))).toEqual(new Set(['none']))
})
