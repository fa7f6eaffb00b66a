import { countIn, waitingStates } from '#contract/model/order.ts'
import { navigation } from '#contract/texts/page.ts'
import { useStore } from '../../store/store.ts'
import { Icon } from '../../ui/icon.tsx'

/** Whether there is a connection, in words. It changes often and speaks for itself: the banner says when it is lost. */
export function Connection() {
  const online = useStore(({ status }) => status.online)
  const waiting = useStore(({ status }) => countIn(status.counts, waitingStates))
  return (
    <p className="connection" data-online={online}>
      <Icon name={online ? 'online' : 'offline'} />
      <span>{online ? navigation.online : navigation.offline(waiting)}</span>
    </p>
  )
}
