import type { Explanation } from '#contract/model/explanation.ts'
import type { Failure } from '#contract/result.ts'
import { taskFacts, type ServiceResult, type Task, type UsageResult } from '#contract/model/task.ts'
import { describeFailure as describeObstacle } from '#contract/texts/failures.ts'
import { spentText } from '#contract/texts/outcomes/costs.ts'
import { notKept, nothingLeft, notSentTexts, redateEnds, taskRefusals, taskStateLabels, taskText, type TaskText } from '#contract/texts/tasks.ts'
import { explain } from '../../guidance/explain.ts'
import { failureText, type Outcome } from '../../guidance/outcome.ts'
import type { Deletion, FoundComprobante } from '../../tusfacturas/api.ts'
import type { FollowerPauses } from '../asking/pauses.ts'
import type { PointsOfSale } from '../base/ports.ts'
import { queueItem } from './queue-item.ts'
import type { TaskArguments, TaskRow } from './store.ts'

/** Why a task ended as it did: what came back, what stood in the way here, or a cause that speaks for itself. */
export type TaskOutcome = Outcome | { type: 'obstacle'; failure: Failure } | { type: 'cause'; cause: keyof typeof notSentTexts }

/** A task as the page shows it. */
export function presentTask(row: TaskRow, { pointsOfSale, pauses }: { pointsOfSale: Pick<PointsOfSale, 'nameOf'>; pauses: FollowerPauses }): Task {
  const args = JSON.parse(row.arguments) as TaskArguments
  const answered = taskFacts[row.state].achieved
  return {
    id: row.id,
    pointOfSaleId: row.point_of_sale,
    pointOfSaleName: pointsOfSale.nameOf(row.point_of_sale) ?? row.point_of_sale_name,
    method: row.method,
    external_reference: row.external_reference,
    fecha: args.fecha ?? null,
    vencimiento: args.vencimiento ?? null,
    state: row.state,
    stateLabel: taskStateLabels[row.state],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    nextAt: pauses.tasks.nextLook(row),
    requestsUsed: row.used,
    requestsPossible: row.possible,
    explanation: explanationOf(row),
    deletion: row.method === 'eliminar_encolado' && answered ? deletionOf(row, args) : null,
    service: row.method === 'alertas' && row.result !== null ? (JSON.parse(row.result) as ServiceResult) : null,
    usage: row.method === 'consumo' && row.result !== null ? (JSON.parse(row.result) as UsageResult) : null,
    followUp: row.follow_up,
  }
}

function deletionOf(row: TaskRow, { fecha }: TaskArguments): Task['deletion'] {
  const { procesados, errores } = row.result === null ? { procesados: [], errores: [] } : (JSON.parse(row.result) as Deletion)
  const after = row.after === null ? null : (JSON.parse(row.after) as FoundComprobante[])
  return { procesados, errores, remaining: after && after.filter((each) => each.fecha === fecha).map(queueItem) }
}

function explanationOf(row: TaskRow): Explanation {
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as TaskOutcome)
  const said = { ...taskText(row.method, row.state), ...afterRedate(row), ...particular(row, outcome) }
  const texts = outcome?.type === 'refused' ? outcome.texts : row.original ? [row.original] : []
  const known = outcome?.type === 'refused' && outcome.refusal === 'other' ? explain(outcome.texts) : null
  return {
    code: known?.code ?? null,
    kind: known?.kind ?? 'desconocido',
    resendHelps: known?.resendHelps ?? 'no-se-sabe',
    ...said,
    explanation: `${said.explanation} ${spentText(row.used, row.possible)}`,
    texts,
  }
}

/** Changing the date may put a comprobante back in the queue by itself, or leave it in error: what the free query shows then is told. */
function afterRedate({ method, state, arguments: args, after }: TaskRow): Partial<TaskText> {
  if (method !== 'cambiar_fecha_encolado' || state !== 'done') return {}
  const { resend, fecha } = JSON.parse(args) as TaskArguments
  if (resend) return { nextStep: redateEnds.followed }
  const dated = after === null ? [] : (JSON.parse(after) as FoundComprobante[]).filter((each) => each.fecha === fecha)
  const is = (...statuses: FoundComprobante['status'][]) => dated.some(({ status }) => statuses.includes(status))
  if (is('error')) return { nextStep: redateEnds.error }
  if (dated.length === 0 || is('unknown')) return {}
  return { nextStep: is('queued', 'scheduled') ? redateEnds.queued : redateEnds.issued }
}

/** What the call itself says is better than what its state says. */
function particular({ state }: TaskRow, outcome: TaskOutcome | null): Partial<TaskText> {
  if (!outcome) return {}
  switch (outcome.type) {
    case 'cause':
      return notSentTexts[outcome.cause]
    case 'obstacle': {
      const { title, text } = describeObstacle(outcome.failure)
      return { title, explanation: text, nextStep: notKept }
    }
    case 'failure': {
      const { title, what, mend } = failureText(outcome.failure)
      if (state === 'not_sent') return { title, explanation: `${what} ${nothingLeft}`, nextStep: mend ?? notKept }
      return taskFacts[state].doubtful ? { explanation: what } : { title, explanation: what, ...(mend !== null && { nextStep: mend }) }
    }
    case 'refused': {
      const { refusal } = outcome
      if (refusal === 'quota' || refusal === 'maintenance') return taskRefusals[refusal]
      if (refusal === 'not-found') return {}
      const { title, explanation, nextStep } = explain(outcome.texts)
      return { title, explanation, nextStep }
    }
    case 'state':
      return {}
  }
}
