/** SIGKILL while events pour in: what was answered with 200 is there. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { newPath } from '../../../../electron/core/webhooks/doors.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'
import { event, post } from './receiver/scene.ts'

const kills = 6
const program = join(import.meta.dirname, 'receiver/child.ts')

test('killed again and again while five hundred at once come in: every event that was answered with 200 is stored, once', async () => {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-receiver-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = newPath()
  const answered = new Set<string>()
  let sent = 0
  for (let life = 0; life < kills; life++) {
    const child = spawn(process.execPath, [program, folder, path], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    const receiver = { port: Number(String(line)), path }
    const agent = new Agent({ keepAlive: true, maxSockets: 500 })
    const mortal = 1 + life * 150
    let alive = 0
    const answers = Array.from({ length: 1_000 }, async () => {
      const hook = `h${sent++}`
      if ((await post(receiver, { body: event(hook), agent })) !== 200) return
      answered.add(hook)
      if (++alive === mortal) child.kill('SIGKILL')
    })
    await Promise.all(answers)
    agent.destroy()
    await ended
    expect(alive).toBeGreaterThanOrEqual(mortal)
    const database = new DatabaseSync(join(folder, 'ordenes.db'))
    const stored = new Set(
      database
        .prepare('SELECT hook_id FROM webhook_event')
        .all()
        .map((row) => String(row['hook_id'])),
    )
    expect(Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})).toEqual(['ok'])
    database.close()
    expect([...answered].filter((hook) => !stored.has(hook))).toEqual([])
  }
  expect(answered.size).toBeLessThan(sent)
})
