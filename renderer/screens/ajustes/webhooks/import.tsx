import { useState } from 'react'
import type { WebhookImport } from '#contract/commands/webhooks.ts'
import { common } from '#contract/texts/page.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { call } from '../../../api.ts'
import { Action } from '../../../ui/action.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { Picker } from '../../../features/point-of-sale/picker.tsx'
import { useCommand } from '../../../store/use-command.ts'
import { useStore } from '../../../store/store.ts'

/** For those whose own system receives the webhooks and keeps them. */
export function ImportWebhooks() {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const { run, busy, failure } = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [report, setReport] = useState<WebhookImport | null>(null)
  const pointOfSaleId = pointsOfSale.find(({ id }) => id === chosen)?.id ?? pointsOfSale[0]?.id
  if (pointOfSaleId === undefined) return null

  function choose(id: string) {
    setReport(null)
    void run(() => call('importWebhooks', { pointOfSaleId: id }), setReport)
  }

  return (
    <>
      <h3>{texts.importTitle}</h3>
      <p>{texts.importText}</p>
      <div className="row">
        {pointsOfSale.length > 1 && (
          <Picker
            label={texts.importFor}
            nothing={common.noPointOfSale}
            value={pointOfSaleId}
            options={pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              setChosen(id)
              setReport(null)
            }}
          />
        )}
        <Action icon="file" isPending={busy} onPress={() => choose(pointOfSaleId)}>
          {texts.importRun}
        </Action>
      </div>
      <FailureMessage failure={failure} />
      {report && <Report report={report} />}
    </>
  )
}

function Report({ report }: { report: WebhookImport }) {
  if (report.kind === 'cancelled') return null
  if (report.kind === 'read') return <Read {...report} />
  return <Message tone="bad" live="alert" text={report.kind === 'unreadable' ? texts.importUnreadable : texts.importTooLarge} />
}

function Read({ fileName, stored, repeated, notUnderstood, examples }: WebhookImport & { kind: 'read' }) {
  const nothing = stored + repeated === 0
  return (
    <Message tone={nothing ? 'warn' : 'good'} live="status">
      <p>{nothing ? texts.importNothing(fileName) : texts.importRead(fileName, stored, repeated)}</p>
      {notUnderstood > 0 && (
        <>
          <p>{texts.importNot(notUnderstood)}</p>
          <ul className="references">
            {examples.map(({ place, number, text }) => (
              <li key={`${place} ${number}`}>
                {texts.importPlace[place](number)}: {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Message>
  )
}
