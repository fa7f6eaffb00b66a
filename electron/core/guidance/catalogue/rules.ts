/** All that is read from words, put together. */
import { accessRules } from './rules-access.ts'
import { arcaRules } from './rules-arca.ts'
import { computerRules } from './rules-computer.ts'
import { dataRules } from './rules-data.ts'
import { networkRules } from './rules-network.ts'
import { standingRules } from './rules-standings.ts'
import type { Rule } from './rule.ts'

export const rules: Rule[] = [...standingRules, ...dataRules, ...computerRules, ...accessRules, ...arcaRules, ...networkRules]

/** The words of a comprobante that was issued with an observation: TusFacturasAPP's around it, and ARCA's result. */
export const issuedWords = ['marcado como observado', 'no requieren acci']

/** What the words of a message nobody documented point to, the surer first. A space at an end stands for the edge of a word. */
export const hints = [
  // A date of these is not the one that can be changed.
  ['datos', [' comprobante asociado', ' comprobantes asociados', ' periodo asociado', ' per?odo asociado', ' fecha del asociado', ' cbteasoc', ' cbtesasoc', ' periodoasoc']],
  ['configuracion', [' certificado', ' punto de venta', ' ptovta', ' clave fiscal', ' delegaci', ' web services ', ' token', ' ticket de acceso', ' autentic', ' delegar', ' delegad']],
  ['numeracion', [' numeraci', ' cbtedesde', ' cbtehasta', ' correlativ', ' ltimo autorizado', ' ultimo autorizado', ' a autorizar', ' duplicad', ' ya existe']],
  ['fecha', [' fecha', ' cbtefch', ' fchserv', ' fchvtopago', ' vencimiento', ' periodo', ' per?odo']],
  [
    'datos',
    [
      ' cuit ', ' docnro', ' doctipo', ' iva ', ' importe', ' alicuota', ' al?cuota', ' moneda', ' cotizaci', ' receptor', ' cliente ', ' percepci',
      ' tributo', ' cbu ', ' imptotal', ' impneto', ' monid', ' opcional', ' comprador', ' domicilio', ' external_reference', ' no coincide',
      ' gravado', ' exento', ' total de la factura', ' total del comprobante', ' dni ', ' producto', ' descripci', ' emitir factura ', ' emitir una factura ',
      ' razon social', ' raz?n social', ' consumidor final', ' padron ', ' padr?n ',
    ],
  ],
  [
    'transitorio',
    [
      ' no disponible', ' error interno', ' no responde', ' reintent', ' intente', ' conexi', ' comunicaci', ' network', ' connection', ' unavailable',
      ' conectar',
    ],
  ],
] as const
