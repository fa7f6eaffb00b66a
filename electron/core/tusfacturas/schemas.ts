/**
 * The fields that the product uses of each small answer; comprobantes are read in found.ts. One bad field falls back alone;
 * what would change the meaning of the answer makes it unexpected instead.
 */
import { z } from 'zod'
import type { ServiceResult, UsageResult } from '#contract/model/task.ts'
import type { Deletion } from './api.ts'
import { readMoment, type Answer } from './answers.ts'
import { legible } from './legible.ts'

/** What an answer turned out to be, once its method's schema has read it. */
export type Reading<T> = { is: 'done'; value: T } | { is: 'refused' } | { is: 'unexpected' }

const done = <T>(value: T): Reading<T> => ({ is: 'done', value })
const refused = { is: 'refused' } as const
const unexpected = { is: 'unexpected' } as const

const text = z
  .union([z.string(), z.number()])
  .transform((value) => legible(String(value)))
  .catch('')
/** Numbers come as numbers or as strings. */
const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number())
  .nullable()
  .catch(null)
const momentOrNull = text.transform(readMoment)
const texts = z
  .union([z.array(text), text.transform((one) => [one])])
  .catch([])
  .transform((all) => all.filter((each) => each !== ''))

/** TusFacturasAPP ends each alert with a bar. */
function withoutBarsAtEnd(alert: string): string {
  let end = alert.length
  while (end > 0 && alert.charAt(end - 1) === '|') end = alert.slice(0, end - 1).trimEnd().length
  return alert.slice(0, end)
}

/** For the methods that answer nothing but yes or no. A yes beside reasons is neither. */
export function readAccepted({ error, texts: against }: Answer): Reading<null> {
  if (error === 'S') return refused
  return error === 'N' && against.length === 0 ? done(null) : unexpected
}

export function readDeletion({ error, texts: errores, fields }: Answer): Reading<Deletion> {
  if (error === 'S') return refused
  return done({ complete: error === 'N', procesados: texts.parse(fields['procesados']), errores: error === 'N' ? [] : errores })
}

const serviceState = z.object({
  facturacion: text.transform(withoutBarsAtEnd),
  novedades: text,
  prox_mantenimientos_programados: z
    .array(z.object({ desde: momentOrNull, hasta: momentOrNull, titulo: text, texto: text }).nullable().catch(null))
    .catch([])
    .transform((all) => all.filter((each) => each !== null)),
})

/** `error:"S"` with a text in `facturacion` says that ARCA is down; without one, that the call was refused. */
export function readServiceState({ error, fields }: Answer): Reading<ServiceResult> {
  const { facturacion, ...rest } = serviceState.parse(fields)
  if (facturacion === '') return error === 'S' ? refused : unexpected
  const working = facturacion.toUpperCase() === 'OK'
  return done({ working, facturacion: working ? '' : facturacion, ...rest })
}

const usage = z.object({
  abonos_pendientes: number,
  comprobantes_generados: number,
  comprobantes_cupo: number,
  comprobantes_disponibles: number,
})

export function readUsage({ error, fields }: Answer): Reading<UsageResult> {
  if (error !== 'N') return error === 'S' ? refused : unexpected
  const numbers: UsageResult = usage.parse(fields)
  return Object.values(numbers).every((value) => value === null) ? unexpected : done(numbers)
}
