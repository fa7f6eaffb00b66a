import type { Entry } from './entry.ts'
import { solicitar } from './sources.ts'

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

const again = 'eliminalo de la cola y volvé a crearlo'

/** Validations of special regimes: what TusFacturasAPP passes on as `rg_especiales` without looking at it, a group at a time. */
const groups: { codes: number[]; title: string; explanation: string; nextStep: string }[] = [
  { codes: [10_064, 10_066],
    title: 'Promoción industrial: el proyecto no es válido',
    explanation: 'El dato de promoción industrial no es un proyecto de 8 dígitos tuyo, ni 0.',
    nextStep: `Poné el número de proyecto o 0 en los datos adicionales: ${again}.` },
  { codes: numbers(10_075, 10_085),
    title: 'Bienes usados: falta un dato del vendedor',
    explanation: 'En la compra de bienes usados falta o no es válido un dato del vendedor: nombre, país, domicilio o los bienes.',
    nextStep: `Completá los datos del vendedor: ${again}. Si sos monotributista, sin IVA.` },
  { codes: [10_086, ...numbers(10_088, 10_092), 10_094, 10_095],
    title: 'RG 3668: un dato no es válido',
    explanation: 'El motivo de excepción o los datos de quien firma (RG 3668) no son válidos.',
    nextStep: `Corregí los datos adicionales de la RG 3668: ${again}.` },
  { codes: [10_097, 10_098, 10_099, 10_113, 10_114, 10_115],
    title: 'RG 3368: falta el documento de quien paga',
    explanation: 'En establecimientos educativos (RG 3368) hay que informar bien el documento de quien paga.',
    nextStep: `Completá el tipo y número de documento del pagador: ${again}.` },
  { codes: [10_110, 10_111, 10_116, 10_117, 10_118],
    title: 'Un dato adicional tiene que ser 0 o 1',
    explanation: 'El dato adicional de ese régimen (RG 2820, 3687 o 2863) solo puede valer 0 o 1.',
    nextStep: `Poné 0 o 1 en ese dato adicional: ${again}.` },
  { codes: numbers(10_123, 10_132),
    title: 'Alquileres: faltan datos del propietario',
    explanation: 'En alquileres (RG 4004) hay que informar juntos el CUIT y el nombre de cada propietario, que no puede ser quien emite.',
    nextStep: `Completá el CUIT y el nombre de cada propietario: ${again}.` },
  { codes: [...numbers(10_133, 10_150), 10_218, 10_219, 10_221, 10_222, ...numbers(10_224, 10_230), ...numbers(10_273, 10_282)],
    title: 'No cumple una regla especial de ARCA',
    explanation: 'Es una validación sobre compradores múltiples, actividades, remitos o seguros de caución.',
    nextStep: 'Leé el mensaje original y pasáselo a soporte de TusFacturasAPP: puede que ese dato no se pueda cargar ahí.' },
]

export const specialRegimes = (): Entry[] => [
  ...groups.flatMap(({ codes, ...texts }) =>
    codes.map((code): Entry => ({ id: String(code), kind: 'datos', resendHelps: 'no', ...texts, source: [solicitar] })),
  ),
  ...[10_104, 10_200, 10_201, 10_202, 10_244].map((code): Entry => ({
    id: String(code), kind: 'desconocido', resendHelps: 'no-se-sabe', source: [solicitar],
    title: 'Es el error de una consulta a ARCA',
    explanation: 'Ese código es de una consulta a ARCA y no habla de este comprobante.',
    nextStep: 'Buscá en Ventas en cola de TusFacturasAPP si hay otro mensaje y pegalo en «Explicar un error».',
  })),
]
