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

const whole = { pointOfSaleId: 'pdv-1', external_reference: 'FC-1', fecha: '24/11/2026', vencimiento: '30/11/2026', resend: false }

it.each(['', 'dd/11/2026', '/11/2026', '4/11/2026', '24/11/26', '24/11/0026', '24/11/0202', '30/02/2026', '24-11-2026', ' 24/11/2026'])(
  'a paid call never goes with %j as a date',
  (no) => {
    expect(commands.changeDate.args.safeParse(whole).success).toBe(true)
    expect(commands.changeDate.args.safeParse({ ...whole, fecha: no }).success).toBe(false)
    expect(commands.changeDate.args.safeParse({ ...whole, vencimiento: no }).success).toBe(false)
    expect(commands.deleteQueued.args.safeParse({ pointOfSaleId: 'pdv-1', external_reference: 'FC-1', fecha: no }).success).toBe(false)
  },
)

it('a paid change of date never goes with a due date before the date', () => {
  expect(commands.changeDate.args.safeParse({ ...whole, vencimiento: '23/11/2026' }).success).toBe(false)
})
