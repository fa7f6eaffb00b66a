import { useState, type ReactNode } from 'react'
import type { Banner } from '#contract/model/snapshot.ts'
import { countIn, heldStates, toDecideStates, type HoldReason, type OrderState } from '#contract/model/order.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Result } from '#contract/result.ts'
import { banners as texts } from '#contract/texts/banners.ts'
import { plan } from '#contract/texts/plan.ts'
import { common } from '#contract/texts/page.ts'
import { account as accountTexts } from '#contract/texts/account.ts'
import { call } from '../../api.ts'
import { openScreen } from '../../store/route.ts'
import { showOrders } from '../../store/show-orders.ts'
import { setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { dateTime } from '../../ui/format.ts'
import { hourOf } from '../../store/clock.ts'
import { FailureMessage, Message, type MessageTone } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import { OneLine } from './one-line.tsx'

/** What stops sending or waits for the person, one line each; nothing at all when everything is well. */
export function Banners() {
  const { banners, counts } = useStore((state) => state.status)
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const standInSeen = useStore((state) => state.standInSeen)
  const shown = banners.filter(({ kind }) => !(kind === 'stand-in' && standInSeen))
  const reload = pointsOfSale.filter((pointOfSale) => pointOfSale.status === 'reload')
  const decisions = countIn(counts, toDecideStates)
  const [all, setAll] = useState(false)
  const lines: Line[] = [
    ...shown.map((banner) => ({ key: keyOf(banner), tone: toneOf(banner), line: <BannerLine banner={banner} /> })),
    ...reload.map((pointOfSale) => ({ key: pointOfSale.id, tone: 'bad' as const, line: <ReloadLine pointOfSale={pointOfSale} /> })),
    ...(decisions > 0 ? [{ key: 'decisions', tone: 'warn' as const, line: <DecisionsLine decisions={decisions} /> }] : []),
  ].toSorted((a, b) => severity.indexOf(a.tone) - severity.indexOf(b.tone))
  if (lines.length === 0) return null
  return (
    <section className="banners" aria-label={texts.region}>
      <ul>
        {lines.map(({ key, line }, index) => (
          // Those that are folded away are there to be said when they come.
          <li key={key} hidden={index > 0 && !all}>
            {line}
          </li>
        ))}
      </ul>
      {lines.length > 1 && (
        <Action look="quiet" aria-expanded={all} icon={all ? 'collapse' : 'expand'} onPress={() => setAll(!all)}>
          {all ? texts.fewer : texts.more(lines.length - 1)}
        </Action>
      )}
    </section>
  )
}

interface Line {
  key: string
  tone: MessageTone
  line: ReactNode
}

/** The worst first. */
const severity: MessageTone[] = ['bad', 'warn', 'info', 'good']

const toneOf = (banner: Banner): MessageTone => describe(banner, () => null).tone
const keyOf = (banner: Banner): string => JSON.stringify({ ...banner, waiting: 0, until: 0, used: 0, possible: 0 })

const seriousGates: ReadonlySet<HoldReason> = new Set(['credenciales', 'cupo', 'certificado', 'proxy', 'sin-credenciales', 'llavero', 'respuesta'])

function BannerLine({ banner }: { banner: Banner }) {
  const { run, failure } = useCommand()
  const act: Act = (label, command) => <Action onPress={() => void run(command)}>{label}</Action>
  const { tone, text, actions } = describe(banner, act)
  return (
    <>
      <Message tone={tone} live={tone === 'bad' ? 'alert' : 'status'} once actions={actions}>
        <OneLine text={text} />
      </Message>
      <FailureMessage failure={failure} />
    </>
  )
}

type Act = (label: string, command: () => Promise<Result<null>>) => ReactNode

// oxlint-disable-next-line typescript/consistent-return -- the switch covers every kind, which the compiler checks
function describe(banner: Banner, act: Act): { tone: MessageTone; text: string; actions?: ReactNode } {
  switch (banner.kind) {
    case 'offline':
      return { tone: 'warn', text: texts.offline(banner.waiting) }
    case 'paused':
      return { tone: 'info', text: texts.paused(banner.waiting) }
    case 'gate':
      return {
        tone: seriousGates.has(banner.reason) ? 'bad' : 'warn',
        text: texts.gate(banner.pointOfSaleName, banner.words ? texts.sameAnswer(banner.words) : texts.gates[banner.reason], banner.waiting),
        actions: gateActions(banner, act),
      }
    case 'maintenance':
      return {
        tone: 'warn',
        text: texts.maintenance(banner.pointOfSaleName, banner.until === null ? null : moment(banner.until), banner.waiting),
        actions: retryNow(banner, act),
      }
    case 'slow-down':
      return { tone: 'info', text: texts.slowDown(banner.pointOfSaleName, moment(banner.until), banner.waiting), actions: retryNow(banner, act) }
    case 'set-aside':
      return { tone: 'bad', text: banner.text, actions: act(common.understood, () => call('acknowledgeSetAside', { aside: banner.aside })) }
    case 'stalled':
      return { tone: 'warn', text: texts.stalled(banner.pointOfSaleName, banner.waiting) }
    case 'storage':
      return {
        tone: 'bad',
        text: banner.text,
        actions: act(banner.problem === 'restored' ? common.understood : common.retry, () => call('acknowledgeStorage', {})),
      }
    case 'arca-alert':
      return { tone: 'warn', text: accountTexts.alertBanner(hourOf(banner.at), banner.text), actions: <AlertActions taskId={banner.taskId} /> }
    case 'announced-maintenance':
      return { tone: 'info', text: accountTexts.maintenanceBanner(banner.from === null ? null : dateTime(banner.from), dateTime(banner.until), banner.text) }
    case 'clock':
      return { tone: 'warn', text: texts.clock(banner.offset), actions: act(common.understood, () => call('acknowledgeClock', {})) }
    case 'plan':
      return {
        tone: 'warn',
        text: plan.banner(banner.method, banner.used, banner.possible, banner.limit),
        actions: (
          <>
            <Action onPress={() => openScreen('ajustes', 'cupo')}>{plan.toSettings}</Action>
            {act(common.understood, () => call('acknowledgePlan', {}))}
          </>
        ),
      }
    case 'stand-in':
      return { tone: 'info', text: texts.standIn, actions: <Action onPress={() => setState({ standInSeen: true })}>{common.understood}</Action> }
  }
}

/** @returns `las 14:05`, or `el 23/11/2026 14:05` on another day */
const moment = (at: number): string => `${hourOf(at) === dateTime(at) ? 'el' : 'las'} ${hourOf(at)}`

/** The wait costs nothing, and neither does the free query that comes first after it. */
const retryNow = ({ pointOfSaleId }: { pointOfSaleId: string }, act: Act): ReactNode => act(texts.goOnNow, () => call('retryGate', { pointOfSaleId }))

function AlertActions({ taskId }: { taskId: number }) {
  return (
    <>
      <Action onPress={() => openScreen('ajustes', 'cupo')}>{accountTexts.toAccount}</Action>
      <Action onPress={() => void call('dismissAlert', { taskId })}>{common.understood}</Action>
    </>
  )
}

function gateActions({ reason, pointOfSaleId }: Extract<Banner, { kind: 'gate' }>, act: Act): ReactNode {
  if (reason === 'vencido' || reason === 'danado' || reason === 'ausente') return <ToActivity states={heldStates} />
  return (
    <>
      {reason === 'cupo' && <Action onPress={() => openScreen('ajustes', 'cupo')}>{accountTexts.toAccount}</Action>}
      {(reason === 'credenciales' || reason === 'sin-credenciales' || reason === 'proxy') && (
        <Action onPress={() => openScreen('ajustes', reason === 'proxy' ? 'conexion' : `puntos-de-venta/${pointOfSaleId}`)}>{texts.toSettings}</Action>
      )}
      {reason === 'llavero' && <Action onPress={() => void call('restart', {})}>{texts.restart}</Action>}
      {act(texts.goOn, () => call('retryGate', { pointOfSaleId }))}
    </>
  )
}

function ReloadLine({ pointOfSale }: { pointOfSale: PointOfSale }) {
  return (
    <Message tone="bad" live="alert" actions={<Action onPress={() => openScreen('ajustes', `puntos-de-venta/${pointOfSale.id}`)}>{texts.toSettings}</Action>}>
      <OneLine text={texts.reload(pointOfSale.name)} />
    </Message>
  )
}

function DecisionsLine({ decisions }: { decisions: number }) {
  return (
    <Message tone="warn" live="status" once actions={<ToActivity states={toDecideStates} />}>
      <OneLine text={texts.decisions(decisions)} />
    </Message>
  )
}

function ToActivity({ states }: { states: readonly OrderState[] }) {
  return (
    <Action
      onPress={() => {
        showOrders({ states: [...states] })
      }}
    >
      {texts.toActivity}
    </Action>
  )
}
