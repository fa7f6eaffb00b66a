/** The names that people and programs give to the columns that matter here. */
import { isDamaged } from '#contract/model/damaged-numbers.ts'
import { fold } from '#contract/words.ts'

/** No column is called longer; of what is longer the rest is not looked at. */
const longestName = 200

/** @returns small letters and digits without accents, one blank between words, without what stands in brackets */
export const folded = (name: string): string =>
  fold(
    name
      .slice(0, longestName)
      .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
      .replace(/([a-z])([A-Z])/gu, '$1 $2')
      .replace(/n[°º]/giu, 'nro '),
  )
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()

const external =
  /^(?:(?:nro|numero|num|n|codigo|cod|id) (?:de )?(?:la )?)?(?:ref(?:s|erencias?)? ext(?:erna?s?)?|ext(?:ernal)? ref(?:erence)?s?(?: id)?|external ?references?|referencia ?externa)(?: (?:tusfacturas|tf|app|tusfacturasapp))*$/u
const reference =
  /^(?:(?:nro|numero|num|n|codigo|cod|id) (?:de )?(?:la )?)?(?:ref|refs|referencias?|references?|reference (?:id|number|code))(?: (?:tusfacturas|tf|tusfacturasapp|api|del? comprobante|de la factura|comprobante|factura))*$|^(?:id|codigo|cod) externo$|^external (?:id|code)$|^externalid$/u
const perhaps =
  /^(?:(?:nro|numero|num|n|codigo|cod|id|number) )?(?:de(?:l|la)? )?(?:la )?(?:pedidos?|orden(?:es)?|ordenes de compra|orden de compra|ventas?|operacion|transaccion|comprobante|factura|orders?|invoice|transaction|sale|interno|identificador)(?: (?:id|number|nro|numero|no|de venta|de compra|interno|externo))?$|^(?:id|codigo|cod|nro|numero|identificador|name)$/u
const reason =
  /^(?:(?:mensaje|msg|texto|descripcion|detalle|motivo|codigo|causa)(?:s)? (?:del? )?(?:error(?:es)?|rechazo|afip|arca)|motivos?|errores|error(?: (?:afip|arca|message|msg|detail))?|mensajes?|message|observacion(?:es)?|obs|causas?|reason|rechazo|detalle|errors?|respuesta(?: (?:afip|arca))?|(?:observacion(?:es)?|motivos?|error(?:es)?|rechazos?) (?:de|del|de la|al|en|por)(?: [a-z0-9]+){1,5})$/u
const total = /^(?:sub ?)?total(?:es)?\b|^(?:cantidad|suma|son|saldo)\b(?: de| total|$)|^cant /u

/** How surely a column of that name holds the references. */
export type HeadingRank = 'external' | 'reference' | 'perhaps' | 'none'

export function headingRank(name: string): HeadingRank {
  if (name.length > longestName) return 'none'
  const words = folded(name)
  if (words.length > 60 || isDamaged(name.trim())) return 'none'
  return external.test(words) ? 'external' : reference.test(words) ? 'reference' : perhaps.test(words) ? 'perhaps' : 'none'
}

export const isReferenceHeading = (name: string): boolean => ['external', 'reference'].includes(headingRank(name))

export const isReasonHeading = (name: string): boolean => name.length <= longestName && reason.test(folded(name))

/** Whether a row that begins with it sums up the others. */
export const isTotal = (cell: string): boolean => total.test(folded(cell))
