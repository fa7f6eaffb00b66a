import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { commandChannel } from '#contract/channels.ts'
import { failureCodes, type Result } from '#contract/result.ts'
import { commands, type CommandName } from '#contract/schema.ts'
import { launchApp, type RunningApp } from '../../../e2e/harness/app.ts'

const runs = 5_000
const atOnce = 20
/** Far above what any command takes; one that hangs is cut off and counted. Milliseconds. */
const patience = 30_000
const credentials = {
  apikey: '90909',
  apitoken: 'tokdefuzz0123456789abcdef01234567',
  usertoken: 'usrdefuzz0123456789abcdef0123456789abcdef0123456789abcdef01234567',
}

let folder: string
let app: RunningApp
let pointOfSaleId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-fuzz-'))
  // What commands write elsewhere (downloads, start with the system) stays in the folder; the API refuses every connection.
  const env = { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), REENCOLA_API_URL: 'http://127.0.0.1:9/' }
  app = await launchApp({ dataFolder: join(folder, 'datos'), env })
  await app.ready()
  const saved = (await call('savePointOfSale', { name: 'Casa', credentials })) as Result<string>
  pointOfSaleId = saved.ok ? saved.value : ''
  await call('placeOrders', { pointOfSaleId, references: ['A-1', 'A-2', 'A-3'] })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function call(name: unknown, args: unknown): Promise<unknown> {
  const answer = await app.control.do('invoke', { channel: commandChannel, args: [name, args] })
  if (!answer.resolved) throw new Error(`thrown across the bridge: ${answer.message}`)
  return answer.value
}

/** What a program could send instead of anything: all that JSON has, large and small, and what JavaScript trips over. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    '\0',
    '\u202e',
    '../../x',
    "' OR 1=1 --",
    '%00',
    'x'.repeat(5_000),
    [],
    {},
    true,
  ),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"polluted":true}}'), { constructor: { prototype: { polluted: true } } }, { toString: 1, length: -1 }),
)

/** Part of a JSON schema as zod writes it. */
interface Shape {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  minItems?: number
  minimum?: number
  maximum?: number
  maxLength?: number
}

const text = () =>
  fc.oneof(
    fc.constantFrom(pointOfSaleId, 'A-1', 'A-2', 'NUEVA', '2026-11-25', '2026-11', '25/11/2026', 'http://proxy:1', 'Ctrl+Shift+R'),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )

/** Mostly what the command wants, with odd things in it now and then. */
function argumentsFor(shape: Shape): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf
    if (choices) return fc.oneof(...choices.map(argumentsFor))
    if ('const' in shape) return fc.constant(shape.const)
    if (shape.enum) return fc.constantFrom(...shape.enum)
    switch (shape.type) {
      case 'object':
        return fc.record(Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, inner]) => [name, argumentsFor(inner)])), {
          requiredKeys: shape.required ?? [],
        })
      case 'array':
        return fc.array(argumentsFor(shape.items ?? {}), { minLength: Math.min(shape.minItems ?? 0, 3), maxLength: 4 })
      case 'integer':
      case 'number':
        return fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: Math.max(shape.minimum ?? 0, -10), max: Math.min(shape.maximum ?? 1e6, 1e6) }))
      case 'boolean':
        return fc.boolean()
      case 'string':
        return text()
      case undefined:
      default:
        return odd
    }
  }
  return fc.oneof({ weight: 30, arbitrary: right() }, { weight: 1, arbitrary: odd })
}

/** Whatever ends the program is tried elsewhere. */
const names = (Object.keys(commands) as CommandName[]).filter((name) => name !== 'restart')
const answered = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.enum(failureCodes).exclude(['internal', 'foreign-sender']) }) }),
])

const shapeOf = (name: CommandName) => z.toJSONSchema(commands[name].args, { io: 'input', unrepresentable: 'any' }) as Shape

test('whatever comes, every command answers, throws nothing across the bridge and leaves no secret in the answer', async () => {
  const one = fc.oneof(...names.map((name) => ({ weight: 1, arbitrary: fc.tuple(fc.constant<unknown>(name), argumentsFor(shapeOf(name))) })), {
    weight: 1,
    arbitrary: fc.tuple(odd, odd),
  })
  const reached = new Map<unknown, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: atOnce, maxLength: atOnce }), async (calls) => {
      const work = Promise.all(calls.map(async ([name, args]) => [name, args, await call(name, args)] as const))
      const late = AbortSignal.timeout(patience)
      const answers = await Promise.race([
        work,
        new Promise<never>((_resolve, reject) => late.addEventListener('abort', () => reject(new Error('a command hangs')))),
      ])
      for (const [name, args, answer] of answers) {
        expect([name, args, answer, answered.safeParse(answer).success]).toEqual([name, args, answer, true])
        const said = JSON.stringify(answer)
        for (const secret of [credentials.apitoken, credentials.usertoken]) expect(said.includes(secret)).toBe(false)
        if ((answer as Result<unknown>).ok) reached.set(name, (reached.get(name) ?? 0) + 1)
      }
    }),
    { numRuns: runs / atOnce, endOnFailure: true },
  )
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  // Most commands were not only refused: their handlers have run with the real services.
  expect(names.filter((name) => reached.has(name)).length).toBeGreaterThan(names.length / 2)
  expect(await call('snapshot', {})).toMatchObject({ ok: true })
}, 180_000)
