/** What a person notes about a comprobante in error, and putting it off. */
import { longestNote } from '../model/inbox.ts'
import { comprobantes, number } from './counting.ts'

export const snooze = {
  open: 'Posponer…',
  title: (reference: string) => `Posponer ${reference}`,
  titleMany: (n: number) => `Posponer ${comprobantes(n)}`,
  text: 'Hasta ese día no está en la lista, no se cuenta, no se avisa y las reglas no lo reenvían. Después vuelve solo. En TusFacturasAPP no cambia nada.',
  when: '¿Hasta cuándo?',
  choices: { tomorrow: 'Hasta mañana', days: '3 días', week: 'Una semana', date: 'Hasta otra fecha' },
  until: (when: string) => `Vuelve el ${when}.`,
  date: 'Hasta el día',
  dateWrong: 'Elegí un día de mañana en adelante, dentro de un año.',
  run: 'Posponer',
  done: (n: number, when: string) => `${n === 1 ? 'Pospuesto' : `${comprobantes(n)} pospuestos`} hasta el ${when}.`,
  back: 'Volver a la lista ahora',
  backDone: (n: number) => (n === 1 ? 'Está otra vez en la lista.' : `${comprobantes(n)} otra vez en la lista.`),
  chip: (n: number) => (n === 1 ? 'pospuesto' : 'pospuestos'),
  /** Of a row. */
  snoozed: (when: string) => `Pospuesto hasta el ${when}`,
  allTitle: 'Todo lo de esas fechas está pospuesto',
  allText: 'Cada uno vuelve solo a esta lista el día que elegiste.',
  showAll: 'Ver los pospuestos',
}

export const note = {
  open: 'Anotar…',
  edit: 'Cambiar la nota…',
  title: (reference: string) => `Nota de ${reference}`,
  titleWithout: 'Nota del comprobante',
  label: 'Nota',
  help: 'Queda en esta PC y sale en la lista para corregir. No se manda a TusFacturasAPP. No anotes claves.',
  tooLong: (n: number) => `La nota puede tener hasta ${number(longestNote)} caracteres: ${n === 1 ? 'sobra 1' : `sobran ${number(n)}`}.`,
  saved: 'Nota guardada.',
  removed: 'Nota borrada.',
  /** Of a row. */
  noted: (text: string) => `Nota: ${text}`,
}

export const returnedTexts = {
  title: 'Volvió lo que pospusiste',
  body: (n: number) => `${comprobantes(n)} con error otra vez en la lista`,
}
