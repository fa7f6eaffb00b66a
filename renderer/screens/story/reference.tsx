import { useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { comprobanteTexts as texts, inbox } from '#contract/texts/inbox.ts'
import { common } from '#contract/texts/page.ts'
import { Explained } from '../../features/explain/explained.tsx'
import { ResendDialog } from '../../features/resend/resend-dialog.tsx'
import { nextSteps, type NextSteps } from '../../features/tasks/next-steps.ts'
import { StepList } from '../../features/tasks/step-list.tsx'
import type { Judged, ListedRow } from '../../store/inbox/rows.ts'
import { setState, useStore, type OpenReference } from '../../store/store.ts'
import { Drawer } from '../../ui/drawer.tsx'
import { money } from '../../ui/format.ts'
import { GroupSign } from '../con-error/group-sign.tsx'
import { useInbox } from '../con-error/use-inbox.ts'

const close = () => setState({ openReference: null })

/** A comprobante in error of which no order of ours tells a story: what is known of it, and what can be done. */
export function Reference({ of }: { of: OpenReference }) {
  const { rows } = useInbox()
  const listed = rows.get(of.row)
  const { external_reference } = of
  return (
    <Drawer title={external_reference === '' ? texts.titleWithout : texts.title(external_reference)} closeLabel={common.close} subject={of.row} onClose={close}>
      {listed ? <Known listed={listed} judged={rows.judged(listed.target)} repeated={rows.repeated.has(listed.target ?? -1)} /> : <p>{texts.gone}</p>}
    </Drawer>
  )
}

function Known({ listed, judged, repeated }: { listed: ListedRow; judged: Judged | null; repeated: boolean }) {
  const { row, target } = listed
  const pointOfSale = useStore((state) => state.pointsOfSale.find(({ id }) => id === row.pointOfSaleId)?.name ?? '')
  const group = judged?.group ?? 'unknown'
  const over = group === 'on-way' || group === 'issued'
  const explanation = explanationOf(judged)
  const facts = [
    [texts.status, row.statusText],
    [inbox.columns.fecha, row.fecha],
    [inbox.columns.tipo, `${row.tipo} · ${inbox.number(row.punto_venta, row.numero)}`],
    [inbox.columns.cliente, row.razon_social],
    [texts.document, row.documento_nro],
    [inbox.columns.total, row.total === null ? '' : money(row.total, row.moneda)],
    [common.pointOfSale, pointOfSale],
  ].filter(([, value]) => value !== '')
  return (
    <>
      <div className="story-state">
        <p className="reason">
          <GroupSign group={group} />
          <strong>{target === null ? inbox.noReferenceHelp : inbox.groups[group]}</strong>
        </p>
        {target !== null && !over && <Explained explanation={explanation} beside="" />}
        {repeated && <p>{inbox.repeatedHelp}</p>}
      </div>
      {target !== null && !over && (
        <Steps key={listed.id} listed={listed} explanation={explanation} resendHelps={group === 'transitory' || group === 'unknown'} />
      )}
      <section>
        <h3>{texts.facts}</h3>
        <dl className="facts-lines">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** What nobody has told is an explanation too. */
const explanationOf = (judged: Judged | null): Explanation =>
  judged?.reason
    ? { ...judged.reason, title: inbox.reason(judged.reason.title, judged.reason.code), texts: [] }
    : { code: null, kind: 'desconocido', resendHelps: 'no-se-sabe', title: inbox.noReason, explanation: '', nextStep: texts.unknownStep, texts: [] }

function Steps({ listed: { row }, explanation, resendHelps }: { listed: ListedRow; explanation: Explanation; resendHelps: boolean }) {
  const { pointOfSaleId, external_reference, fecha } = row
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  const [asking, setAsking] = useState(false)
  const steps = nextSteps[explanation.kind]
  return (
    <div className="options">
      <StepList
        steps={resendHelps ? withResend(steps) : steps}
        pointOfSaleId={pointOfSaleId}
        external_reference={external_reference}
        fecha={fecha}
        reason={explanation}
        resend={{ label: inbox.resend, help: texts.resendHelp(most), busy: false, run: () => setAsking(true) }}
      />
      {asking && <ResendDialog targets={[{ pointOfSaleId, external_reference }]} onClose={() => setAsking(false)} onPlaced={close} />}
    </div>
  )
}

/** Where resending may help it is always one of the first steps. */
const withResend = ({ lead, more }: NextSteps): NextSteps => ({
  lead: lead.includes('resend') ? lead : ['resend', ...lead],
  more: more.filter((step) => step !== 'resend'),
})
