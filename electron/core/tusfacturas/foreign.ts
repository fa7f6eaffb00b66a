/** JSON that is not TusFacturasAPP's: filters, gateways and frameworks on the way answer in it as well. */
import type { Answer } from './answers.ts'
import type { Fields } from './reasons.ts'

/** HTTP's own names of a status, which frameworks and gateways write into JSON by themselves (Spring, Express, Kong, AWS). */
const statusName =
  /^(?:bad request|unauthorized|payment required|forbidden|access denied|not found|method not allowed|not acceptable|proxy authentication required|conflict|gone|length required|payload too large|request entity too large|content too large|uri too long|unsupported media type|unprocessable (?:entity|content))\.?$/iu

/** TusFacturasAPP's own flag, and names of fields that nobody else gives. */
const flag = /^\s*(?:s|n|parcial)\s*$/iu
const ownNames = ['errores', 'rta', 'mantenimiento', 'error_cod', 'error_details', 'mensaje', 'mensajes', 'motivo', 'motivos', 'detalle', 'descripcion']

/** Words by which a sentence of an API from Argentina is known, however short. */
const spanish =
  /[áéíóúñ]|\b(?:el|la|los|las|del|de|que|se|un|una|con|por|para|su|sus|es|son|en|sin|esta|existen?|puede|debe|faltan?|datos?|acceso|cuenta|usuario|credenciales|comprobantes?|facturas?|cupo|abono|servicios?|disponibles?|(?:invalid|incorrect|vencid|encontrad|permitid|autorizad)[oa]s?)\b/iu
const isSpanish = (text: string): boolean => spanish.test(text)

/**
 * Whether somebody else made this refusal: nothing in it is named as TusFacturasAPP names things, and it speaks no Spanish.
 * @param answer with `error` "S"
 */
export function isForeign({ texts, fields }: Answer): boolean {
  const { error } = fields
  const says = typeof error === 'string' && error.trim() !== '' ? [error.trim()] : !error ? texts : []
  if (says.length > 0 && says.every((text) => statusName.test(text))) return true
  return !isSigned(fields) && texts.length > 0 && !texts.some(isSpanish)
}

/** Whether it is written as TusFacturasAPP writes, whatever it says. */
export const isSigned = (fields: Fields): boolean =>
  (typeof fields['error'] === 'string' && flag.test(fields['error'])) || ownNames.some((name) => name in fields)
