/** JSON that is not TusFacturasAPP's: filters, gateways and frameworks on the way answer in it as well. */
import type { Answer } from './answers.ts'
import type { Classify, Refusal } from './api.ts'
import { inLowerCase, isObject, type Fields } from './reasons.ts'

/** HTTP's own names of a status, which frameworks and gateways write into JSON by themselves (Spring, Express, Kong, AWS). */
const statusName =
  /^(?:bad request|unauthorized|payment required|forbidden|access denied|not found|method not allowed|not acceptable|proxy authentication required|conflict|gone|length required|payload too large|request entity too large|content too large|uri too long|unsupported media type|unprocessable (?:entity|content))\.?$/iu

/** TusFacturasAPP's own flag, and names of fields that nobody else gives. */
const flag = /^\s*(?:s|n|parcial)\s*$/iu
const ownNames = ['errores', 'rta', 'mantenimiento', 'error_cod', 'error_details', 'mensaje', 'mensajes', 'motivo', 'motivos', 'detalle', 'descripcion']

/** What gateways, walls against robots and APIs of others say in English, whatever the status (walls, Kong, AWS, Azure, Envoy, Google). */
const vendorWords =
  /\b(?:access denied|security polic(?:y|ies)|too many requests|rate limit (?:is )?exceeded|request (?:was |has been )?(?:blocked|rejected|denied)|blocked by|bot[- ]protection|no api key found|api key not valid|subscription key|no route matched|missing authentication token|not authorized to perform|upstream connect|no healthy upstream|does not have permission|web application firewall|csrf token)\b/iu

/** Words of English that no sentence in Spanish has. */
const english =
  /\b(?:the|is|are|was|were|not|to|of|by|your?|with|for|or|and|this|please|denied|blocked|request(?:ed)?|unauthorized|forbidden|failed|invalid (?:request|token|credentials)|missing|required|authentication|permission)\b/iu

/** A code of OAuth (RFC 6749, 5.2; RFC 6750, 3.1). */
const oauth =
  /^(?:invalid_(?:request|client|grant|scope|token)|unauthorized_client|unsupported_grant_type|access_denied|server_error|temporarily_unavailable|insufficient_scope)$/u

/** TusFacturasAPP's names of what it is called with, and how it says that they are not taken. */
const ownCredentials = /\b(?:api ?keys?|api ?tokens?|user ?tokens?|tokens?)\b|\bautentic|\bpuntos? de venta\b/iu

/** Of what a web filter or a proxy in Spanish speaks. */
const filterWords = /\b(?:proxy|firewall|cortafuegos|sitio|navegaci[oó]n|portal cautivo)\b/iu

/** Google's names of what went wrong (google.rpc.Code). */
const googleStatus =
  /^(?:CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|UNAUTHENTICATED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS)$/u

/** Azure's, which others may write in Spanish as well. */
const azureCode = /^(?:[A-Z][a-z]+){2,}$/u

/** Whether an answer is made as a known gateway or API of somebody else makes them: Google, Azure, Cloudflare, Apigee, AWS, OAuth. */
function hasVendorShape({ texts, fields }: Answer): boolean {
  const { error, errors } = fields
  if ('fault' in fields || '__type' in fields || 'ray_id' in fields || 'cloudflare_error' in fields) return true
  if (fields['success'] === false && Array.isArray(errors) && 'result' in fields) return true
  if (typeof error === 'string') return oauth.test(error)
  const { status, code } = (isObject(error) && inLowerCase(error)) || {}
  if (typeof status === 'string' && googleStatus.test(status)) return true
  return typeof code === 'string' && azureCode.test(code) && texts.every((text) => english.test(text))
}

/**
 * Whether somebody else made this answer.
 * @param success its status is one of success. With such a one only what is known from a vendor is foreign; with others, English is enough
 */
export function isForeign(answer: Answer, classify: Classify, success: boolean): boolean {
  const { texts, fields } = answer
  const { error } = fields
  const says = typeof error === 'string' && error.trim() !== '' ? [error.trim()] : !error ? texts : []
  if (says.length > 0 && says.every((text) => statusName.test(text))) return true
  if (isSigned(fields)) return false
  if (hasVendorShape(answer)) return true
  if (texts.length === 0) return false
  const isVendors = texts.every((text) => vendorWords.test(text) || statusName.test(text))
  if (success) return isVendors && classify(texts) === 'other'
  return isVendors || (texts.every((text) => english.test(text)) && !namesCredentials(texts))
}

/** Whether it speaks of the credentials or the subscription at TusFacturasAPP; what a web filter in Spanish says is about its own. */
export const isOfAccount = (texts: string[], refusal: Refusal): boolean =>
  !texts.some((text) => filterWords.test(text)) && (refusal === 'quota' || refusal === 'credentials' || namesCredentials(texts))

const namesCredentials = (texts: string[]): boolean => texts.some((text) => ownCredentials.test(text))

/** Whether it is written as TusFacturasAPP writes, whatever it says. */
export const isSigned = (fields: Fields): boolean =>
  (typeof fields['error'] === 'string' && flag.test(fields['error'])) || ownNames.some((name) => name in fields)
