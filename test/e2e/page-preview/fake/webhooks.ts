import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers, EventName, EventPayload } from '#contract/schema.ts'
import type { webhooksCommands, WebhookDoor, WebhookImport, WebhookStatus } from '#contract/commands/webhooks.ts'

export interface WebhooksScene {
  status?: Partial<WebhookStatus>
  door?: Partial<WebhookDoor>
  imported?: WebhookImport
}

type Emit = <E extends EventName>(name: E, payload: EventPayload<E>) => void

/** A receiver that listens when it is told to, and never receives. */
export function fakeWebhooks(scene: WebhooksScene = {}, pointsOfSale: () => PointOfSale[], emit: Emit): Pick<CommandHandlers, keyof typeof webhooksCommands> {
  let status: WebhookStatus = {
    on: false,
    host: '127.0.0.1',
    port: 27_480,
    publicUrl: '',
    state: 'off',
    problem: null,
    retryAt: null,
    doors: pointsOfSale().map(({ id, name }) => ({
      pointOfSaleId: id,
      pointOfSaleName: name,
      address: 'kept',
      token: 'none',
      tokenMask: '',
      wrongTokens: 0,
      ...scene.door,
    })),
    events: [],
    strange: 0,
    ...scene.status,
  }
  let secret = 'Zk3vQ0t9rD2mX7pLw5sYbN8hJc1uGfAe'
  const change = (next: Partial<WebhookStatus>) => {
    status = { ...status, ...next }
    emit('webhooksChanged', status)
    return ok(null)
  }
  const urls = () =>
    ok({ local: `http://127.0.0.1:${status.port}/avisos/${secret}`, published: status.publicUrl === '' ? null : `${status.publicUrl}/avisos/${secret}` })
  return {
    webhookStatus: () => ok(status),
    saveWebhookPlace: (place) =>
      place.host === '999.1.1.1' ? fail('bad-arguments') : change({ ...place, state: place.on ? 'listening' : 'off', problem: null }),
    setWebhookToken: ({ pointOfSaleId, token }) =>
      change({
        doors: status.doors.map((door) =>
          door.pointOfSaleId === pointOfSaleId
            ? { ...door, token: token === '' ? 'none' : 'kept', tokenMask: token === '' ? '' : `••••${token.slice(-4)}` }
            : door,
        ),
      }),
    renewWebhookUrl: () => {
      secret = secret.split('').toReversed().join('')
      return urls()
    },
    revealWebhookUrl: urls,
    copyWebhookUrl: () => ok(null),
    importWebhooks: () => ok(scene.imported ?? { kind: 'cancelled' }),
  }
}
