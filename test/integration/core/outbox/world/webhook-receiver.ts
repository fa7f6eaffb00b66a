import { onTestFinished } from 'vitest'
import { Doors, newPath } from '../../../../../electron/core/webhooks/doors.ts'
import { Receiver, type ReceiverOptions } from '../../../../../electron/core/webhooks/receiver.ts'
import { systemClock } from '../../../../../electron/core/lib/clock.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** The product's receiver, open for the point of sale `uno`. @returns its URL */
export async function startReceiver(token: string, take: ReceiverOptions['take']): Promise<string> {
  const receiver = new Receiver({ take, clock: systemClock, logger: silent, onState: () => {}, onTaken: () => {}, onRefused: () => {} })
  onTestFinished(() => receiver.dispose())
  const path = newPath()
  receiver.use(new Doors([{ pointOfSale: 'uno', path, token: { kind: 'known', text: token } }]))
  await receiver.listen({ host: '127.0.0.1', port: 0 })
  if (receiver.state.kind !== 'listening') throw new Error('the receiver does not listen')
  return `http://127.0.0.1:${receiver.state.port}${path}`
}
