import { useEffect, useState } from 'react'
import { exportTexts as texts } from '#contract/texts/history.ts'
import { call, on } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import { scopeOf } from '../../store/company.ts'
import { within } from '../../store/order-window.ts'
import { getState, type OrderFilters } from '../../store/store.ts'

/** Saves what the filters show as a table; long ones say how far they are and can be stopped. */
export function ExportTable({ filters }: { filters: OrderFilters }) {
  const { run, busy, failure, clear } = useCommand()
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [told, setTold] = useState<string | null>(null)
  useEffect(() => on('exportProgress', setProgress), [])

  async function save() {
    setTold(null)
    clear()
    const exported = await run(() => call('exportOrders', within(scopeOf(getState()), filters)))
    setProgress(null)
    if (!exported) return
    const { value } = exported
    setTold(value.kind === 'saved' ? texts.saved(value.rows, value.file) : texts.cancelled)
  }

  return (
    <>
      <Action icon="file" isPending={busy} aria-label={texts.start} onPress={() => void save()}>
        {texts.short}
      </Action>
      {busy && progress && (
        <>
          <span>{texts.progress(progress.done, progress.total)}</span>
          <Action onPress={() => void call('cancelExport', {})}>{texts.cancel}</Action>
        </>
      )}
      {told && <Message tone="info" live="status" text={told} actions={<Action onPress={() => setTold(null)}>{texts.understood}</Action>} />}
      <FailureMessage failure={failure} actions={<Action onPress={clear}>{texts.understood}</Action>} />
    </>
  )
}
