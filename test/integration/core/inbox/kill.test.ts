/** SIGKILL in the midst of taking over a day. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { fastTemporary } from '../outbox/world/temporary.ts'
import { today } from './found.ts'
import { keep } from './kept.ts'

const program = join(import.meta.dirname, 'kill-child.ts')
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'reencola-compile-cache') }

/** Kills it while it goes on after so many commits. @returns the last one that it told */
async function killAfter(folder: string, commits: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let last = 0
  let left = commits
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (--left === 0) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return last
}

test('a day is there as a whole or as it was before, and what was told to be kept is kept', async () => {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const commits of [1, 2, 3, 5, 8, 13, 4, 7]) {
    const told = await killAfter(folder, commits)
    const { store, references, end } = keep(folder)
    const at = store.lastRead('uno', today) ?? 0
    expect(at).toBeGreaterThanOrEqual(told)
    const letter = at % 2 === 0 ? 'PAR' : 'IMPAR'
    expect(references().toSorted()).toEqual(Array.from({ length: 300 }, (_, index) => `${letter}-${index}`).toSorted())
    end()
  }
})
