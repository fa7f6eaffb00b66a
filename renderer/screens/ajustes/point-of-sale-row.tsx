import { memo, useState } from 'react'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { common } from '#contract/texts/page.ts'
import { credentials } from '#contract/texts/point-of-sale.ts'
import { fold } from '#contract/words.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { TestResult, useTest } from '../../features/point-of-sale/test-result.tsx'
import { useStore } from '../../store/store.ts'
import { useAnswer } from '../../store/use-live.ts'
import { useCommand } from '../../store/use-command.ts'
import type { Trial } from './points-of-sale/trials.ts'
import { stateOf } from './point-of-sale-state.ts'

interface PointOfSaleRowProps {
  pointOfSale: PointOfSale
  /** A form with its own Probar and Guardar is open, for this one or another. */
  formOpen: boolean
  /** What its credentials were last seen to do. */
  trial: Trial | undefined
  onEdit: (id: string) => void
}

/** One point of sale in one line: how it stands, and what can be done. */
export const PointOfSaleRow = memo(function PointOfSaleRow({ pointOfSale, formOpen, trial, onEdit }: PointOfSaleRowProps) {
  const { id, name, company, status, protection } = pointOfSale
  const { word, tone } = stateOf(
    pointOfSale,
    useStore((state) => state.status.banners),
    trial,
  )
  const [deleting, setDeleting] = useState(false)
  const test = useTest()
  return (
    <>
      <div className="point-row">
        <h3 title={company ? `${name} · ${company.name}` : name}>
          {name}
          {/* Many are named after their company. */}
          {company && !fold(name).includes(fold(company.name)) && <small> {company.name}</small>}
        </h3>
        <span className="point-state" data-tone={tone} title={trial?.explanation.explanation ?? texts.protection[protection]}>
          {word}
        </span>
        <div className="point-actions">
          {!formOpen && status === 'ready' && (
            <Action look="quiet" isPending={test.busy} aria-label={texts.testNamed(name)} onPress={() => void test.run({ id })}>
              {credentials.test}
            </Action>
          )}
          {!formOpen && (
            <Action look="quiet" aria-label={texts.editNamed(name)} onPress={() => onEdit(id)}>
              {texts.edit}
            </Action>
          )}
          <Action look="quiet" aria-label={texts.deleteNamed(name)} onPress={() => setDeleting(true)}>
            {texts.delete}
          </Action>
        </div>
      </div>
      {!formOpen && <TestResult test={test} />}
      {deleting && <DeleteDialog pointOfSale={pointOfSale} onClose={() => setDeleting(false)} />}
    </>
  )
})

function DeleteDialog({ pointOfSale: { id, name }, onClose }: { pointOfSale: PointOfSale; onClose: () => void }) {
  const { run, busy, failure } = useCommand()
  const { value: left } = useAnswer(id, () => call('weighDeletion', { id }))

  return (
    <Sheet
      title={texts.deleteTitle(name)}
      role="alertdialog"
      onClose={onClose}
      confirm={{ label: texts.delete, look: 'danger', isPending: busy, onPress: () => void run(() => call('deletePointOfSale', { id })) }}
      leave={common.cancel}
    >
      <p>{texts.deleteText}</p>
      {left && left.waiting > 0 && <p>{texts.deleteWaiting(left.waiting)}</p>}
      {left && left.uncertain > 0 && <p>{texts.deleteUncertain(left.uncertain)}</p>}
      {left && left.followed > 0 && <p>{texts.deleteFollowed(left.followed)}</p>}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
