import { expect, expectTypeOf, it } from 'vitest'
import { commands, type CommandName, type CommandValue, type EventName, type EventPayload } from '#contract/schema.ts'

type Changing = { [C in CommandName]: (typeof commands)[C]['changes'] extends true ? C : never }[CommandName]

/** What the page shows and events tell of, as a whole and in its parts. */
type Told =
  | EventPayload<Exclude<EventName, 'navigate'>>
  | EventPayload<'ordersChanged'>['orders'][number]
  | EventPayload<'batchesChanged'>['batches'][number]
  | EventPayload<'tasksChanged'>['tasks'][number]
  | EventPayload<'pointsOfSaleChanged'>[number]

it('no command that changes something answers with what events tell: the compiler checks it', () => {
  expectTypeOf<Extract<CommandValue<Changing>, Told>>().toEqualTypeOf<never>()
  expectTypeOf<'orders'>().not.toExtend<keyof CommandValue<'placeOrders'>>()
})

it('what a person can do to an order, a point of sale, a setting or the sending is told as a change', () => {
  const changing = Object.entries(commands).flatMap(([name, { changes }]) => (changes ? name : []))
  const deeds = /^(?:save|set|delete|cancel(?!Export)|decide|resend|place|acknowledge|retry|dismiss|decline|change|start)/u
  expect(Object.keys(commands).filter((name) => deeds.test(name) && !changing.includes(name))).toEqual(['saveDiagnosis'])
})
