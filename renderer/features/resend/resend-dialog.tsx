import { useRef, useState, type ReactNode } from 'react'
import type { InboxTarget, Triage, TriageCause } from '#contract/model/inbox.ts'
import { readFecha } from '#contract/argentina.ts'
import { comprobantes } from '#contract/texts/counting.ts'
import { inbox, triage as texts } from '#contract/texts/inbox.ts'
import { confirmation } from '#contract/texts/reenviar.ts'
import { confirmColumnTexts as tableTexts } from '#contract/texts/tables.ts'
import { changeDates } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { ReferenceList } from '../references/reference-list.tsx'
import { ChangeDatesDialog } from '../tasks/change-dates-dialog.tsx'
import { nextSteps } from '../tasks/next-steps.ts'
import { todayInArgentina } from '../../store/clock.ts'
import { useSpoken } from '../../ui/announcer.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { useCommand } from '../../store/use-command.ts'
import { useAnswer } from '../../store/use-live.ts'
import { inboxView } from '../../store/inbox/inbox.ts'
import { batchesOf } from '../../store/inbox/batches.ts'
import { keepReasons, type ReasonedTarget } from './keep-reasons.ts'

/** References named of each cause. */
const named = 50

interface ResendDialogProps {
  targets: ReasonedTarget[]
  /** Said above the causes, once they are weighed with what they are. */
  renderAbout?: (triage: Triage | null) => ReactNode
  /** Offers to keep the reasons of the targets alone where there is nothing to place; called with how many were kept. */
  onReasonsKept?: (count: number) => void
  /** More to press. */
  more?: ReactNode
  onClose: () => void
  /**
   * @param text what was placed, in words
   * @param batchId the last batch of it; null when all was on its way already
   * @param placed what was placed or was on its way already: not what was left unticked
   */
  onPlaced: (text: string, batchId: number | null, placed: InboxTarget[]) => void
}

