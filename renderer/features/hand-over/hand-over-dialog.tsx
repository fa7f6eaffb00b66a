import { useEffect, useMemo, useState } from 'react'
import type { Result } from '#contract/result.ts'
import { handOver as texts } from '#contract/texts/hand-over.ts'
import { call } from '../../api.ts'
import { now } from '../../store/clock.ts'
import { useAnswer } from '../../store/use-live.ts'
import { useCommand } from '../../store/use-command.ts'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { dateTime } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { groupLines, type Listed } from './lines.ts'
import { PrintSheet } from './print-sheet.tsx'

interface HandOverDialogProps {
  /** Asks once for what is known of each, as it stands when the list is asked for; where that is refused there is none. */
  read: () => Promise<Result<readonly Listed[]>>
  onClose: () => void
}

/** What is to be corrected, by what is to be done, to be handed to whoever can. */
export function HandOverDialog({ read, onClose }: HandOverDialogProps) {
  const { run, busy, failure } = useCommand()
  // As they stood when the list was asked for.
  const { value: listed, failure: refused } = useAnswer('once', read)
  const [only, setOnly] = useState(true)
  const [told, setTold] = useState<string | null>(null)
  const [printing, setPrinting] = useState<string | null>(null)
  const must = listed?.filter(({ mustCorrect }) => mustCorrect).length ?? 0
  const mixed = listed !== null && must > 0 && must < listed.length
  const groups = useMemo(
    () => groupLines((listed ?? []).filter(({ mustCorrect }) => mustCorrect || !mixed || !only).map(({ line }) => line)),
    [listed, mixed, only],
  )
  const lines = groups.flatMap((group) => group.lines)
  async function carry<T>(command: () => Promise<Result<T>>, cameTo: (value: T) => string) {
    setTold(null)
    const done = await run(command)
    if (!done) return
    const text = cameTo(done.value)
    setTold(text)
    announce(text)
  }
  const copy = () =>
    carry(
      () => call('copyHandOver', { lines }),
      (copied) => (copied ? texts.copied(lines.length) : texts.tooLong),
    )
  const save = () =>
    carry(
      () => call('exportHandOver', { lines }),
      (saved) => (saved.kind === 'saved' ? texts.saved(saved.rows, saved.file) : texts.notSaved),
    )
  const print = () =>
    carry(
      () => call('printPage', {}),
      (printed) => (printed === 'printed' ? texts.printed : texts.notPrinted),
    )

  // What is printed is what stands in the page: it has to be there first, and goes once the system's dialog is closed.
  useEffect(() => {
    if (printing !== null) void print().then(() => setPrinting(null))
    // oxlint-disable-next-line react/exhaustive-deps -- once for each time that it is asked for
  }, [printing])

  const nothing = lines.length === 0
  return (
    <Sheet
      title={texts.title}
      wide
      dismissable
      onClose={onClose}
      confirm={{ label: texts.copy, icon: 'clipboard', isDisabled: nothing, isPending: busy, onPress: () => void copy() }}
      actions={
        <>
          <Action icon="file" isDisabled={nothing} isPending={busy} onPress={() => void save()}>
            {texts.save}
          </Action>
          <Action icon="print" isDisabled={nothing} isPending={busy} onPress={() => setPrinting(dateTime(now()))}>
            {texts.print}
          </Action>
        </>
      }
    >
      {refused === null && (listed === null ? <p className="quiet">{texts.loading}</p> : <p>{nothing ? texts.none : texts.text(lines.length)}</p>)}
      {mixed && <Checkbox label={texts.only(must)} on={only} onChange={setOnly} />}
      {!nothing && (
        <ul className="hand-over-groups" aria-label={texts.groups}>
          {groups.map(({ correct, lines: of }) => (
            <li key={correct}>
              <p>
                <strong>{texts.group(of.length)}</strong> · {[...new Set(of.map(({ reason }) => reason))].slice(0, mostReasons).join(' · ')}
              </p>
              <p>{correct}</p>
            </li>
          ))}
        </ul>
      )}
      {told !== null && <p>{told}</p>}
      <FailureMessage failure={refused ?? failure} />
      {printing !== null && <PrintSheet groups={groups} about={texts.printedAt(lines.length, printing)} />}
    </Sheet>
  )
}

/** Of each group, named before the rest is left to the list itself. */
const mostReasons = 3
