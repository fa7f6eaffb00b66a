import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { commandLineTexts } from '#contract/texts/shell.ts'
import type { Clock } from '../../../../electron/core/lib/clock.ts'
import { CrashTally } from '../../../../electron/shell/report/crash-tally.ts'
import { Teardown } from '../../../../electron/shell/start/teardown.ts'

const desktop = vi.hoisted(() => ({
  ready: true,
  answers: [] as number[],
  asked: [] as { detail: string }[],
  boxes: [] as string[],
  copied: [] as string[],
  opened: [] as string[],
}))
vi.mock('electron', () => ({
  app: { isReady: () => desktop.ready },
  clipboard: { writeText: (text: string) => Promise.resolve(desktop.copied.push(text)) },
  shell: { openPath: (path: string) => Promise.resolve(desktop.opened.push(path)) },
  dialog: {
    showErrorBox: (_title: string, content: string) => desktop.boxes.push(content),
    showMessageBoxSync: (options: { detail: string }) => {
      desktop.asked.push(options)
      return desktop.answers.shift() ?? 2
    },
  },
}))
const { showCrash } = await import('../../../../electron/shell/report/crash-dialog.ts')

beforeEach(() => Object.assign(desktop, { ready: true, answers: [], asked: [], boxes: [], copied: [], opened: [] }))

describe('the dialog of a crash', () => {
  const report = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')

  test('copies the whole report and stays until it is closed', () => {
    desktop.answers = [0, 1, 2, 0]
    showCrash(report, '/datos/logs')
    expect(desktop.copied).toEqual([report])
    expect(desktop.opened).toEqual(['/datos/logs'])
    expect(desktop.asked).toHaveLength(3)
    expect(desktop.asked[0]?.detail).toContain('line 11\n'.trim())
    expect(desktop.asked[0]?.detail).not.toContain('line 12')
  })

  test('is a plain box before the program is ready', () => {
    desktop.ready = false
    showCrash(report, '/datos/logs')
    expect(desktop.boxes).toEqual([expect.stringContaining('line 39')])
  })

  test('and the last words of a command line promise no more than is known: what was being handed in may not be stored', () => {
    showCrash(report, '/datos/logs')
    desktop.ready = false
    showCrash(report, '/datos/logs')
    const said = [desktop.asked[0]?.detail ?? '', desktop.boxes[0] ?? '', commandLineTexts.interrupted]
    for (const text of said) {
      expect(text).toMatch(/lo que (?:cargaste justo antes de la falla|estabas cargando) puede no estar/u)
      expect(text).toMatch(/mirá .*(?:qué quedó guardado|cómo quedó todo)/iu)
      expect(text).not.toMatch(/lo que estaba en espera quedó guardado|todo quedó guardado|no se perdió nada/iu)
    }
  })

  test('does not go on for ever where nobody is there to close it', () => {
    desktop.answers = Array.from({ length: 1_000 }, () => 0)
    showCrash(report, '/datos/logs')
    expect(desktop.asked.length).toBeLessThan(50)
  })
})

describe('crashes of starts', () => {
  let folder: string
  let now: number
  let due: (() => void) | null
  const clock: Clock = {
    now: () => now,
    after: (_delay, callback) => {
      due = callback
      return () => (due = null)
    },
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reencola-tally-'))
    now = 1_000_000_000
    due = null
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const file = () => join(folder, 'fallas.json')
  const start = () => new CrashTally(folder, clock)
  const crashAfter = (milliseconds: number) => {
    const tally = start()
    now += milliseconds
    tally.note()
  }

  test('three in a row make the next start careful, and it stays so while it crashes', () => {
    for (const careful of [false, false, false, true, true]) {
      expect(start().careful).toBe(careful)
      crashAfter(2_000)
    }
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  test('those of long ago, those after a while and those before a good start do not count', () => {
    for (let times = 0; times < 3; times++) crashAfter(120_000)
    expect(start().careful).toBe(false)
    for (let times = 0; times < 3; times++) crashAfter(1)
    const later = now
    now += 3_600_000
    expect(start().careful).toBe(false)
    now = later
    expect(start().careful).toBe(true)
    start().forgetWhenCalm(new Teardown(() => {}))
    due?.()
    expect(start().careful).toBe(false)
    expect(existsSync(file())).toBe(false)
  })

  test.each(['', 'null', '{}', '["x"]', '\0'])('a file that says %j counts nothing and stops nothing', (content) => {
    writeFileSync(file(), content)
    expect(start().careful).toBe(false)
    crashAfter(1)
    rmSync(folder, { recursive: true })
    crashAfter(1)
    expect(start().careful).toBe(false)
  })
})
