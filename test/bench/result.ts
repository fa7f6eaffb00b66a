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

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
