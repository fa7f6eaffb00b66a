import { useEffect, useState } from 'react'
import type { PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import { pointsOfSaleFileProblems, pointsOfSaleImport as texts } from '#contract/texts/points-of-sale-import.ts'
import { tableProblemOf } from '#contract/texts/tables.ts'
import { call } from '../../../api.ts'
import { Action } from '../../../ui/action.tsx'
import { deferred } from '../../../ui/deferred.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { useCommand } from '../../../store/use-command.ts'
import { trials } from './trials.ts'

const importDialog = deferred(async () => (await import('./import-dialog.tsx')).ImportDialog)

/** Many at once, out of a file. */
export function ImportPointsOfSale() {
  const { run, busy, failure } = useCommand()
  const [file, setFile] = useState<PointsOfSaleFile | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const problem = failure ? tableProblemOf(failure, pointsOfSaleFileProblems) : undefined

  // Keys that were read are not kept for nobody.
  useEffect(() => () => void call('forgetPointsOfSaleFile', {}), [])

  function choose() {
    setSaid(null)
    void run(() => call('readPointsOfSaleFile', {}), setFile)
  }
  function forget() {
    setFile(null)
    void call('forgetPointsOfSaleFile', {})
  }

  return (
    <>
      <Action icon="file" isPending={busy} onPress={choose}>
        {texts.action}
      </Action>
      {said !== null && <Message tone="good" live="status" text={said} />}
      {problem === undefined ? <FailureMessage failure={failure} /> : <Message tone="bad" live="alert" text={problem} />}
      {file?.kind === 'columns' && (
        <Sheet title={texts.columnsTitle} onClose={forget}>
          <p>{texts.columnsMissing(file.missing)}</p>
          <p>{texts.columnsSeen(file.headings)}</p>
          <p>{texts.columnsHelp}</p>
        </Sheet>
      )}
      {file?.kind === 'rows' && (
        <importDialog.Part
          file={file}
          onClose={forget}
          onDone={(ids) => {
            setFile(null)
            trials.forget(ids)
            setSaid(texts.done(ids.length))
          }}
        />
      )}
    </>
  )
}
