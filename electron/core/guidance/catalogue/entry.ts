import type { ExplanationKind, ResendAdvice } from '#contract/model/explanation.ts'

/** One cause, in words for the person who invoices. */
export interface Entry {
  /** ARCA's or TusFacturasAPP's code, `HTTP-` and a status, or `MSG_` and a name of ours when the message carries none. */
  id: string
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  explanation: string
  nextStep: string
  source: string[]
  /** It says how the comprobante stands and not what is wrong with it: not worth a word beside a reason. */
  standing?: true
}

/** @returns what makes entries of one kind, of which resending helps one way, out of what is particular of each */
export const entriesOf =
  (kind: ExplanationKind, resendHelps: ResendAdvice) =>
  (id: string, source: string[], title: string, explanation: string, nextStep: string): Entry => ({ id, kind, resendHelps, source, title, explanation, nextStep })

/** A datum is wrong: the comprobante as it is would be refused again. */
export const wrong = entriesOf('datos', 'no')
/** The same, where one like it has to be made. @param how what is to be different about it */
export const anew: typeof wrong = (id, source, title, explanation, how) =>
  wrong(id, source, title, explanation, `Eliminalo de la cola y volvé a crearlo ${how}`)
/** A datum that is mended elsewhere, after which the same comprobante goes. */
export const mendable = entriesOf('datos', 'despues-de-corregir')
/** The date that it has to be given, and the one that cannot be changed. */
export const redate = entriesOf('fecha', 'despues-de-corregir')
export const misdated = entriesOf('fecha', 'no')
/** ARCA or TusFacturasAPP has to be set up first. */
export const setup = entriesOf('configuracion', 'despues-de-corregir')
/** It passes by itself; or it may, and what became of the comprobante is not known. */
export const passing = entriesOf('transitorio', 'si')
export const doubtful = entriesOf('transitorio', 'no-se-sabe')
/** It was issued all the same. */
export const remark = entriesOf('observacion', 'no')
/** The reason is not in it. */
export const unclear = entriesOf('desconocido', 'no-se-sabe')
