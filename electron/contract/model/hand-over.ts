/** A comprobante that somebody has to correct, as it is handed over to whoever can. */
export interface HandOverLine {
  /** What to do about it, and why it failed. */
  correct: string
  reason: string
  client: string
  document: string
  reference: string
  /** dd/mm/aaaa; empty where it is not known. */
  fecha: string
  tipo: string
  total: number | null
  moneda: string
  pointOfSale: string
  /** The person's own. */
  note: string
}