/** One look before paying: what may help, what cannot, what it costs at most. */
export function ResendDialog({ targets, renderAbout, onReasonsKept, more, onClose, onPlaced }: ResendDialogProps) {
  const { run, busy, failure: notSent, clear } = useCommand()
  /** Counts the looks at what was picked when it opened. */
  const [turn, setTurn] = useState(0)
  const { value: triage, failure: unseen } = useAnswer(String(turn), () => call('triageInbox', { targets }))
  /** Of which the person decided otherwise than is proposed. */
  const [turned, setTurned] = useState<ReadonlySet<TriageCause>>(new Set())
  const isIncluded = (cause: TriageCause) => turned.has(cause) !== (cause.group === 'transitory' || cause.group === 'unknown')
  const [kept, setKept] = useState(0)
  /** What was placed before a later batch failed; pressing the button again goes on after these. */
  const placedBefore = useRef(new Set<InboxTarget>())
  const [later] = useState(() => inboxView.rows.datedAfter(readFecha(todayInArgentina()) ?? 0))
  const armed = useArmed(triage)
  /** Of these the date is being changed; afterwards all is looked at again. */
  const [redating, setRedating] = useState<InboxTarget[] | null>(null)
  const chosen = triage?.causes.filter(isIncluded).flatMap((cause) => cause.targets) ?? []
  const requests = chosen.length * (triage?.requestsEach ?? 0)
  const failure = unseen ?? notSent
  const future = chosen.filter((target) => later.has(inboxView.rows.idOf(target) ?? -1)).length

  useSpoken(triage === null ? '' : chosen.length > 0 ? texts.costs(chosen.length, requests) : texts.titleNone)

  const reasoned = targets.some(({ reason }) => reason !== undefined)
  const keep = () => keepReasons(targets)

  async function confirm() {
    let count = kept
    let live = 0
    let batchId: number | null = null
    // Where they are refused nothing is placed.
    if (reasoned && !(await run(keep))) return
    const left = chosen.filter((target) => !placedBefore.current.has(target))
    for (const batch of batchesOf(left)) {
      const placed = await run(() => call('placeOrders', batch))
      setKept(count)
      if (!placed) return
      const references = new Set(batch.references)
      for (const target of left) if (target.pointOfSaleId === batch.pointOfSaleId && references.has(target.external_reference)) placedBefore.current.add(target)
      count += placed.value.count
      batchId = placed.value.batchId ?? batchId
      live += placed.value.alreadyLive.length
      inboxView.change((list) =>
        list.pick(
          batch.references.flatMap((external_reference) => inboxView.rows.idOf({ ...batch, external_reference }) ?? []),
          false,
        ),
      )
    }
    const onWay = triage?.causes.filter(({ group }) => group === 'on-way').flatMap((cause) => cause.targets) ?? []
    onPlaced([count > 0 && inbox.placed(count), live > 0 && inbox.alreadyLive(live)].filter(Boolean).join(' '), batchId, [...placedBefore.current, ...onWay])
  }

  if (redating) {
    const close = () => {
      setRedating(null)
      // What was refused before is not said of what is looked at anew.
      clear()
      setTurn(turn + 1)
    }
    return <ChangeDatesDialog targets={redating} onClose={close} />
  }
  return (
    <Sheet
      title={triage && chosen.length === 0 ? texts.titleNone : texts.title(triage ? chosen.length : targets.length)}
      wide
      onClose={onClose}
      confirm={
        triage !== null &&
        chosen.length > 0 && {
          label: inbox.send(chosen.length),
          icon: 'send',
          isDisabled: !armed,
          isPending: busy,
          onPress: () => void confirm(),
          cost: texts.costs(chosen.length, requests),
          notes: <PlanWarning method="reenviar_encolado" requests={requests} />,
        }
      }
      actions={
        <>
          {triage && chosen.length === 0 && reasoned && onReasonsKept && (
            <Action isPending={busy} onPress={() => void run(keep, onReasonsKept)}>
              {tableTexts.keepReasons}
            </Action>
          )}
          {more}
        </>
      }
      leave={confirmation.back}
    >
      {renderAbout?.(triage)}
      {triage ? (
        <>
          {chosen.length > 0 ? (
            <>
              <p>{texts.order}</p>
              {future > 0 && <p>{texts.future(future)}</p>}
            </>
          ) : (
            <p>{triage.causes.some(({ group }) => isOpen(group)) ? texts.nothingHelps : texts.nothingLeft}</p>
          )}
          <Causes
            causes={triage.causes}
            isIncluded={isIncluded}
            onRedate={setRedating}
            onChange={(cause) => setTurned(new Set(turned.has(cause) ? [...turned].filter((each) => each !== cause) : [...turned, cause]))}
          />
        </>
      ) : (
        !failure && <p>{texts.looking}</p>
      )}
      {kept > 0 && failure && <Message tone="warn" live="status" text={inbox.partly(kept)} />}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}

/** Whether the person may decide about it. */
const isOpen = (group: TriageCause['group']): boolean => group !== 'on-way' && group !== 'issued'

interface CausesProps {
  causes: TriageCause[]
  isIncluded: (cause: TriageCause) => boolean
  onChange: (cause: TriageCause) => void
  onRedate: (targets: InboxTarget[]) => void
}

function Causes({ causes, isIncluded, onChange, onRedate }: CausesProps) {
  return [...Map.groupBy(causes, ({ group }) => group)].map(([group, of]) => (
    <section key={group} className="triage-group" data-group={group}>
      <h3>{texts.groups[group]}</h3>
      {group === 'unknown' && <p className="field-help">{texts.unknownHelp}</p>}
      <ul>
        {of.map((cause) => (
          <Cause key={cause.reason?.title ?? ''} cause={cause} included={isIncluded(cause)} onChange={onChange} onRedate={onRedate} />
        ))}
      </ul>
    </section>
  ))
}

interface CauseProps extends Pick<CausesProps, 'onChange' | 'onRedate'> {
  cause: TriageCause
  included: boolean
}

function Cause({ cause, included, onChange, onRedate }: CauseProps) {
  const { group, reason, targets } = cause
  const title = reason ? (reason.code === null ? reason.title : `${reason.title} (${reason.code})`) : group === 'unknown' ? texts.withoutReason : null
  const line = title === null ? comprobantes(targets.length) : texts.cause(targets.length, title)
  return (
    <li>
      {isOpen(group) ? (
        <label className="check">
          <input type="checkbox" checked={included} onChange={() => onChange(cause)} />
          {line}
        </label>
      ) : (
        <p>{line}</p>
      )}
      {group === 'correct-first' && reason && <p className="field-help">{reason.nextStep}</p>}
      {group === 'correct-first' && reason && nextSteps[reason.kind].lead.includes('change-date') && (
        <Action icon="calendar" onPress={() => onRedate(targets)}>
          {changeDates.open(targets.length)}
        </Action>
      )}
      <details className="original">
        <summary>{texts.which}</summary>
        <ReferenceList of={targets.map(({ external_reference }) => external_reference)} named={named} />
      </details>
    </li>
  )
}
