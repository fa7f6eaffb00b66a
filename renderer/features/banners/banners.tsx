import { useState } from 'react'
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
import { useCommand, type CommandRun } from '../../store/use-command.ts'
import { OneLine } from './one-line.tsx'

/** What stops sending or waits for the person, one line each; nothing at all when everything is well. */
export function Banners() {
  const { banners, counts } = useStore((state) => state.status)
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const standInSeen = useStore((state) => state.standInSeen)
  const shown = banners.filter(({ kind }) => !(kind === 'stand-in' && standInSeen))
  const decisions = countIn(counts, toDecideStates)
  const [all, setAll] = useState(false)
  const lines = [
    ...shown.map((banner) => ({ key: keyOf(banner), line: describe(banner) })),
    ...pointsOfSale.filter(({ status }) => status === 'reload').map((pointOfSale) => ({ key: pointOfSale.id, line: reloadLine(pointOfSale) })),
    ...(decisions > 0 ? [{ key: 'decisions', line: decisionsLine(decisions) }] : []),
  ].toSorted((a, b) => severity.indexOf(a.line.tone) - severity.indexOf(b.line.tone))
  if (lines.length === 0) return null
  return (
    <section className="banners" aria-label={texts.region}>
      <ul>
        {lines.map(({ key, line }, index) => (
          // Those that are folded away are there to be said when they come.
          <li key={key} hidden={index > 0 && !all}>
            <BannerLine line={line} />
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

/** The worst first. */
const severity: MessageTone[] = ['bad', 'warn', 'info', 'good']

const keyOf = (banner: Banner): string => JSON.stringify({ ...banner, waiting: 0, until: 0, used: 0, possible: 0 })

const seriousGates: ReadonlySet<HoldReason> = new Set(['credenciales', 'cupo', 'certificado', 'proxy', 'sin-credenciales', 'llavero', 'respuesta'])

/** A banner, and what can be done about it. */
interface Line {
  tone: MessageTone
  text: string
  buttons?: Button[]
}

interface Button {
  label: string
  press: (run: CommandRun['run']) => void
}

const command = (label: string, does: () => Promise<Result<null>>): Button => ({ label, press: (run) => void run(does) })
const goTo = (label: string, press: () => void): Button => ({ label, press })

function BannerLine({ line: { tone, text, buttons } }: { line: Line }) {
  const { run, failure } = useCommand()
  const actions = buttons?.map(({ label, press }) => (
    <Action key={label} onPress={() => press(run)}>
      {label}
    </Action>
  ))
  return (
    <>
      <Message tone={tone} live={tone === 'bad' ? 'alert' : 'status'} once actions={actions}>
        <OneLine text={text} />
      </Message>
      <FailureMessage failure={failure} />
    </>
  )
}

// oxlint-disable-next-line typescript/consistent-return -- the switch covers every kind, which the compiler checks
function describe(banner: Banner): Line {
  switch (banner.kind) {
    case 'offline':
      return { tone: 'warn', text: texts.offline(banner.waiting) }
    case 'paused':
      return { tone: 'info', text: texts.paused(banner.waiting) }
    case 'gate':
      return {
        tone: seriousGates.has(banner.reason) ? 'bad' : 'warn',
        text: texts.gate(banner.pointOfSaleName, banner.words ? texts.sameAnswer(banner.words) : texts.gates[banner.reason], banner.waiting),
        buttons: gateButtons(banner),
      }
    case 'maintenance':
      return {
        tone: 'warn',
        text: texts.maintenance(banner.pointOfSaleName, banner.until === null ? null : moment(banner.until), banner.waiting),
        buttons: [goOnNow(banner)],
      }
    case 'slow-down':
      return { tone: 'info', text: texts.slowDown(banner.pointOfSaleName, moment(banner.until), banner.waiting), buttons: [goOnNow(banner)] }
    case 'set-aside':
      return { tone: 'bad', text: banner.text, buttons: [command(common.understood, () => call('acknowledgeSetAside', { aside: banner.aside }))] }
    case 'stalled':
      return { tone: 'warn', text: texts.stalled(banner.pointOfSaleName, banner.waiting) }
    case 'storage':
      return {
        tone: 'bad',
        text: banner.text,
        buttons: [command(banner.problem === 'restored' ? common.understood : common.retry, () => call('acknowledgeStorage', {}))],
      }
    case 'arca-alert':
      return {
        tone: 'warn',
        text: accountTexts.alertBanner(hourOf(banner.at), banner.text),
        buttons: [toQuota(accountTexts.toAccount), goTo(common.understood, () => void call('dismissAlert', { taskId: banner.taskId }))],
      }
    case 'announced-maintenance':
      return { tone: 'info', text: accountTexts.maintenanceBanner(banner.from === null ? null : dateTime(banner.from), dateTime(banner.until), banner.text) }
    case 'clock':
      return { tone: 'warn', text: texts.clock(banner.offset), buttons: [command(common.understood, () => call('acknowledgeClock', {}))] }
    case 'plan':
      return {
        tone: 'warn',
        text: plan.banner(banner.method, banner.used, banner.possible, banner.limit),
        buttons: [toQuota(plan.toSettings), command(common.understood, () => call('acknowledgePlan', {}))],
      }
    case 'stand-in':
      return { tone: 'info', text: texts.standIn, buttons: [goTo(common.understood, () => setState({ standInSeen: true }))] }
  }
}

const reloadLine = ({ id, name }: PointOfSale): Line => ({ tone: 'bad', text: texts.reload(name), buttons: [toPoint(id)] })

const decisionsLine = (decisions: number): Line => ({ tone: 'warn', text: texts.decisions(decisions), buttons: [toActivity(toDecideStates)] })

/** @returns `las 14:05`, or `el 23/11/2026 14:05` on another day */
const moment = (at: number): string => `${hourOf(at) === dateTime(at) ? 'el' : 'las'} ${hourOf(at)}`

const toQuota = (label: string): Button => goTo(label, () => openScreen('ajustes', 'cupo'))
const toSettings = (part: string): Button => goTo(texts.toSettings, () => openScreen('ajustes', part))
const toActivity = (states: readonly OrderState[]): Button => goTo(texts.toActivity, () => showOrders({ states: [...states] }))

/** The wait costs nothing, and neither does the free query that comes first after it. */
const goOnNow = ({ pointOfSaleId }: { pointOfSaleId: string }): Button => command(texts.goOnNow, () => call('retryGate', { pointOfSaleId }))

const toPoint = (pointOfSaleId: string): Button => toSettings(`puntos-de-venta/${pointOfSaleId}`)

/** Where the person mends what holds a point of sale back. */
const mending: Partial<Record<HoldReason, (pointOfSaleId: string) => Button>> = {
  cupo: () => toQuota(accountTexts.toAccount),
  credenciales: toPoint,
  'sin-credenciales': toPoint,
  proxy: () => toSettings('conexion'),
  llavero: () => goTo(texts.restart, () => void call('restart', {})),
}

function gateButtons({ reason, pointOfSaleId }: Extract<Banner, { kind: 'gate' }>): Button[] {
  if (reason === 'vencido' || reason === 'danado' || reason === 'ausente') return [toActivity(heldStates)]
  const mend = mending[reason]?.(pointOfSaleId)
  return [...(mend ? [mend] : []), command(texts.goOn, () => call('retryGate', { pointOfSaleId }))]
}
