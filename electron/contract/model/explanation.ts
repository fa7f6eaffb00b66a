/** What an error text means and what to do about it. */

/** Kinds of trouble an error text can mean; a promise of the command `explicar`. */
export const explanationKinds = [
  'transitorio',
  'datos',
  'fecha',
  'numeracion',
  'configuracion',
  'credenciales',
  'cupo',
  'mantenimiento',
  'observacion',
  'no-encontrado',
  'desconocido',
] as const
export type ExplanationKind = (typeof explanationKinds)[number]

export const resendAdvice = ['si', 'no', 'despues-de-corregir', 'no-se-sabe'] as const
export type ResendAdvice = (typeof resendAdvice)[number]

export interface Explanation {
  /** ARCA's or TusFacturasAPP's code as text, when the message carries one. */
  code: string | null
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  explanation: string
  nextStep: string
  /** The original texts, as they came. */
  texts: string[]
}
