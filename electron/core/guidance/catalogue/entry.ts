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
