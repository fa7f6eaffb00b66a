/** Notifications one after the other, on what stands in for Electron's. */
import { beforeEach, expect, test, vi } from 'vitest'
import { Notifications } from '../../../../electron/shell/desktop/notifications.ts'
import type { NotificationTarget } from '../../../../electron/shell/desktop/notification-target.ts'
import { app } from '../../../host/api/app.ts'
import { computer } from '../../../host/api/computer.ts'
import { collectGarbage, shownNotifications } from '../../../host/api/notification.ts'

vi.mock('electron', async () => ({ Notification: (await import('../../../host/api/notification.ts')).HostNotification }))

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const batch: NotificationTarget = { screen: 'actividad', batchId: 7 }
const inSight = () => shownNotifications.map((shown) => shown.describe()).filter(({ state }) => state === 'shown')

beforeEach(() => {
  if (!app.isReady()) app.becomeReady()
  shownNotifications.length = 0
})

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s a second one of the same batch takes the place of the first, and is the one that is clicked',
  (platform) => {
    computer.platform = platform
    const clicked: unknown[] = []
    const notifications = new Notifications(
      (target) => clicked.push(target),
      () => true,
      silent,
    )
    for (const body of ['1 todavía en cola', '1 emitido']) notifications.show({ title: 'Reenvío', body, target: batch })
    notifications.show({ title: 'Otra cosa', body: 'Otra', target: { screen: 'ajustes' } })
    expect(inSight().map(({ body }) => body)).toEqual(['1 emitido', 'Otra'])
    collectGarbage()
    // Whatever is left of either is pressed.
    for (const shown of shownNotifications.filter(({ id }) => id === 'reencola-actividad-7')) shown.object?.emit('click')
    expect(clicked).toEqual([batch])
    notifications.dispose()
  },
)

test('what is closed of the first, later, takes nothing from the second', async () => {
  computer.platform = 'darwin'
  const clicked: unknown[] = []
  const notifications = new Notifications(
    (target) => clicked.push(target),
    () => true,
    silent,
  )
  for (const body of ['uno', 'dos']) notifications.show({ title: 'Reenvío', body, target: batch })
  // The first one's events of its end come now.
  await new Promise((resolve) => void setImmediate(resolve))
  collectGarbage()
  shownNotifications.at(-1)?.object?.emit('click')
  expect(clicked).toEqual([batch])
  notifications.dispose()
})
