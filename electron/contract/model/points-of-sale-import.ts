/** A file with points of sale, as the person sees it before anything is saved. */
import type { PointOfSale } from './point-of-sale.ts'

/** What a column of such a file can be. */
export const pointOfSaleFields = ['nombre', 'empresa', 'cuit', 'apikey', 'apitoken', 'usertoken'] as const
export type PointOfSaleField = (typeof pointOfSaleFields)[number]
export const neededFields = ['nombre', 'apikey', 'apitoken', 'usertoken'] as const satisfies readonly PointOfSaleField[]

/** What keeps a row from being saved. */
export type ImportRowProblem =
  | { kind: 'missing' | 'too-long' | 'damaged'; field: PointOfSaleField }
  | { kind: 'wrong-cuit' | 'key-in-name' }
  /** Another row has the same name, or is the same point of sale at TusFacturasAPP. */
  | { kind: 'named-twice' | 'keys-twice'; row: number }
  /** The name is of a point of sale of another company; null: of none, and it has other credentials. */
  | { kind: 'name-of-other'; company: string | null }
  /** It is there already under another name. */
  | { kind: 'keys-taken'; name: string }

export interface ImportRow {
  /** As a spreadsheet counts it: what is empty or hidden counts too. */
  row: number
  /** Empty where it is missing, and masked where it holds a key. */
  nombre: string
  empresa: string
  /** Eleven digits; masked where it is none. */
  cuit: string
  masks: PointOfSale['masks']
  /** One of that name is there already: its credentials are replaced. */
  replaces: boolean
  problems: ImportRowProblem[]
}

/** Why a file holds no points of sale that could be saved. */
export type PointsOfSaleFile =
  | { kind: 'cancelled' }
  /** @param headings what its columns are called, as far as they are no secrets */
  | { kind: 'columns'; fileName: string; missing: PointOfSaleField[]; headings: string[] }
  | {
      kind: 'rows'
      fileName: string
      /** Names it when it is saved or forgotten. */
      id: number
      rows: ImportRow[]
      hiddenRows: number
      sheet: string | null
    }

/** More than any studio has. */
export const mostPoints = 2_000
