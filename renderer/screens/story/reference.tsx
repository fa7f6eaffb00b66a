import { useContext, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { comprobanteTexts as texts, inbox } from '#contract/texts/inbox.ts'
import { common } from '#contract/texts/page.ts'
import { Explained } from '../../features/explain/explained.tsx'
import { ResendDialog } from '../../features/resend/resend-dialog.tsx'
import { nextSteps, type NextSteps } from '../../features/tasks/next-steps.ts'
import { StepList } from '../../features/tasks/step-list.tsx'
import type { Judged, ListedRow } from '../../store/inbox/listed-row.ts'
import { closeStory } from '../../store/open-story.ts'
import { useStore, type OpenReference } from '../../store/store.ts'
import { useSpoken } from '../../ui/announcer.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { DrawerContext } from '../../ui/drawer-context.ts'
import { money } from '../../ui/format.ts'
import { Message } from '../../ui/message.tsx'
import { RowNote } from '../../features/inbox/row-note.tsx'
import { GroupSign } from '../../features/inbox/group-sign.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'
import { Facts } from './facts.tsx'

/** A comprobante in error of which no order of ours tells a story: what is known of it, and what can be done. */
export function Reference({ of }: { of: OpenReference }) {
  const view = useInbox()
  const { external_reference } = of
  const now = view.rows.get(of.row)
  const listed = useLast(now, of.row)
  const became = view.shown.became(of.row) ?? 'unknown'
  return (
    <Drawer
      title={external_reference === '' ? texts.titleWithout : texts.title(external_reference)}
      closeLabel={common.close}
      subject={of.row}
      onClose={closeStory}
    >
      {!now && (
        // What was deleted was deleted here: its own step has said so.
        <Message tone="info" {...(became !== 'deleted' && { live: 'status' })} text={texts.gone[became]} />
      )}
      {listed && <Known key={of.row} listed={listed} gone={!now} />}
    </Drawer>
  )
}

/** @returns the row as it was seen last: what was begun about it goes on when it leaves the list, which may be by what was begun */
function useLast(now: ListedRow | undefined, id: number): ListedRow | undefined {
  const [last, setLast] = useState(now)
  if (now && now !== last) setLast(now)
  return now ?? (last?.id === id ? last : undefined)
}

function Known({ listed, gone }: { listed: ListedRow; gone: boolean }) {
  const { row } = listed
  const { rows } = useInbox()
  const description = useContext(DrawerContext)?.description
  // Not the row's own, which counts among the rows that it was listed with: others may be listed by now.
  const target = listed.target === null ? null : rows.idOf(row)
  const judged = rows.judged(target)
  const pointOfSale = useStore((state) => state.pointsOfSale.find(({ id }) => id === row.pointOfSaleId)?.name ?? '')
  const group = judged?.group ?? 'unknown'
  const over = group === 'on-way' || group === 'issued'
  const open = !gone && target !== null && !over
  const explanation = explanationOf(judged)
  // Of an unknown reason its title says what the group would.
  const headline = group === 'unknown' && !judged?.reason ? explanation.title : inbox.groups[group]
  useSpoken(gone || target === null ? '' : [headline, ...(open && judged?.reason ? [explanation.title] : [])].join(' '))
  const facts: [string, string][] = [
    [texts.status, row.statusText],
    [inbox.columns.fecha, row.fecha],
    [inbox.columns.tipo, `${row.tipo} · ${inbox.number(row.punto_venta, row.numero)}`],
    [inbox.columns.cliente, row.razon_social],
    [texts.document, row.documento_nro],
    [inbox.columns.total, row.total === null ? '' : money(row.total, row.moneda)],
    [common.pointOfSale, pointOfSale],
  ]
  return (
    <>
      {!gone && (
        <div className="stack-small" id={description}>
          <p className="reason">
            <GroupSign group={group} />
            <strong>{target === null ? inbox.noReferenceHelp : headline}</strong>
          </p>
          {open && <Explained explanation={explanation} beside={headline} />}
          {target !== null && rows.repeated.has(target) && <p>{inbox.repeatedHelp}</p>}
        </div>
      )}
      <Steps listed={listed} explanation={explanation} resendHelps={group === 'transitory' || group === 'unknown'} open={open} />
      {!gone && <RowNote row={row} />}
      <section>
        <h3>{texts.facts}</h3>
        <Facts of={facts} />
      </section>
    </>
  )
}

/** What nobody has told is an explanation too. */
const explanationOf = (judged: Judged | null): Explanation =>
  judged?.reason
    ? { ...judged.reason, title: inbox.reason(judged.reason.title, judged.reason.code), texts: [] }
    : {
        code: null,
        kind: 'desconocido',
        resendHelps: 'no-se-sabe',
        title: inbox.noReason,
        explanation: inbox.noReasonHelp,
        nextStep: texts.unknownStep,
        texts: [],
      }

interface StepsProps {
  listed: ListedRow
  explanation: Explanation
  resendHelps: boolean
  /** Whether anything can be done about it still. What was begun stands until it is read, also when nothing can. */
  open: boolean
}

function Steps({ listed: { row }, explanation, resendHelps, open }: StepsProps) {
  const { pointOfSaleId, external_reference, fecha } = row
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  const [asking, setAsking] = useState(false)
  const [placed, setPlaced] = useState<string | null>(null)
  const steps = nextSteps[explanation.kind]
  return (
    <div className="options">
      {placed !== null && <Message tone="good" live="status" text={placed} />}
      <StepList
        steps={!open ? noSteps : resendHelps ? withResend(steps) : steps}
        pointOfSaleId={pointOfSaleId}
        external_reference={external_reference}
        fecha={fecha}
        reason={explanation}
        resend={{ label: inbox.resend, help: texts.resendHelp(most), busy: false, run: () => setAsking(true) }}
      />
      {asking && (
        <ResendDialog
          targets={[{ pointOfSaleId, external_reference }]}
          onClose={() => setAsking(false)}
          onPlaced={(text) => {
            setAsking(false)
            setPlaced(text)
          }}
        />
      )}
    </div>
  )
}

const noSteps: NextSteps = { lead: [], more: [] }

/** Where resending may help it is always one of the first steps. */
const withResend = ({ lead, more }: NextSteps): NextSteps => ({
  lead: lead.includes('resend') ? lead : ['resend', ...lead],
  more: more.filter((step) => step !== 'resend'),
})
