/** One place for waits, and one for the hours that an order may wait without being asked about. */
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { expect, test } from 'vitest'
import { longestWaitHours } from '#contract/model/waiting.ts'
import { longestWait } from '../../../electron/core/lib/waits.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Numbers as milliseconds are written: `5_000`, `2 * 60 * 1000`. */
const milliseconds = /\b\d+(?:_\d+)*_000\b|\b24 \* 60\b|\b60 \* 1000\b/u

/** Not waits: how much is read, kept or remembered, how deep, and codes of ARCA. */
const amounts =
  /\b(?:furthestJump|deepest|mostReasonLength|mostParts|mostRemembered|mostFields|mostConnections|remembered|retention|lookedUpAtOnce|largest\w*|longest\w*) ?=|text\.slice\(0, /u
const codeRanges = /^electron\/core\/guidance\/.*: \[\d+_000, \d+_\d+, '/u

/** What else may count in minutes and hours: tolerances of clocks, and hours that a person chose. */
const countsInUnits = ['lib/waits.ts', 'tusfacturas/server-clock.ts', 'watch/next-round.ts', 'watch/times.ts', 'watch/watcher.ts'].map(
  (name) => `electron/core/${name}`,
)

test('whatever waits, waits as long as core/lib/waits.ts says', () => {
  const files = globSync('electron/core/**/*.ts', { cwd: root, exclude: ['electron/core/lib/units.ts'] })
  expect(files.length).toBeGreaterThan(200)
  const elsewhere = files.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => milliseconds.test(line) && !amounts.test(line) && !/^\s*(?:\*|\/\/|\/\*)/u.test(line))
      .map((line) => `${file.replaceAll(sep, '/')}: ${line.trim()}`)
      .filter((said) => !codeRanges.test(said)),
  )
  expect(elsewhere).toEqual([])
  const imports = files.filter((file) => read(file).includes('lib/units.ts') || read(file).includes("'./units.ts'"))
  expect(imports.map((file) => file.replaceAll(sep, '/')).toSorted()).toEqual(countsInUnits)
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
