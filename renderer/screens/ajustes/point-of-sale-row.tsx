import { useEffect, useState } from 'react'
import { credentialFields } from '#contract/model/credentials.ts'
import type { LeftBehind, PointOfSale } from '#contract/model/point-of-sale.ts'
import { ajustes as texts, common, credentials } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { TestResult, useTest } from '../../features/point-of-sale/test-result.tsx'
import { useCommand } from '../../store/use-command.ts'

interface PointOfSaleRowProps {
  pointOfSale: PointOfSale
  /** A form with its own Probar and Guardar is open, for this one or another. */
  formOpen: boolean
  onEdit: () => void
}

/** One point of sale: how it is protected, what is stored of it, and what can be done. */
export function PointOfSaleRow({ pointOfSale, formOpen, onEdit }: PointOfSaleRowProps) {
  const { id, name, status, protection, masks } = pointOfSale
  const [deleting, setDeleting] = useState(false)
  const test = useTest()
  return (
    <div className="stack">
      <div className="point-of-sale">
        <div>
          <h3>{name}</h3>
          {status === 'ready' && <p className="masks">{credentialFields.map((field) => `${credentials[field]} ${masks[field]}`).join(' · ')}</p>}
          <p className="protection" data-protection={protection}>
            {texts.protection[protection]}
          </p>
        </div>
        <div className="row">
          {!formOpen && status === 'ready' && (
            <Action isPending={test.busy} aria-label={texts.testNamed(name)} onPress={() => void test.run({ id })}>
              {credentials.test}
            </Action>
          )}
          {!formOpen && (
            <Action aria-label={texts.editNamed(name)} onPress={onEdit}>
              {texts.edit}
            </Action>
          )}
          <Action look="quiet" aria-label={texts.deleteNamed(name)} onPress={() => setDeleting(true)}>
            {texts.delete}
          </Action>
        </div>
      </div>
      {status === 'reload' && (
        <Message tone="bad" title={texts.reload}>
          <p>{texts.reloadHelp}</p>
        </Message>
      )}
      {!formOpen && <TestResult test={test} />}
      {deleting && <DeleteDialog pointOfSale={pointOfSale} onClose={() => setDeleting(false)} />}
    </div>
  )
}

function DeleteDialog({ pointOfSale: { id, name }, onClose }: { pointOfSale: PointOfSale; onClose: () => void }) {
  const { run, busy, failure } = useCommand()
  const [left, setLeft] = useState<LeftBehind | null>(null)
  useEffect(() => {
    void call('weighDeletion', { id }).then((weighed) => {
      if (weighed.ok) setLeft(weighed.value)
    })
  }, [id])

  return (
    <Sheet
      title={texts.deleteTitle(name)}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Action look="danger" isPending={busy} onPress={() => void run(() => call('deletePointOfSale', { id }))}>
            {texts.delete}
          </Action>
          <Action onPress={onClose}>{common.cancel}</Action>
        </>
      }
    >
      <p>{texts.deleteText}</p>
      {left && left.waiting > 0 && <p>{texts.deleteWaiting(left.waiting)}</p>}
      {left && left.uncertain > 0 && <p>{texts.deleteUncertain(left.uncertain)}</p>}
      {left && left.followed > 0 && <p>{texts.deleteFollowed(left.followed)}</p>}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
