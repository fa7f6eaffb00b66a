import type { ExplanationKind } from '#contract/model/explanation.ts'
import type { Refusal } from '../tusfacturas/api.ts'
import { explain } from './explain.ts'

const refusalOf: Partial<Record<ExplanationKind, Refusal>> = {
  'no-encontrado': 'not-found',
  cupo: 'quota',
  credenciales: 'credentials',
  mantenimiento: 'maintenance',
}

/**
 * Reads why the API refused from the texts it sent. A text that also carries ARCA's reason is `other`: it is about the
 * comprobante, not about the account.
 */
export const classifyRefusal = (texts: string[]): Refusal => refusalOf[explain(texts).kind] ?? 'other'
