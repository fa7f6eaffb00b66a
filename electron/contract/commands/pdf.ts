/** The PDF of an issued comprobante: TusFacturasAPP's link to it is good on the day of the query that gave it, and on no other. */
import { z } from 'zod'
import { command } from './command.ts'
import type { Explanation } from '../model/explanation.ts'

export interface FreshPdf {
  /** https, given by TusFacturasAPP just now; null when there is none to be had. */
  url: string | null
  /** Why there is none. */
  explanation: Explanation | null
}

export const pdfCommands = {
  /** Asks for the link anew, with a free query, each time: a stored one may be of another day. Of an issued order. */
  freshPdf: command(z.strictObject({ id: z.int().positive() })).returns<FreshPdf>(),
}
