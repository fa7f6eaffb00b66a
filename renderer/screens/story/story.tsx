import { useContext } from 'react'
import type { OrderStory } from '#contract/model/order.ts'
import { inItsStory, story as texts } from '#contract/texts/order.ts'
import { common, cost } from '#contract/texts/page.ts'
import { taskList as taskTexts } from '#contract/texts/task-dialogs.ts'
import { call, on } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { DrawerContext } from '../../ui/drawer-context.ts'
import { Explained } from '../../features/explain/explained.tsx'
import { dateTime } from '../../ui/format.ts'
import { hourOf } from '../../store/clock.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { StateBadge } from '../../features/batches/state-badge.tsx'
import { RowNote } from '../../features/inbox/row-note.tsx'
import { useInboxRow } from '../../features/inbox/use-inbox-row.ts'
import { TaskLines, useTasks } from '../../features/tasks/task-lines.tsx'
import { useLive } from '../../store/use-live.ts'
import { closeStory, openStory } from '../../store/open-story.ts'
import { Comprobante } from './comprobante.tsx'
import { Facts } from './facts.tsx'
import { History } from './history.tsx'
import { OrderActions } from './order-actions.tsx'

/** Everything about one order, live, beside the list that it is in: what it means, what can be done, what happened. */
export function Story({ id }: { id: number }) {
  const { value: story, failure } = useLive(
    String(id),
    () => call('orderStory', { id }),
    (again) => on('ordersChanged', ({ orders }) => orders.some((order) => order.id === id) && again()),
  )
  if (!story && !failure) return null
  return (
    <Drawer title={story ? texts.title(story.order.external_reference) : texts.history} closeLabel={common.close} subject={id} onClose={closeStory}>
      {story ? <OpenStory story={story} stale={story.order.id !== id} /> : <FailureMessage failure={failure} />}
    </Drawer>
  )
}

/** @param stale another order's is on its way into the same drawer, and nothing of this one is offered any more */
function OpenStory({ story: { order, transitions, repeatedBy }, stale }: { story: OrderStory; stale: boolean }) {
  const { pointOfSaleId, external_reference } = order
  const inError = useInboxRow(pointOfSaleId, external_reference)
  const tasks = useTasks({ pointOfSaleId, external_reference })
  const description = useContext(DrawerContext)?.description
  return (
    <>
      <div className="stack-small" id={description}>
        <StateBadge order={order} />
        <Explained explanation={{ ...order.explanation, nextStep: inItsStory(order.explanation.nextStep) }} beside={order.stateLabel} />
        {order.nextAt !== null && <p className="field-help">{texts.next(hourOf(order.nextAt))}</p>}
      </div>
      {!stale && <OrderActions key={order.id} order={order} />}
      {inError && <RowNote key={inError.id} row={inError} />}
      {order.comprobante && <Comprobante comprobante={order.comprobante} orderId={order.id} />}
      <Facts
        of={[
          [common.pointOfSale, order.pointOfSaleName],
          [texts.placed, dateTime(order.createdAt)],
          [texts.cost, cost(order.requestsUsed, order.requestsPossible)],
        ]}
      />
      {order.repeats !== null && <Related text={texts.repeats} id={order.repeats} />}
      {repeatedBy !== null && <Related text={texts.repeatedBy} id={repeatedBy} />}
      {tasks.length > 0 && (
        <section>
          <h3>{taskTexts.region}</h3>
          <TaskLines tasks={tasks} />
        </section>
      )}
      <History transitions={transitions} />
    </>
  )
}

function Related({ text, id }: { text: string; id: number }) {
  return (
    <p className="row">
      <span>{text}.</span>
      <Action look="quiet" onPress={() => openStory({ order: id })}>
        {texts.openOther}
      </Action>
    </p>
  )
}
