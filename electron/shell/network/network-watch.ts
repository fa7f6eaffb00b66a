import { systemClock } from '../../core/lib/clock.ts'
import type { WakeHint } from '../../core/outbox/base/ports.ts'
import { watchConnectivity } from './connectivity.ts'
import type { Services } from '../services.ts'

/**
 * While the program stays: asks again which proxy to use whenever that may have changed, and tells the outbox and what is watched
 * when the way may be open again.
 */
export function watchNetwork({ network, outbox, watcher, settings, vault, webhooks, status, teardown }: Services): void {
  const hint = async (what: WakeHint) => {
    webhooks.hint()
    await network.refresh()
    outbox.wake(what)
    watcher.wake(what)
  }
  const ifChanged = async () => {
    if (await network.refresh()) outbox.wake('network-settings')
  }
  let proxy = settings.current.proxy
  let inTrouble = false
  teardown.add(
    'network watch',
    watchConnectivity(systemClock, (what) => void hint(what)),
    settings.changed.subscribe((current) => {
      watcher.reconsider()
      if (current.proxy === proxy) return
      proxy = current.proxy
      void hint('network-settings')
    }),
    vault.changed.subscribe(() => {
      outbox.wake('credentials')
      watcher.wake('credentials')
    }),
    outbox.onChange(({ type }) => {
      if (type !== 'status') return
      const wasInTrouble = inTrouble
      inTrouble = status().banners.some((banner) => banner.kind === 'offline' || (banner.kind === 'gate' && banner.reason === 'proxy'))
      if (inTrouble && !wasInTrouble) void ifChanged()
    }),
  )
}
