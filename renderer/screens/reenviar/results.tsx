import type { Order } from '#contract/model/order.ts'
import { cost, reenviar as texts } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Explained } from '../../features/explain/explained.tsx'
import { hourOf } from '../../store/clock.ts'
import { StateBadge } from '../../features/batches/state-badge.tsx'
import { hashOf } from '../../store/route.ts'
import { setState, useStore } from '../../store/store.ts'
import { Batches } from '../../features/batches/batches.tsx'

/** The last orders, live. */
export function Results() {
  const recent = useStore((state) => state.recent)
  return (
    <section aria-labelledby="ultimos" className="stack">
      <h2 id="ultimos">{texts.results}</h2>
      <Batches />
      {recent.length === 0 ? (
        <p className="teach">{texts.noResults}</p>
      ) : (
        <>
          <ul className="results">
            {recent.map((order) => (
              <Result key={order.id} order={order} />
            ))}
          </ul>
          <p>
            <a href={hashOf('actividad')}>{texts.more}</a>
          </p>
        </>
      )}
    </section>
  )
}

function Result({ order }: { order: Order }) {
  return (
    <li className="card result">
      <div className="result-head">
        <strong className="reference">{order.external_reference}</strong>
        <StateBadge order={order} />
        <span className="result-facts">
          {hourOf(order.updatedAt)} · {cost(order.requestsUsed, order.requestsPossible)}
        </span>
        <Action look="quiet" aria-label={texts.details(order.external_reference)} onPress={() => setState({ openOrder: order.id })}>
          {texts.history}
        </Action>
      </div>
      <Explained explanation={order.explanation} beside={order.stateLabel} />
    </li>
  )
}
