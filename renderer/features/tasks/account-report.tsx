import type { ServiceResult, UsageResult } from '#contract/model/task.ts'
import { account as texts } from '#contract/texts/account.ts'
import { number } from '#contract/texts/counting.ts'
import { largestPlan } from '#contract/model/plan.ts'
import { plan as planTexts } from '#contract/texts/plan.ts'
import { call } from '../../api.ts'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'
import { Action } from '../../ui/action.tsx'
import { dateTime } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'

/** What TusFacturasAPP said about ARCA, in its own words. */
export function ServiceReport({ service }: { service: ServiceResult }) {
  const { working, facturacion, novedades, prox_mantenimientos_programados } = service
  return (
    <div className="stack-small">
      {working ? (
        <p>{texts.working}</p>
      ) : (
        <>
          <p>
            <strong>{texts.down}</strong> {facturacion}
          </p>
          <p className="field-help">{texts.downHelp}</p>
        </>
      )}
      {novedades !== '' && (
        <p>
          <strong>{texts.news}:</strong> {novedades}
        </p>
      )}
      {prox_mantenimientos_programados.length > 0 && (
        <>
          <p>
            <strong>{texts.planned}</strong>
          </p>
          <ul className="sentences">
            {prox_mantenimientos_programados.map(({ desde, hasta, titulo, texto }) => (
              <li key={`${desde} ${hasta} ${titulo}`}>
                {[texts.window(desde === null ? null : dateTime(desde), hasta === null ? null : dateTime(hasta)), titulo, texto].filter(Boolean).join(': ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const figures = ['comprobantes_cupo', 'comprobantes_generados', 'comprobantes_disponibles', 'abonos_pendientes'] as const

/** The figures as they were reported; nothing is added up. */
export function UsageReport({ usage }: { usage: UsageResult }) {
  const plan = usage.comprobantes_cupo
  return (
    <div className="stack-small">
      <dl className="facts">
        {figures.map((figure) => {
          const value = usage[figure]
          return (
            <div key={figure}>
              <dt>{texts.figures[figure]}</dt>
              <dd>{value === null ? texts.notSaid : number(value)}</dd>
            </div>
          )
        })}
      </dl>
      <p className="field-help">{texts.figuresHelp}</p>
      {plan !== null && plan >= 1 && plan <= largestPlan && Number.isInteger(plan) && <TakePlan plan={plan} />}
    </div>
  )
}

/** What TusFacturasAPP said is the plan, taken as the limit of the month: it was paid for once. */
function TakePlan({ plan }: { plan: number }) {
  const known = useStore((state) => state.settings.plan)
  const { run, busy, failure } = useCommand()
  if (known === plan) return <p className="field-help">{planTexts.taken}</p>
  return (
    <div className="row">
      <Action isPending={busy} onPress={() => void run(() => call('saveSettings', { plan }))}>
        {planTexts.take(plan)}
      </Action>
      <FailureMessage failure={failure} />
    </div>
  )
}
