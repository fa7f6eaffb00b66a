/** What is made of the senses that clauses.ts finds in sentences. */
import type { Guessed } from '#contract/texts/explanations.ts'
import type { Sense } from './clauses.ts'

/** What a sentence of each sense comes to. */
export const entryOf: Partial<Record<Sense, string>> = {
  filter: 'MSG_PAGINA_AJENA',
  outage: 'MSG_ARCA_CAIDA',
  cipher: 'MSG_CONEXION_SEGURA',
  enrolment: 'MSG_ACCESO',
  access: 'MSG_ACCESO',
  pointOfSale: 'MSG_PUNTO_DE_VENTA',
  date: 'MSG_FECHA',
  period: 'MSG_PERIODO',
  data: 'MSG_VALIDACION',
  formality: 'MSG_VALIDACION',
  unreadable: 'MSG_RESPUESTA_ILEGIBLE',
}
/** What each points to where it comes to nothing known. */
export const guessed: Record<Sense, Guessed> = {
  filter: 'transitorio',
  outage: 'transitorio',
  cipher: 'transitorio',
  enrolment: 'configuracion',
  access: 'configuracion',
  pointOfSale: 'configuracion',
  date: 'fecha',
  period: 'datos',
  data: 'datos',
  numbering: 'numeracion',
  formality: 'datos',
  unreadable: 'transitorio',
  asking: 'transitorio',
}

/** They do not pass by themselves. */
export const lasting: readonly Sense[] = ['enrolment', 'pointOfSale', 'date', 'period', 'data', 'numbering', 'formality']

/** Of these a sentence says too little beside another. */
export const faint: readonly Sense[] = ['unreadable', 'asking']
