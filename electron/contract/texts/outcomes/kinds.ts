/** What happened to an order, said to the person: of what kind each outcome is, and the words that several of them share. */
import type { ExplanationKind, ResendAdvice } from '../../model/explanation.ts'
import { costs } from './costs.ts'

export interface OutcomeText {
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  explanation: string
  nextStep: string
}

/** How an order stands. `cost` is what is said of it when the count is not at hand. */
export interface StateText extends OutcomeText {
  cost: string
}

/** A call without a usable answer. The cost and the wait are added to it, as they depend on what left this machine. */
export interface FailureText {
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  what: string
  /** What a person has to mend; null when the program manages alone. */
  mend: string | null
  /** The answer shows that TusFacturasAPP received it: it counts each one, whatever its answer. */
  counted?: true
}

export const passing = { kind: 'transitorio', resendHelps: 'si', mend: null } as const
/** Nothing says whether resending helps. */
export const unclear = { kind: 'desconocido', resendHelps: 'no-se-sabe' } as const
export const uncertain = { kind: 'transitorio', resendHelps: 'no-se-sabe', mend: null } as const
export const setting = { kind: 'configuracion', resendHelps: 'despues-de-corregir' } as const
export const secret = { kind: 'credenciales', resendHelps: 'despues-de-corregir' } as const
/** Said of what a gate holds back: its banner has the button that lets go what waits. */
export const goOn = 'Después tocá «Seguir enviando» en el aviso de arriba.'
export const certificateHelp = 'Pedile a sistemas que revise el antivirus, el proxy o los certificados de esta PC'
export const calm = { kind: 'transitorio', resendHelps: 'no' } as const
/** Of any kind, while it is held back: that costs nothing. */
export const held = <Kind extends object>(kind: Kind): Kind & Pick<StateText, 'cost'> => ({ ...kind, cost: costs.waiting })
export const waiting = held(calm)
