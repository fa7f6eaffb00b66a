import { useEffect, useState } from 'react'
import type { OrderStory } from '#contract/model/order.ts'
import type { Failure } from '#contract/result.ts'
import { common, cost, story as texts } from '#contract/texts/page.ts'
import { taskList as taskTexts } from '#contract/texts/task-dialogs.ts'
import { call, on } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Explained } from '../../features/explain/explained.tsx'
import { dateTime, dateTimeSeconds } from '../../ui/format.ts'
import { hourOf } from '../../store/clock.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { StateBadge } from '../../features/batches/state-badge.tsx'
import { TaskLines, useTasks } from '../../features/tasks/task-lines.tsx'
import { setState } from '../../store/store.ts'
import { Comprobante } from './comprobante.tsx'
import { OrderActions } from './order-actions.tsx'

const close = () => setState({ openOrder: null })

/** Everything about one order, live: what happened, what it means, what can be done. */
export function Story({ id }: { id: number }) {
  const { story, failure } = useOrderStory(id)
  if (!story) {
    if (!failure) return null
    return (
      <Sheet title={texts.history} onClose={close} dismissable actions={<Action onPress={close}>{common.close}</Action>}>
        <FailureMessage failure={failure} />
      </Sheet>
    )
  }
  return <OpenStory story={story} stale={story.order.id !== id} />
}

/** @param stale another order's is on its way into the same dialog, and nothing of this one is offered any more */
function OpenStory({ story: { order, transitions, repeatedBy }, stale }: { story: OrderStory; stale: boolean }) {
  const { pointOfSaleId, external_reference } = order
  const tasks = useTasks({ pointOfSaleId, external_reference })
  return (
    <Sheet title={texts.title(order.external_reference)} wide dismissable onClose={close} actions={<Action onPress={close}>{common.close}</Action>}>
      <div className="story-state">
        <StateBadge order={order} />
        <Explained explanation={order.explanation} beside={order.stateLabel} />
        {order.nextAt !== null && <p className="field-help">{texts.next(hourOf(order.nextAt))}</p>}
      </div>
      {!stale && <OrderActions key={order.id} order={order} />}
      {order.comprobante && <Comprobante comprobante={order.comprobante} orderId={order.id} />}
      <dl className="facts">
        <Fact name={common.pointOfSale}>{order.pointOfSaleName}</Fact>
        <Fact name={texts.placed}>{dateTime(order.createdAt)}</Fact>
        <Fact name={texts.cost}>{cost(order.requestsUsed, order.requestsPossible)}</Fact>
      </dl>
      {order.repeats !== null && <Related text={texts.repeats} id={order.repeats} />}
      {repeatedBy !== null && <Related text={texts.repeatedBy} id={repeatedBy} />}
      {tasks.length > 0 && (
        <>
          <h3>{taskTexts.region}</h3>
          <TaskLines tasks={tasks} />
        </>
      )}
      <h3>{texts.history}</h3>
      <ol className="history">
        {transitions.map(({ at, text, actor, from, to }) => (
          <li key={`${at} ${from} ${to}`}>
            <time dateTime={new Date(at).toISOString()}>{dateTimeSeconds(at)}</time>
            <span>{text}</span>
            <small>{texts.actors[actor]}</small>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Related({ text, id }: { text: string; id: number }) {
  return (
    <p className="row">
      <span>{text}.</span>
      <Action look="quiet" onPress={() => setState({ openOrder: id })}>
        {texts.openOther}
      </Action>
    </p>
  )
}

function useOrderStory(id: number): { story: OrderStory | null; failure: Failure | null } {
  const [read, setRead] = useState<{ story: OrderStory | null; failure: Failure | null }>({ story: null, failure: null })
  useEffect(() => {
    let latest = 0
    const load = async () => {
      const asked = ++latest
      const story = await call('orderStory', { id })
      if (asked === latest) setRead((before) => (story.ok ? { story: story.value, failure: null } : { story: before.story, failure: story.error }))
    }
    void load()
    const stop = on('ordersChanged', ({ orders }) => {
      if (orders.some((order) => order.id === id)) void load()
    })
    return () => {
      latest = -1
      stop()
    }
  }, [id])
  return read
}
