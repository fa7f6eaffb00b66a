import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExplanationKind, ResendAdvice } from '#contract/model/explanation.ts'
import { allEntries } from '../../../../electron/core/guidance/catalogue.ts'
import { explain, isCertain } from '../../../../electron/core/guidance/explain.ts'

/** A text out of somebody's bug report or code, and what may be said of it: any of these. */
interface Wording {
  source: string
  input: string
  kind: ExplanationKind[]
  resendHelps: ResendAdvice[]
}

interface Seen extends Omit<Wording, 'source'> {
  id: string
  /** `*`: any. */
  code: '*' | (string | null)[]
  why: string
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8'))
const seen = read('error-texts-seen.json') as Seen[]
const found = read('error-texts-found.json') as Wording[]

describe('texts that were once explained wrong', () => {
  test.each(seen)('$id, $why: $input', ({ input, code, kind, resendHelps }) => {
    const explained = explain(input)
    expect(kind).toContain(explained.kind)
    expect(resendHelps).toContain(explained.resendHelps)
    if (code !== '*') expect(code).toContain(explained.code)
  })
})

describe('texts of public bug reports, as their source resolved them', () => {
  test('are at least 150', () => {
    expect(found.length).toBeGreaterThanOrEqual(150)
  })

  test.each(found)('$source: $input', ({ input, kind, resendHelps }) => {
    const explained = explain(input)
    expect(kind).toContain(explained.kind)
    expect(resendHelps).toContain(explained.resendHelps)
  })
})

const outages = found.filter(({ kind, resendHelps }) => kind.join() === 'transitorio' && resendHelps.join() === 'si').map(({ input }) => input)

describe('a failure that passes', () => {
  test('is told as one, whatever numbers stand around it', () => {
    const codes = allEntries()
      .map(({ id }) => id)
      .filter((id) => /^1\d{4}$/u.test(id))
    const around = fc.constantFrom<(code: string, text: string) => string>(
      (code, text) => `Pedido ${code}: ${text}`,
      (code, text) => `Reserva ID: ${code} | ${text}`,
      (code, text) => `${text} (después de ${code} ms)`,
      (code, text) => `${text} at 10.0.0.1:${code}`,
      (code, text) => `${text} in C:\\xampp\\htdocs\\x.php:${code}`,
      (code, text) => `[Errno ${code}] ${text}`,
      (code, text) => `Socket Error # ${code}\r\n${text}`,
    )
    fc.assert(
      fc.property(fc.constantFrom(...outages), fc.constantFrom(...codes), around, (text, code, put) => {
        expect(explain(put(code, text))).toMatchObject({ kind: 'transitorio', resendHelps: 'si' })
      }),
      { numRuns: 1000 },
    )
  })

  test('is told as one after the number of its socket', () => {
    expect(explain('Socket Error # 10048\r\nARCA no devolvió los puntos de venta: fetch failed')).toMatchObject({ kind: 'transitorio', resendHelps: 'si' })
  })

  test('does not hide a data error beside it, in the same message or another', () => {
    const data = found.filter(({ kind, resendHelps }) => kind.join() === 'datos' && resendHelps.join() === 'no').map(({ input }) => input)
    const pairs = outages.flatMap((outage) => data.flatMap((error) => [`${outage}. ${error}`, `${error}\r\n${outage}`, [outage, error]]))
    expect(pairs.filter((texts) => explain(texts).resendHelps === 'si')).toEqual([])
  })
})

describe('a number is a code only where it stands as one', () => {
  test.each([
    ['Cod. Error: #6661145.10016 - motivo', '10016'],
    ['[Code] => 10048\n[Msg] => motivo', '10048'],
    ['501_ Error interno de base de datos', '501'],
    ['Exception: (10051) motivo', '10051'],
    ['"Code": 10016, "Msg": "mot', '10016'],
    ['<Code>10016</Code>', '10016'],
    ["['err_code'] = 10013", '10013'],
    ['Error nro 10015', '10015'],
  ])('%s: %s', (text, code) => {
    expect(explain(text).code).toBe(code)
  })

  test.each([
    'Socket Error # 10060',
    '[WinError 10013]',
    'OSError: [Errno 10048]',
    'Os { code: 10054, kind: ConnectionReset }',
    'Timeout: 10016 ms',
    'Unexpected token < in JSON at position 10016',
    'Comprobante 10243 pendiente',
    'Orden 11002 rechazada',
    'Fatal error in C:\\sistema\\10048\\fe.php:10016',
    'at Cliente.enviar (/opt/fe/cliente.js:10016:10013)',
  ])('none in: %s', (text) => {
    expect(explain(text).code).toBeNull()
    expect(explain(text).resendHelps).not.toBe('no')
  })

  test('words weigh more than a number that Windows uses too', () => {
    expect(explain('Error 10060: connection timed out')).toMatchObject({ code: null, resendHelps: 'si' })
    expect(explain('Error 10048: el campo ImpTotal debe ser igual a la suma')).toMatchObject({ code: '10048', resendHelps: 'no' })
  })
})

describe('a query about the data that came back empty is no outage, and no network', () => {
  test.each([
    'El padrón no devolvió ninguna respuesta para ese CUIT',
    'La consulta del comprobante asociado no devolvió ninguna respuesta',
    'La búsqueda del cliente no devolvió ninguna respuesta',
    'La cotización no devolvió ninguna respuesta para la moneda',
    'El código de actividad no devolvió ninguna respuesta',
    'La dirección de correo del cliente no se pudo resolver',
    'El nombre del cliente no se pudo resolver en el padrón',
    'domicilio: la dirección no se pudo resolver en Google Maps',
    'El host del mail del receptor es desconocido: host desconocido, revise el e-mail',
    'Could not resolve the VAT condition of the customer',
    'Cannot resolve column CondicionIVA',
    'Unable to resolve type of document 99',
    'could not be resolved: customer tax id',
  ])('%s', (text) => {
    expect(explain(text).resendHelps === 'si' && isCertain([text])).toBe(false)
  })

  test.each([
    'AFIP no devolvió ninguna respuesta',
    'Could not resolve host: www.tusfacturas.app',
    "El nombre remoto no se pudo resolver: 'servicios1.afip.gov.ar'",
    "The remote name could not be resolved: 'wsaa.afip.gov.ar'",
  ])('but of a computer it is: %s', (text) => {
    expect(explain(text).resendHelps === 'si' && isCertain([text])).toBe(true)
  })
})

test.each([
  '#6661145.10016 - La fecha del comprobante MiPyME no puede ser anterior a la del último autorizado',
  '10016: la fecha (FCE) debe ser igual o posterior a la del último comprobante autorizado',
])('of a MiPyME too, the last one issued is the one to come after: %s', (text) => {
  expect(explain(text).title).toBe(explain('10016: La fecha no puede ser anterior a la del último comprobante autorizado').title)
})

describe('hints are read from the message', () => {
  test.each([
    ["Uncaught Exception in AfipWebService->_CheckErrors('FECompUltimoAutorizado')", 'desconocido'],
    ['"CAEFchVto": ""', 'desconocido'],
    ['/var/www/certificado/punto-de-venta/fecha.php', 'desconocido'],
    ['Hubo un problema con el certificado', 'configuracion'],
  ] as const)('%s: %s', (text, kind) => {
    expect(explain(text).kind).toBe(kind)
  })
})

describe('an accepted result with an observation is issued', () => {
  test.each([
    'Resultado: A - Observaciones: Code 10063',
    'resultado=a; observaciones: 10063 aviso',
    '<Resultado>A</Resultado><Observaciones><Obs><Code>10063</Code></Obs></Observaciones>',
    '{"Resultado":"A","Observaciones":{"Obs":[{"Code":10063,"Msg":"Aviso"}]}}',
    '[Resultado] => A\n[Obs] => [Code] => 10063',
    '{"resultado":"a","observaciones":"aviso sin número"}',
    '{"Resultado":"A","CAE":"76012345678901","Observaciones":{"Obs":[{"Code":10015,"Msg":"De las que suelen rechazar"}]}}',
    '{"FeCabResp":{"Resultado":"A"},"FeDetResp":{"FECAEDetResponse":[{"Resultado":"A","CAE":"76012345678901"}]}}',
  ])('%s', (text) => {
    expect(explain(text)).toMatchObject({ kind: 'observacion', resendHelps: 'no' })
  })

  test('but not a refused one', () => {
    expect(explain('{"Resultado":"R","Observaciones":{"Obs":[{"Code":10015,"Msg":"Motivo"}]}}')).toMatchObject({ code: '10015', kind: 'datos' })
  })
})

describe('the date is changed only where its change can help', () => {
  test.each([
    'ARCA emitió el comprobante pero TusFacturasAPP no recibió la respuesta. Fecha 12/11/2026',
    'El comprobante del 12/11/2026 existe en ARCA pero no en TusFacturasAPP: revise la fecha',
    'Cod. Error: #6661145.10016 - La fecha no corresponde: el comprobante existe en AFIP pero no en TusFacturasAPP',
    'Alerta de reproceso: AFIP otorgó el CAE con fecha 12/11/2026',
    'El campo CbteAsoc.CbteFch es obligatorio',
    'La fecha del comprobante asociado no es válida',
    'Cod. Error: #6661145.10158 - El campo CbteAsoc.CbteFch es obligatorio informar',
    'Cod. Error: #6661145.600 - No validaron las fechas del token',
  ])('not for: %s', (text) => {
    expect(explain(text).nextStep).not.toContain('Cambiar fecha')
  })
})

describe('the days that ARCA allows a MiPyME (FCE)', () => {
  const title = 'MiPyME: la fecha está fuera de lo permitido'
  const manual =
    'Para comprobantes MiPyMEs (FCE) estar comprendido en el rango N-5 y N+1 siendo N la fecha de envío del pedido de autorización. De tratarse de notas de débito o crédito, la fecha del comprobante puede ser hasta N-5.'

  test.each([
    `Cod. Error: #6661145.10016 - Campo CbteFch: ${manual}`,
    `(10016) ${manual}`,
    'Cod. Error: #6661145.10016 - La fecha de la Nota de Crédito MiPyME (FCE) no es válida',
  ])('are told where it says so: %s', (text) => {
    expect(explain(text)).toMatchObject({ code: '10016', title, kind: 'fecha', resendHelps: 'despues-de-corregir' })
    expect(explain(text).explanation).toMatch(/5 días antes hasta un día después.*notas de crédito o débito de hasta 5 días antes/u)
    expect(explain(text).nextStep).toContain('Cambiar fecha')
  })

  test.each([
    'La fecha de emisión de una FCE MiPyME debe estar entre 5 días antes y 1 después',
    'FCE: la fecha del comprobante no puede ser anterior a 5 días',
    'Factura de crédito MiPyME: la fecha de emisión supera los 5 dias permitidos',
  ])('are told without a code too: %s', (text) => {
    expect(explain(text)).toMatchObject({ title, kind: 'fecha' })
  })

  test.each([
    ['El numero o fecha del comprobante no se corresponde con el proximo a autorizar.', 'numeracion'],
    [`Campo CbteFch: para productos, rango N-5 y N+5; para servicios, rango N-10 y N+10. ${manual}`, 'fecha'],
    ['FCE: la fecha del comprobante asociado no es válida', 'numeracion'],
  ])('and not where it does not say that it is one: %s', (text, kind) => {
    expect(explain(`Cod. Error: #6661145.10016 - ${text}`).title).not.toBe(title)
    expect(explain(`Cod. Error: #6661145.10016 - ${text}`).kind).toBe(kind)
  })
})

describe('reasons of 10000 are told apart', () => {
  const reasons = [
    'LA CUIT INFORMADA NO CORRESPONDE A UN RESPONSABLE INSCRIPTO EN EL IVA ACTIVO',
    'LA CUIT INFORMADA NO SE ENCUENTRA AUTORIZADA A EMITIR COMPROBANTES ELECTRONICOS ORIGINALES',
    'LA CUIT INFORMADA REGISTRA INCONVENIENTES CON EL DOMICILIO FISCAL',
    'LA CUIT INFORMADA NO SE ENCUENTRA AUTORIZADA A EMITIR COMPROBANTES CLASE "A"',
    'EL CUIT INFORMADO COMO EMISOR NO SE ENCUENTRA REGISTRADO DE FORMA ACTIVA',
    'DEBE POSEER AL MENOS UNA ACTIVIDAD ACTIVA',
    'LA CUIT INFORMADA NO SE ENCUENTRA AUTORIZADA A EMITIR COMPROBANTES CLASE "A" CON LEYENDA OPERACION SUJETA A RETENCION',
    'LA CUIT INFORMADA NO TIENE ACTIVO EL DOMICILIO FISCAL ELECTRONICO',
  ]

  test('each by a title of its own, all to be mended', () => {
    const explained = reasons.map((reason) => explain(`Cod. Error: #6661145.10000 - ${reason}`))
    expect(new Set(explained.map(({ title }) => title)).size).toBe(reasons.length)
    for (const each of explained) expect(each).toMatchObject({ code: '10000', kind: 'configuracion', resendHelps: 'despues-de-corregir' })
  })

  test('class M has its new name', () => {
    expect(explain('CUIT no autorizada a emitir comprobantes clase M').explanation).toContain('A con leyenda OPERACIÓN SUJETA A RETENCIÓN')
  })
})

test('no text names a date that will be past', () => {
  for (const { title, explanation, nextStep } of allEntries())
    expect(`${title} ${explanation} ${nextStep}`).not.toMatch(/\d{1,2}\/\d{1,2}\/\d{4}|\b20[2-9]\d\b/u)
})

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('codes of special regimes', () => {
  /** Every one that the domain's facts list, by what its explanation has to name. */
  const regimes: Record<string, number[]> = {
    'Promoción industrial': [10064, 10066],
    'Bienes usados': numbers(10075, 10085),
    'RG 3668': [10086, ...numbers(10088, 10092), 10094, 10095],
    'RG 3368': [10097, 10098, 10099, 10113, 10114, 10115],
    '0 o 1': [10110, 10111, 10116, 10117, 10118],
    Alquileres: numbers(10123, 10132),
    'regla especial': [...numbers(10133, 10150), 10218, 10219, 10221, 10222, ...numbers(10224, 10230), ...numbers(10273, 10282)],
  }

  test.each(Object.entries(regimes).flatMap(([names, codes]) => codes.map((code) => ({ code: String(code), names }))))(
    '$code is told as one of: $names',
    ({ code, names }) => {
      for (const text of [`Cod. Error: #6661145.${code} - motivo`, `(${code}) motivo`, `{"Code":${code},"Msg":"motivo"}`]) {
        const explained = explain(text)
        expect(explained).toMatchObject({ code, kind: 'datos', resendHelps: 'no' })
        expect(explained.title).toContain(names)
        expect(explained.nextStep).toMatch(/eliminalo de la cola y volvé a crearlo|soporte/u)
      }
    },
  )
})

test.each(['10104', '10200', '10201', '10202', '10244'])('%s is of a query and not of the comprobante', (code) => {
  expect(explain(`Cod. Error: #6661145.${code} - motivo`)).toMatchObject({ code, kind: 'desconocido', resendHelps: 'no-se-sabe' })
})

test('a page of something in between is no refusal of the credentials', () => {
  const page = '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>'
  expect(explain(page)).toMatchObject({ code: 'HTTP-403', kind: 'transitorio', resendHelps: 'no-se-sabe' })
  expect(explain('HTTP 403 Forbidden').kind).toBe('credenciales')
})

test('maintenance of TusFacturasAPP is told as such, whatever advice stands before it; that of ARCA is not', () => {
  expect(explain('Intente más tarde: estamos realizando tareas de mantenimiento').kind).toBe('mantenimiento')
  expect(explain('Los servicios de AFIP están en mantenimiento')).toMatchObject({ kind: 'transitorio', resendHelps: 'si' })
})
