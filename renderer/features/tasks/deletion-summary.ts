import type { Explanation } from '#contract/model/explanation.ts'
import type { QueueItem } from '#contract/model/task.ts'
import { summary as texts } from '#contract/texts/task-dialogs.ts'
import { money } from '../../ui/format.ts'

/** Why it failed, as far as it is known. */
export type KnownReason = Pick<Explanation, 'title' | 'code' | 'nextStep'> & Partial<Pick<Explanation, 'kind' | 'texts'>>

interface Deleted {
  external_reference: string
  pointOfSaleName: string
  fecha: string | null
  /** As the free query showed them before. */
  items: QueueItem[]
  reason: KnownReason | null
}

/** Kinds that say something about the comprobante, so that there is something to correct. */
const telling = (reason: KnownReason | null): reason is KnownReason => reason !== null && reason.kind !== 'desconocido' && reason.kind !== 'no-encontrado'

/** @returns what to correct in the new request, as text to be copied: one fact a line */
export function deletionSummary({ external_reference, pointOfSaleName, fecha, items, reason }: Deleted): string {
  const original = reason?.texts?.find((text) => text.trim() !== '')
  return [
    texts.head(external_reference),
    pointOfSaleName !== '' && texts.pointOfSale(pointOfSaleName),
    ...items.flatMap((item) => [
      texts.comprobante(item.tipo, item.fecha || (fecha ?? '')),
      item.razon_social !== '' && texts.client(item.razon_social, item.documento_nro),
      item.total !== null && texts.total(money(item.total)),
    ]),
    ...(telling(reason) ? [texts.reason(reason.title, reason.code), reason.nextStep !== '' && texts.fix(reason.nextStep)] : [texts.unknownReason]),
    original !== undefined && texts.original(original.trim()),
    texts.reuse,
  ]
    .filter((line) => line !== false)
    .join('\n')
}
