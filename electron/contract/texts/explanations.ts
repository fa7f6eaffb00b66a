/** What is said of a message that the catalogue does not hold, or holds only in part. */
import type { ExplanationKind } from '../model/explanation.ts'

/** What number and words of an undocumented message can point to. */
export type Guessed = Extract<ExplanationKind, 'transitorio' | 'datos' | 'fecha' | 'numeracion' | 'configuracion' | 'desconocido'>

export const guesses: Record<Guessed, { title: string; hunch: string; nextStep: string }> = {
  transitorio: {
    title: 'Parece una falla pasajera',
    hunch: 'Parece un problema del servicio y no de tus datos, pero no es seguro.',
    nextStep: 'Esperá unos minutos y fijate en Ventas en cola si se resolvió solo, antes de gastar un reenvío.',
  },
  datos: {
    title: 'Parece un problema con los datos',
    hunch: 'Parece que ARCA no aceptó algún dato; en ese caso, reenviarlo igual no alcanza.',
    nextStep: 'Leé el mensaje original. Si ves qué dato está mal, eliminalo de la cola y volvé a crearlo corregido.',
  },
  fecha: {
    title: 'Parece un problema con la fecha',
    hunch: 'El mensaje habla de la fecha, el vencimiento o el período.',
    nextStep: 'Leé el mensaje original. Si la fecha está mal, usá «Cambiar fecha…» antes de reenviarlo.',
  },
  numeracion: {
    title: 'Parece un problema de numeración',
    hunch: 'El mensaje habla del número del comprobante.',
    nextStep: 'Compará la numeración con la de ARCA en TusFacturasAPP y respetá el orden original al reenviar.',
  },
  configuracion: {
    title: 'Parece un problema del enlace con ARCA',
    hunch: 'Por su número o sus palabras, puede ser el acceso a ARCA, el certificado o el punto de venta.',
    nextStep: 'Revisá el punto de venta y su enlace con ARCA en TusFacturasAPP antes de reenviarlo.',
  },
  desconocido: {
    title: 'Todavía no conocemos este mensaje',
    hunch: 'No se puede saber si reenviarlo sirve.',
    nextStep: 'Leé el mensaje original y, si no alcanza, pasáselo a soporte de TusFacturasAPP.',
  },
}

export const unknownCode = (code: string): string => `El código ${code} no está entre los que conocemos.`
export const unknownMessage = 'El mensaje no está entre los que conocemos.'

export const noMessage = {
  title: 'No hay ningún mensaje para explicar',
  explanation: 'TusFacturasAPP no informó el motivo, o el texto está vacío.',
  nextStep: 'Buscá el motivo en Ventas en cola de TusFacturasAPP y pegalo en «Explicar un error».',
}

/** Whether a comprobante with an observation was issued, as the form of the message tells. */
export const issued = {
  yes: 'El comprobante salió igual y ya tiene CAE.',
  likely: 'Es un aviso que suele venir con el comprobante ya emitido.',
  doubtful: 'ARCA suele emitirlo igual y solo avisar, pero acá vino como rechazo.',
}

/** Titles that begin with a name keep its capital inside a sentence. */
const named = /^(?:ARCA|CUIT|MiPyME|TusFacturasAPP)/u
const inside = (title: string) => (named.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1))

/** @returns e.g. `Además: falta el CUIT del cliente; el total es negativo.` */
export const besides = (titles: string[]): string => `Además: ${titles.map(inside).join('; ')}.`
