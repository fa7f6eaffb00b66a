/** One measurement, as `npm run -s bench -- --json` prints it. */
export interface BenchResult {
  name: string
  value: number
  unit: string
  /** What `value` is held against, measured in the same run and the same unit. */
  baseline: number | null
  /** `value / baseline`, or as the note says. */
  ratio: number | null
  /** Repetitions behind `value`. */
  n: number
  note: string
}

/** A module of this folder. */
export interface Benchmark {
  name: string
  run: () => Promise<BenchResult[]>
}

export const round = (value: number, digits = 3): number => Number(value.toPrecision(digits))

/** @param share from 0 to 1: 0.95 gives the value that 95 % do not exceed */
export const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.ceil(values.length * share), values.length) - 1] ?? Number.NaN

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * Runs the works in turn (A B A B …), so that what slows the machine down slows all of them alike. A first round, in which
 * code and caches warm up, is not counted.
 * @returns the median of each
 */
export async function alternate<K extends string>(rounds: number, works: Record<K, () => number | Promise<number>>): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[]
  const values = new Map<K, number[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn <= rounds; turn++)
    for (const name of names) {
      const value = await works[name]()
      if (turn > 0) values.get(name)?.push(value)
    }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<K, number>
}
