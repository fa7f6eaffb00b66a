/** What Electron does, on the stand-in host or, where it is installed, on Electron itself; see cases.ts. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronBinary } from '../../build/launcher.ts'
import { cleanEnvironment, collect } from '../e2e/harness/app.ts'
import { openBrowser } from '../e2e/harness/browser.ts'
import { Control, until } from '../e2e/harness/control.ts'
import { cases, surroundings, type Case } from './cases.ts'

const app = join(import.meta.dirname, 'app')
const host = join(import.meta.dirname, '..', 'host', 'run.js')
const binary = electronBinary()
const command = binary ? [binary, app] : [process.execPath, host]

type Note = string | string[] | { number: string | number; failed: string | null }

let folder: string
let browser: Browser | null = null
const begun: ChildProcess[] = []
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'reencola-conforme-')))
})
afterAll(async () => {
  // A scene that was cut off has not ended.
  for (const child of begun) child.kill('SIGKILL')
  await browser?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

/** Begins a scene on data of its own, which others of the same name share. */
function begin(scene: string, args = surroundings[scene]?.args ?? [], data = folder) {
  const result = join(folder, `${scene}.jsonl`)
  const controlFile = join(folder, `${scene}.control.json`)
  const [program = '', ...before] = command
  const { env = {}, standIn = {} } = surroundings[scene] ?? {}
  const child = spawn(program, [...before, scene, ...args], {
    cwd: data,
    env: {
      ...cleanEnvironment(),
      CONFORMANCE_RESULT: result,
      CONFORMANCE_DATA: data,
      ...env,
      ...(binary
        ? {}
        : {
            REENCOLA_ANFITRION_INICIO: JSON.stringify(standIn),
            REENCOLA_ANFITRION_APP: app,
            REENCOLA_ANFITRION_CONTROL: controlFile,
            CONFORMANCE_LAUNCHER: host,
          }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  begun.push(child)
  child.stdin.on('error', () => {})
  child.stdin.end('typed')
  const stdout = collect(child.stdout)
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  // Whole lines alone: one may be on its way.
  const notes = (): Note[] => (existsSync(result) ? readFileSync(result, 'utf8').split('\n').slice(0, -1) : []).map((line) => JSON.parse(line) as Note)
  return { child, exit, notes, stdout, controlFile, alive: () => child.exitCode === null }
}

/** What a scene came to. */
interface Outcome {
  notes: Note[]
  code: number | null
  stdout: string
}

/** What the computer around the stand-in does in a scene, once the scene says that it is there; then the scene is ended. */
const around: Record<string, (control: Control) => Promise<unknown>> = {
  'locked-keyring': (control) => control.do('safe-storage', { decryption: 'works' }),
  'shortcut-pressed': (control) => control.do('shortcut', { accelerator: 'Ctrl+Alt+F7' }),
  'menu-keys': async (control) => {
    for (const accelerator of ['Ctrl+F7', 'Ctrl+F8', 'Ctrl+F9']) await control.do('menu/keys', { accelerator })
  },
  portal: (control) => control.do('shortcut', { accelerator: 'Ctrl+Alt+F7' }),
  toasts: async (control) => {
    for (const id of ['held', 'let-go']) for (const event of ['close', 'click'] as const) await control.do('notification', { id, event, reason: 'timedOut' })
  },
}

/** So many of them are handed over, see life.js. */
const values = 9

/** Carries a scene out to its end. */
async function carryOut(scene: string): Promise<Outcome> {
  const run = begin(scene)
  const act = around[scene]
  if (act) {
    await until(() => run.notes().includes('there'), 'the scene')
    const control = await Control.fromFile(run.controlFile, run.alive)
    await act(control)
    await control.do('activate', {})
    await until(() => run.notes().includes('end'), 'the end of the scene')
    run.child.kill('SIGKILL')
  }
  if (scene === 'page' && !binary) {
    const { url } = await Control.fromFile(run.controlFile, run.alive)
    browser = await openBrowser()
    await (await browser.newPage()).goto(url)
  }
  if (scene === 'holder') {
    await until(() => run.notes().includes('holds'), 'the lock')
    // One after the other, as each is told of in its turn.
    for (let value = 0; value < values; value++) await begin('second', [String(value), '--word']).exit
    await until(() => run.notes().includes('released'), 'the lock to be given back')
    const taken = begin('second')
    await taken.exit
    run.child.kill('SIGKILL')
    return { notes: [...run.notes(), ...taken.notes()], code: await run.exit, stdout: '' }
  }
  if (scene === 'hung') {
    await until(() => run.notes().includes('holds'), 'the lock')
    run.child.kill('SIGSTOP')
    const second = begin('after-hung')
    await second.exit
    await run.exit
    return { notes: [...second.notes(), String(run.child.signalCode)], code: null, stdout: '' }
  }
  const code = await run.exit
  if (scene === 'sealed' && run.notes().length < 2) return carryOut(scene)
  if (scene.startsWith('relaunch')) await until(() => run.notes().length > 1, 'the program to come back')
  return { notes: run.notes(), code, stdout: run.stdout() }
}

/** What the notes of a scene say of a case that a test, and not the scene, has to judge. */
const judged: Record<string, (outcome: Outcome) => void> = {
  '5': ({ code }) => expect(code).toBe(7),
  '6': ({ notes, code }) => expect([notes, code]).toEqual([[], 0]),
  '7': ({ notes }) => expect(notes).toEqual(['before-quit', 'close', 'will-quit', 'quit']),
  '8': ({ notes }) => expect(notes).toEqual(['before-quit', 'before-quit', 'will-quit', 'quit']),
  '12': ({ notes }) =>
    expect(notes.filter((note) => note === 'refused' || note === 'took it')).toEqual([...Array.from({ length: values }, () => 'refused'), 'took it']),
  '14': ({ notes }) => expect(notes).toEqual(['relaunches', ['with', 'words']]),
  '16': ({ stdout }) => expect(stdout).toMatch(/^\r?\nsaid/u),
  // As an exit code of this system: its lowest byte, where there is no more.
  '17': ({ notes, code }) => expect([notes, Number(code) & 0xff]).toEqual([[], 0xff]),
  '48': ({ notes }) => expect(notes).toEqual(['took it', 'SIGKILL']),
  '14 same': ({ notes }) => expect(notes).toEqual(['relaunches', []]),
}

const scenes = new Map<string, ReturnType<typeof carryOut>>()
const outcomeOf = (scene: string): ReturnType<typeof carryOut> => {
  const outcome = scenes.get(scene) ?? carryOut(scene)
  scenes.set(scene, outcome)
  return outcome
}

/** Whether a case cannot be tried here. */
function isElsewhere({ only, scene, notOnStandIn, notOnBinary }: Case): boolean {
  if (binary ? notOnBinary : notOnStandIn) return true
  const anywhere = !binary && surroundings[scene]?.standIn?.['computer'] !== undefined
  return only !== undefined && only !== process.platform && !anywhere
}

describe(binary ? 'Electron' : 'the stand-in host', () => {
  for (const [number, one] of Object.entries(cases))
    test.skipIf(isElsewhere(one))(`${number}: ${one.does}`, async () => {
      const outcome = await outcomeOf(one.scene)
      const { notes, code } = outcome
      const judge = judged[number]
      if (judge) return judge(outcome)
      const decided = notes.find((note) => typeof note === 'object' && !Array.isArray(note) && String(note.number) === number)
      expect(decided, decided ? undefined : `the scene ended before it (${code}): ${JSON.stringify(notes)}`).toMatchObject({ failed: null })
    })
})

test('every number from 1 to 48 has a case', () => {
  const numbers = new Set(Object.keys(cases).map((number) => Number.parseInt(number, 10)))
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1))
})

/** The table of the page: what was run on the stand-in, and where the same file is to run on Electron itself. */
function table(): string {
  const head = ['| case | what holds | source | was run on | to be run on |', '| --- | --- | --- | --- | --- |']
  const byNumber = Object.entries(cases).toSorted(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const rows = byNumber.map(([number, { does, source, only, notOnStandIn, notOnBinary }]) => {
    const run = notOnStandIn ? `nothing yet: ${notOnStandIn}` : 'stand-in'
    const binaries = only ? `the real binary, ${only}` : 'the real binary'
    return `| ${number} | ${does} | ${source} | ${run} | ${notOnBinary ? `the stand-in alone: ${notOnBinary}` : binaries} |`
  })
  return [...head, ...rows].join('\n')
}

test('the page names each of them, and where it was run', () => {
  expect(
    readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
      .split('\n\n')
      .at(-1)
      ?.trim(),
  ).toBe(table())
})
