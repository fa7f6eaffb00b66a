/** One place for waits, and one for the hours that an order may wait without being asked about. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { longestWaitHours } from '#contract/model/waiting.ts'
import { longestWait } from '../../../electron/core/lib/waits.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Numbers as milliseconds are written: `5_000`, `2 * 60 * 1000`. */
const milliseconds = /\b\d+(?:_\d+)*_000\b|\b24 \* 60\b|\b60 \* 1000\b/u

/** Not waits: how much is read, kept or remembered, how deep, and codes of ARCA. */
const amounts = /\b(?:furthestJump|deepest|most\w+|remembered|retention|lookedUpAtOnce|largest\w*|longest\w*) ?=|\.slice\(0, |^ {2}\[\d/u

test('whatever waits, waits as long as core/lib/waits.ts says', () => {
  const files = globSync('electron/core/**/*.ts', { cwd: root, exclude: ['electron/core/lib/units.ts'] })
  expect(files.length).toBeGreaterThan(200)
  const elsewhere = files.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => milliseconds.test(line) && !amounts.test(line) && !/^\s*(?:\*|\/\/|\/\*)/u.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(elsewhere).toEqual([])
})

test('the hours that an order may wait are written once: texts take them from there, and the manual says the same', () => {
  expect(longestWait).toBe(longestWaitHours * 3_600_000)
  const typed = globSync('{electron,renderer}/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    new RegExp(`\\b${longestWaitHours} ?h(?:ora)?`, 'u').test(read(file)),
  )
  expect(typed).toEqual([])
  const said = [...read('docs/manual.md').matchAll(/más de (?<hours>\d+) horas/gu)].map(({ groups }) => Number(groups?.['hours']))
  expect(new Set(said)).toEqual(new Set([longestWaitHours]))
})
