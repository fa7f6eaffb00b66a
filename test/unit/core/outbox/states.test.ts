/** The record of states against what cannot be derived from it: the table of transitions, and the migrations, which are history. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import {
  endedStates,
  followedStates,
  gatedStates,
  halfWayStates,
  inDoubtStates,
  liveStates,
  orderStates,
  pausableStates,
  unsentStates,
  waitingStates,
  type OrderState,
} from '#contract/model/order.ts'
import { halfWayTaskStates, liveTaskStates, taskStates } from '#contract/model/task.ts'
import { anyOf } from '../../../../electron/core/outbox/orders/store.ts'
import { transitions, type Cause } from '../../../../electron/core/outbox/orders/transitions.ts'
import { taskTransitions, type TaskCause } from '../../../../electron/core/outbox/tasks/transitions.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'

/** States that the table leaves by this cause, and for this state, in the order of the record. */
const leftBy = (cause: Cause, to?: OrderState) =>
  orderStates.filter((state) => transitions.some((row) => row.from === state && row.causes.includes(cause) && (to === undefined || row.to === to)))
const tasksLeftBy = (cause: TaskCause) => taskStates.filter((state) => taskTransitions.some((row) => row.from === state && row.causes.includes(cause)))

describe('the table of transitions does what the record says', () => {
  test.each<[string, readonly OrderState[], readonly OrderState[]]>([
    ['what has not left can be cancelled, and nothing else', leftBy('cancelled'), unsentStates],
    ['a pause holds back what stands in line, and nothing else', leftBy('paused', 'held'), pausableStates],
    ['a start puts right what was left half-way, and nothing else', leftBy('interrupted'), halfWayStates],
    ['a deletion ends what is followed, and nothing else', leftBy('deleted', 'cancelled'), followedStates],
    [
      'a POST of which only the journal knows puts in doubt what is live',
      leftBy('journal', 'unknown'),
      liveStates.filter((state) => !inDoubtStates.includes(state)),
    ],
  ])('%s', (_name, inTable, inRecord) => {
    expect(inTable).toEqual(inRecord)
  })

  test('a gate that closes holds back all that has not left', () => {
    expect(leftBy('gate-closed', 'held')).toEqual(expect.arrayContaining([...gatedStates]))
  })

  test('every state is reached, every live one has an end ahead, and an end is an end', () => {
    expect(orderStates.filter((state) => !transitions.some(({ to }) => to === state))).toEqual([])
    expect(liveStates.filter((state) => !transitions.some(({ from, to }) => from === state && to !== state))).toEqual([])
    expect(transitions.filter(({ from, to }) => from !== null && endedStates.includes(from) && liveStates.includes(to))).toEqual([])
    expect(liveStates.length + endedStates.length).toBe(orderStates.length)
  })

  test('a start puts right each task that was left half-way, and nothing else', () => {
    expect(tasksLeftBy('interrupted')).toEqual(halfWayTaskStates)
  })
})

describe('the database keeps what the record says', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const schema = (name: string) => String(database.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(name)?.['sql'])
  const listed = (name: string) => [...schema(name).matchAll(/state IN \(([^)]*)\)/gu)].map(([, list = '']) => list.replaceAll("'", '').split(', '))

  test.each([
    ['orders_waiting', waitingStates],
    ['orders_live', liveStates],
  ])('%s, in the words in which it is asked', (index, states) => {
    expect(`(${schema(index).split(' WHERE ')[1] ?? schema(index).split('WHERE ')[1]})`).toBe(anyOf(states))
  })

  test('task_live', () => {
    expect(listed('task_live')).toEqual([liveTaskStates])
  })

  test.each(['orders_outcome_placed', 'orders_outcome_left', 'orders_outcome_reached'])('%s counts the ends', (trigger) => {
    expect(listed(trigger).map((states) => states.toSorted())).toEqual([endedStates.toSorted()])
  })
})

test('no other source lists states: a new one would be missed there in silence', () => {
  const root = join(import.meta.dirname, '..', '..', '..', '..')
  const one = `'(?:${[...new Set<string>([...orderStates, ...taskStates])].join('|')})'`
  const several = new RegExp(String.raw`state IN \('|[[(]${one}(?:, ${one})+[\])]|state [!=]== ${one} (?:\|\||&&) [^\n(]*state [!=]== ${one}`, 'u')
  const lists = ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/u.test(path) && !path.endsWith('/migrations.ts'))
      .flatMap((path) =>
        readFileSync(join(root, path), 'utf8')
          .split('\n')
          .filter((line) => several.test(line) && !line.includes('outcomeGroups'))
          .map((line) => `${path}: ${line.trim()}`),
      ),
  )
  expect(lists).toEqual([])
})
