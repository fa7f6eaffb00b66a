/** How large a page's arguments may be, to the unit. What is not too large is turned away by its schema. */
import type { IpcMainInvokeEvent } from 'electron'
import { expect, test, vi } from 'vitest'
import type { CommandHandlers } from '#contract/schema.ts'
import type { Result } from '#contract/result.ts'
import { registerCommands } from '../../../../electron/shell/bridge/ipc.ts'
import { silent } from '../files/vault-setup.ts'

const bridge = vi.hoisted((): { listener: ((event: unknown, name: string, args: unknown) => Promise<unknown>) | null } => ({ listener: null }))
vi.mock('electron', () => ({ ipcMain: { handle: (_channel: string, listener: typeof bridge.listener) => (bridge.listener = listener) } }))

registerCommands(
  {} as CommandHandlers,
  () => true,
  silent,
  () => () => Promise.resolve(),
)
const event = { sender: { id: 7 }, senderFrame: { parent: null, url: 'reencola://app/index.html' } } as unknown as IpcMainInvokeEvent

async function reasonOf(args: unknown): Promise<unknown> {
  const answer = (await bridge.listener?.(event, 'explain', args)) as Result<unknown>
  return answer.ok ? 'taken' : answer.error.params?.['reason']
}

const most = 16 * 1024 * 1024
const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => (levels === 0 ? 0 : wrap(nested(levels - 1, wrap)))

test.each<[string, (size: number) => unknown]>([
  ['a text', (size) => ({ x: 'a'.repeat(size - 2) })],
  ['the length of a list', (size) => ({ x: Array(size - 2) })],
  ['a name', (size) => ({ ['a'.repeat(size - 1)]: 0 })],
  ['bytes', (size) => ({ x: new Uint8Array(size - 2) })],
  ['a buffer', (size) => ({ x: new ArrayBuffer(size - 2) })],
  ['what stands in a list', (size) => ['a'.repeat(size - 1)]],
])('%s: as much as there may be, and one more', async (_what, make) => {
  expect([await reasonOf(make(most)), await reasonOf(make(most + 1))]).toEqual(['schema', 'too-large'])
})

const names = (count: number) => ({ x: Array.from({ length: count }, () => ({ abcdefg: 0 })) })

test('many small names add up', async () => {
  const each = 'abcdefg'.length + 1 + 1
  expect([await reasonOf(names(Math.floor((most - 2) / each))), await reasonOf(names(Math.ceil(most / each)))]).toEqual(['schema', 'too-large'])
})

test.each<[string, (inner: unknown) => unknown]>([
  ['lists', (inner) => [inner]],
  ['objects', (inner) => ({ a: inner })],
])('%s within each other: sixteen, and one more', async (_what, wrap) => {
  expect([await reasonOf(nested(16, wrap)), await reasonOf(nested(17, wrap))]).toEqual(['schema', 'too-large'])
})

test('nothing at all is no arguments', async () => {
  for (const args of [null, undefined, 7, '']) expect(await reasonOf(args)).toBe('schema')
})
