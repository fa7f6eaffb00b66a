import type { WebhookSeen, WebhookStatus } from '#contract/commands/webhooks.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { dateTimeSeconds } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icon.tsx'

/** What arrived last. */
export function WebhookEvents({ status: { on, events, strange } }: { status: WebhookStatus }) {
  if (!on && events.length === 0) return null
  return (
    <>
      <h3 id="webhook-events">{texts.eventsTitle}</h3>
      {events.length === 0 ? (
        <p className="field-help">{texts.eventsEmpty}</p>
      ) : (
        <table className="webhook-events" aria-labelledby="webhook-events">
          <thead>
            <tr>
              {Object.values(texts.columns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same event may stand there twice, and rows hold no state
              <Row key={index} event={event} />
            ))}
          </tbody>
        </table>
      )}
      {strange > 0 && <p className="field-help">{texts.strange(strange)}</p>}
      <p className="field-help">{texts.kept}</p>
    </>
  )
}

function Row({ event: { at, evento, external_reference, pointOfSaleName, proven, source } }: { event: WebhookSeen }) {
  const sender = source === 'file' ? texts.fromFile : proven ? texts.proven : texts.unproven
  return (
    <tr>
      <td data-label={texts.columns.when}>{dateTimeSeconds(at)}</td>
      <td data-label={texts.columns.event}>{texts.events[evento] ?? texts.unknownEvent(evento)}</td>
      <td data-label={texts.columns.reference}>
        {external_reference ?? '—'}
        {pointOfSaleName && <small>{pointOfSaleName}</small>}
      </td>
      <td data-label={texts.columns.sender}>
        <span className="webhook-sender" data-proven={proven}>
          <Icon name={proven ? 'done' : source === 'file' ? 'file' : 'question'} />
          {sender}
        </span>
      </td>
    </tr>
  )
}
