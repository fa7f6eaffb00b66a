import { describe, expect, test } from 'vitest'
import { explain } from '../../../../electron/core/guidance/explain.ts'

/** What was mended by its kind: the same said otherwise, and what holds the same words but is something else. */
const siblings: Record<string, { inputs: string[]; kind: string; resendHelps: string[] }> = {
  'an answer that no parser of XML could read': {
    kind: 'transitorio',
    resendHelps: ['no-se-sabe', 'si'],
    inputs: [
      'no element found: line 1, column 0',
      'xml.parsers.expat.ExpatError: mismatched tag: line 6, column 2',
      'lxml.etree.XMLSyntaxError: Opening and ending tag mismatch: hr line 5 and body',
      'simplexml_load_string(): Entity: line 1: parser error : Document is empty',
      'org.xml.sax.SAXParseException: Content is not allowed in prolog.',
      'Error: Unclosed root tag',
      "Error: char '<' is not expected.:1:1",
    ],
  },
  'a database of ARCA that fails': {
    kind: 'transitorio',
    resendHelps: ['si'],
    inputs: ['Error en la base de datos de AFIP', 'ARCA: falla de base de datos', 'Error de base de datos'],
  },
  'the stamp of a comprobante that waits for its CAE': {
    kind: 'transitorio',
    resendHelps: ['si', 'no-se-sabe'],
    inputs: [
      'ARCA no responde. Documento no válido como factura hasta obtener el CAE.',
      'Sin respuesta de AFIP. NO VALIDO COMO FACTURA',
      'No se pudo conectar con ARCA: comprobante interno, no válido como comprobante fiscal',
    ],
  },
  'what was issued while the program failed to keep it': {
    kind: 'numeracion',
    resendHelps: ['no-se-sabe'],
    inputs: [
      'La factura se emitió en ARCA pero no se pudo guardar',
      'CAE otorgado por ARCA pero falló el registro: no se pudo registrar la venta',
      'Se obtuvo el CAE 76012345678901 pero ocurrió un error al guardar el comprobante',
      'El comprobante fue autorizado por AFIP, pero no se pudo grabar en la base',
    ],
  },
  'a certificate or a key that cannot be read': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir'],
    inputs: [
      'error:06065064:digital envelope routines:EVP_DecryptFinal_ex:bad decrypt',
      'error:0D0680A8:asn1 encoding routines:ASN1_CHECK_TLEN:wrong tag',
      'Bad password read',
    ],
  },
  'a program that is not set up for ARCA': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: [
      'Ambiente AFIP inválido',
      'Entorno incorrecto: use homologacion o produccion',
      'ARCA deshabilitado para este comercio',
      'Faltan los certs de AFIP',
    ],
  },
  'a datum that is in no list': {
    kind: 'datos',
    resendHelps: ['no', 'no-se-sabe'],
    inputs: [
      'El país no está en la lista de ARCA',
      'La condición de IVA no está en la tabla de AFIP',
      'La moneda "pesos" es ambigua',
      'Cargá el importe del comprobante',
    ],
  },
  'a date too far back': {
    kind: 'fecha',
    resendHelps: ['despues-de-corregir'],
    inputs: ['Se puede emitir hasta 5 días hacia atrás', 'AFIP admite hasta 10 dias atras para servicios'],
  },
  'a ticket that expired while the last number was asked for': {
    kind: 'transitorio',
    resendHelps: ['si', 'no-se-sabe'],
    inputs: [
      'Error al obtener el último número: 600: ValidacionDeToken: No validaron las fechas del token',
      'No se pudo obtener la numeración: AFIP no responde',
    ],
  },
}

describe('said otherwise', () => {
  test.each(Object.entries(siblings).flatMap(([name, { inputs, ...right }]) => inputs.map((input) => ({ name, input, ...right }))))(
    '$name: $input',
    ({ input, kind, resendHelps }) => {
      const explained = explain(input)
      expect(explained.kind).toBe(kind)
      expect(resendHelps).toContain(explained.resendHelps)
    },
  )
})

test.each([
  'Error de base de datos: ya existe un cliente con ese CUIT',
  'Error en la base de datos: el campo importe no admite null',
  'El importe no puede ser menor a cero. Documento no válido como factura',
  'El nodo CUIT del receptor es inválido: mismatched tag',
  'El CUIT no está entre los registrados en el padrón',
  'La alícuota no está en la lista de AFIP',
  'Cargá un CUIT válido: intentá nuevamente',
  'El comprobante no fue autorizado, pero se pudo guardar: el importe total es inválido',
])('a data error with the same words is never sent again as it is: %s', (input) => {
  expect(explain(input).resendHelps).not.toBe('si')
})

test.each([
  'El ambiente de producción de ARCA no está disponible',
  'Configuración ARCA correcta. AFIP no responde',
  'Servicio ARCA deshabilitado momentáneamente',
  'No se pudo consultar la numeración: AFIP no responde',
  'ARCA no respondió. Cargá la factura más tarde',
  'Health check de AFIP: timeout',
  'AFIP no está disponible; comprobante no válido como factura',
])('a fallen ARCA is never said to be in vain: %s', (input) => {
  expect(['no', 'despues-de-corregir']).not.toContain(explain(input).resendHelps)
})
