import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { tellNewest } from '../../../../electron/shell/bridge/newest.ts'

/** Something whose descriptions come when the test lets them. */
function described() {
  const asked: PromiseWithResolvers<string>[] = []
  const told: string[] = []
  const errors: unknown[] = []
  const newest = tellNewest(
    () => {
      const one = Promise.withResolvers<string>()
      asked.push(one)
      return one.promise
    },
    (description) => void told.push(description),
    (error) => void errors.push(error),
  )
  return { newest, asked, told, errors }
}

it('a description that took long is not told after a newer one', async () => {
  const { newest, asked, told } = described()
  newest.touch()
  await setImmediate()
  newest.touch()
  newest.touch()
  asked[0]?.resolve('old')
  await setImmediate()
  expect(asked).toHaveLength(2)
  asked[1]?.resolve('new')
  await newest.told()
  expect(told).toEqual(['new'])
})

it('is told of when it says so, also what changed while it was asked', async () => {
  const { newest, asked, told } = described()
  await newest.told()
  newest.touch()
  let over = false
  const waiting = newest.told().then(() => (over = true))
  await setImmediate()
  expect(over).toBe(false)
  asked[0]?.resolve('one')
  await waiting
  expect(told).toEqual(['one'])
})

it('what could not be described is said, and described again when it changes', async () => {
  const { newest, asked, told, errors } = described()
  newest.touch()
  await setImmediate()
  asked[0]?.reject(new Error('locked'))
  await newest.told()
  newest.touch()
  await setImmediate()
  asked[1]?.resolve('open')
  await newest.told()
  expect([told, errors]).toEqual([['open'], [new Error('locked')]])
})
