/** What Electron does, on the stand-in host or, where it is installed, on Electron itself; see cases.ts. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronBinary } from '../../build/launcher.ts'
import { cleanEnvironment } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { Control, until } from '../e2e/harness/control.ts'
import { cases, elsewhere, type Case } from './cases.ts'

const app = join(import.meta.dirname, 'app')
const host = join(import.meta.dirname, '..', 'host', 'run.js')
const binary = electronBinary()
const command = binary ? [binary, app] : [process.execPath, host]

type Note = string | string[] | { number: string | number; failed: string | null }

let folder: string
let browser: Browser | null = null
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'reencola-conforme-')))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

/** Begins a scene on data of its own, which others of the same name share. */
function begin(scene: string, args: string[] = [], data = folder) {
  const result = join(folder, `${scene}.jsonl`)
  const controlFile = join(folder, `${scene}.control.json`)
  const [program = '', ...before] = command
  const child = spawn(program, [...before, scene, ...args], {
    cwd: data,
    env: {
      ...cleanEnvironment(),
      CONFORMANCE_RESULT: result,
      CONFORMANCE_DATA: data,
      ...(binary ? {} : { REENCOLA_ANFITRION_APP: app, REENCOLA_ANFITRION_CONTROL: controlFile, CONFORMANCE_LAUNCHER: host }),
    },
    stdio: 'ignore',
  })
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const notes = (): Note[] => (existsSync(result) ? readFileSync(result, 'utf8').trim().split('\n') : []).map((line) => JSON.parse(line) as Note)
  return { child, exit, notes, controlFile, alive: () => child.exitCode === null }
}

/** Carries a scene out to its end. @returns its notes and its exit code */
async function carryOut(scene: string): Promise<{ notes: Note[]; code: number | null }> {
  const run = begin(scene)
  if (scene === 'page' && !binary) {
    const { url } = await Control.fromFile(run.controlFile, run.alive)
    browser = await openBrowser()
    await (await browser.newPage()).goto(url)
  }
  if (scene === 'holder') {
    await until(() => run.notes().includes('holds'), 'the lock')
    const refused = begin('second', ['--word'])
    await refused.exit
    await until(() => run.notes().includes('released'), 'the lock to be given back')
    const taken = begin('second')
    await taken.exit
    run.child.kill('SIGKILL')
    return { notes: [...run.notes(), ...taken.notes()], code: await run.exit }
  }
  const code = await run.exit
  if (scene === 'sealed' && run.notes().length < 2) return carryOut(scene)
  if (scene.startsWith('relaunch')) await until(() => run.notes().length > 1, 'the program to come back')
  return { notes: run.notes(), code }
}

/** What the notes of a scene say of a case that a test, and not the scene, has to judge. */
const judged: Record<string, (notes: Note[], code: number | null) => void> = {
  '5': (_notes, code) => expect(code).toBe(7),
  '6': (notes, code) => expect([notes, code]).toEqual([[], 0]),
  '7': (notes) => expect(notes).toEqual(['before-quit', 'close', 'will-quit', 'quit']),
  '8': (notes) => expect(notes).toEqual(['before-quit', 'before-quit', 'will-quit', 'quit']),
  '12': (notes) => expect(notes.filter((note) => note === 'refused' || note === 'took it')).toEqual(['refused', 'took it']),
  '14': (notes) => expect(notes).toEqual(['relaunches', ['with', 'words']]),
  '14 same': (notes) => expect(notes).toEqual(['relaunches', []]),
}

const scenes = new Map<string, ReturnType<typeof carryOut>>()
const outcomeOf = (scene: string): ReturnType<typeof carryOut> => {
  const outcome = scenes.get(scene) ?? carryOut(scene)
  scenes.set(scene, outcome)
  return outcome
}

const elsewhereOnly = ({ only, notOnStandIn }: Case): boolean => (only !== undefined && only !== process.platform) || (!binary && notOnStandIn !== undefined)

describe(binary ? 'Electron' : 'the stand-in host', () => {
  for (const [number, one] of Object.entries(cases))
    test.skipIf(elsewhereOnly(one))(`${number}: ${one.does}`, async () => {
      const { notes, code } = await outcomeOf(one.scene)
      const judge = judged[number]
      if (judge) return judge(notes, code)
      const decided = notes.find((note) => typeof note === 'object' && !Array.isArray(note) && String(note.number) === number)
      expect(decided, decided ? undefined : `the scene ended before it (${code}): ${JSON.stringify(notes)}`).toMatchObject({ failed: null })
    })
})

test('every number from 1 to 45 has a case, or the reason why it has none', () => {
  const numbers = new Set([...Object.keys(cases), ...Object.keys(elsewhere)].map((number) => Number.parseInt(number, 10)))
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1))
})

test('the page names each of them', () => {
  const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const rows = Object.entries(cases).map(([number, { does, source, only, notOnStandIn }]) => {
    const where = notOnStandIn ? 'real binary' : only ? `stand-in and real binary, ${only}` : 'stand-in and real binary'
    return `| ${number} | ${does} | ${source} | ${where} |`
  })
  expect(page).toContain(rows.join('\n'))
  for (const [number, why] of Object.entries(elsewhere)) expect(page).toContain(`| ${number} | ${why} |`)
})
