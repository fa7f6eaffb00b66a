import { describe, expect, test } from 'vitest'
import { explain, isCertain } from '../../../../electron/core/guidance/explain.ts'

/** What was mended by its kind: the same said otherwise, and what holds the same words but is something else. */
const siblings: Record<string, { inputs: string[]; kind: string; resendHelps: string[] }> = {
  'a datum that is asked for, unknown or too long': {
    kind: 'datos',
    resendHelps: ['no'],
    inputs: [
      'ARCA exige el CUIT del receptor',
      'Hace falta la condición frente al IVA del cliente',
      'Código de moneda desconocido',
      'El domicilio del cliente es demasiado largo',
      'Verificá la factura de origen',
      'La nota tiene que llevar el comprobante asociado',
      'No se pudo determinar el tipo de nota para ese CbteTipo',
      'El importe total está mal calculado',
      'La CBU no pertenece al emisor: la CBU informada no es correcta',
      'Ingresaste mal el DNI del cliente',
    ],
  },
  'a subscription that is used up': {
    kind: 'cupo',
    resendHelps: ['despues-de-corregir'],
    inputs: [
      'Superaste el máximo de comprobantes de tu plan',
      'Llegaste al límite mensual de emisiones de tu abono',
      'Límite de facturas del mes alcanzado: mejorá tu plan este mes',
    ],
  },
  'an access of ARCA that is still in force': {
    kind: 'transitorio',
    resendHelps: ['si'],
    inputs: [
      'Ya existe un ticket de acceso vigente',
      'WSAA: ya hay un token vigente para este servicio',
      'El certificado ya tiene un ticket de acceso vigente',
    ],
  },
  'a service that says in its own words that it is away': {
    kind: 'transitorio',
    resendHelps: ['si'],
    inputs: [
      'Exception: Address unavailable: https://servicios1.afip.gov.ar',
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'rpc error: code = Unavailable desc = connection closed',
    ],
  },
  'a request that is too large': {
    kind: 'desconocido',
    resendHelps: ['no-se-sabe'],
    inputs: ['Request body too large', 'La solicitud es demasiado grande para el servidor', 'El archivo adjunto es demasiado pesado'],
  },
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
  'a right that somebody lacks': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: [
      'No tenés permiso para conectar con ARCA',
      'La conexión con AFIP requiere permiso de administrador',
      'El usuario no posee permiso para comunicarse con el webservice',
      'Se necesita permiso: falta el permiso para usar la conexión con ARCA',
    ],
  },
  'a service that somebody may not use': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: [
      'La empresa no está autorizada a usar el padrón',
      'El CUIT no está autorizado a acceder a la consulta',
      'No autorizado a consultar el padrón de AFIP',
    ],
  },
  'a datum that has to be another': {
    kind: 'datos',
    resendHelps: ['no', 'no-se-sabe'],
    inputs: [
      'El importe tiene que ser positivo',
      'El CUIT del cliente tiene que tener 11 dígitos',
      'El receptor tiene que estar identificado',
      'Agregue al menos un ítem',
      'Agregá una descripción',
    ],
  },
  'a certificate of another CUIT': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir'],
    inputs: [
      'El certificado es del CUIT 20111111112, no del 30222222223',
      'El certificado cargado pertenece a otro CUIT: el certificado pertenece a otra empresa',
      'Ese certificado corresponde a otro contribuyente',
    ],
  },
  'the machines of ARCA, told one by one': {
    kind: 'transitorio',
    resendHelps: ['si'],
    inputs: [
      'Estado: app: OK, db: ERROR, auth: OK',
      'Prueba de servicios: {"app":"OK","db":"FAIL","auth":"OK"}',
      'App OK / Base OK / Autenticación NO',
      'app=ok db=down auth=ok',
    ],
  },
  'a channel of .NET that broke before': {
    kind: 'transitorio',
    resendHelps: ['si', 'no-se-sabe'],
    inputs: [
      'System.ServiceModel.CommunicationObjectFaultedException',
      'El objeto de comunicación, System.ServiceModel.Channels.ServiceChannel, no se puede usar para la comunicación porque está en estado de error.',
      'can not be used for communication because it is in Failed state',
    ],
  },
  'a kept ticket that no longer serves': {
    kind: 'transitorio',
    resendHelps: ['si', 'no-se-sabe'],
    inputs: [
      'El token de acceso a AFIP venció',
      'Token de autenticación: ya expiró el token de acceso, expiró hoy',
      'El ticket de AFIP se venció',
      'El ticket guardado venció',
      'ARCA rechazó el token guardado',
      'El acceso en caché ya no sirve: el acceso en caché expiró',
    ],
  },
  'a point of sale, or several, by its short names': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: [
      'El pto. de vta. no existe',
      'Los puntos de venta no se encuentran autorizados',
      'EL PDV 7 NO ESTA HABILITADO',
      'Los ptos de vta no estan habilitados',
    ],
  },
  'a setting that is lacking': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: [
      'La conexión con AFIP no está configurada',
      'El servicio de ARCA no se configuró en este equipo',
      'Conexión a ARCA sin configurar',
      'Falta configurar la comunicación con ARCA',
      'Ese certificado es de otro ambiente',
      'Ambiente de AFIP inválido',
      'El ambiente no coincide con el del certificado',
    ],
  },
  'an address that is none': {
    kind: 'configuracion',
    resendHelps: ['despues-de-corregir', 'no-se-sabe'],
    inputs: ['URL inválida', 'TypeError: Invalid URL', 'java.net.MalformedURLException: malformed URL', 'La URL está mal formada'],
  },
  'a period that is associated': {
    kind: 'datos',
    resendHelps: ['no'],
    inputs: [
      'PeriodoAsoc.FchDesde debe ser una fecha válida',
      'El período asociado es obligatorio en una nota de crédito',
      'No se permite informar PeriodoAsoc en MiPyMEs',
    ],
  },
  'what was approved while the program failed to keep it': {
    kind: 'numeracion',
    resendHelps: ['no-se-sabe'],
    inputs: [
      'El comprobante fue aprobado por ARCA pero falló al guardar',
      'Factura aprobada por AFIP, pero no se pudo registrar la venta',
      'Se aprobó la factura pero no se pudo grabar',
      'AFIP aprobó la factura, pero el guardado local falló',
      'ARCA emitió el comprobante, pero no se pudo guardar acá',
    ],
  },
  'a number that is taken, or not the next one': {
    kind: 'numeracion',
    resendHelps: ['no', 'no-se-sabe', 'despues-de-corregir'],
    inputs: [
      'Número de comprobante salteado',
      'Se saltó un número: la numeración no es correcta',
      'Ese número de factura ya está usado',
      'El comprobante ya fue utilizado',
      'El número informado no es el que sigue',
    ],
  },
  'a fallen service, written in a hurry': {
    kind: 'transitorio',
    resendHelps: ['si', 'no-se-sabe'],
    inputs: [
      'no hay coneccion con el servidor de arca',
      'El servisio de AFIP no funciona',
      'Se callo la pagina del fisco, el servidor no responde',
      'AFIP no da señal',
      'El servicio web no esta operativo',
      'No se pudo llegar al servidor del organismo',
      'ARCA tarda más de la cuenta',
      'AFIP no atendía los pedidos',
      'Desde acá no se llega al servidor de ARCA',
      'No hay servicio en AFIP',
      'El organismo tiene inconvenientes técnicos',
      'Falló el webservice de AFIP',
      'El servidor respondió cualquier cosa',
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
  'La factura no fue aprobada por AFIP, pero se pudo guardar: el CUIT es inválido',
  'Falla la base: no informada. El importe no puede ser negativo',
  'El CUIT no es el del cliente',
  'El servicio no está disponible (el CUIT del receptor no es válido)',
  'El token guardado es del cliente: el CUIT del cliente es inválido',
  'Los importes no son válidos para el servicio facturado',
  'El cliente no está conectado con la categoría: condición de IVA inválida (corrija el dato)',
  'La facturación AFIP no está disponible (certificados no configurados)',
  'No tenés permiso para conectar con ARCA',
  'La conexión con ARCA no está configurada en el servidor',
  'ARCA no autorizó el comprobante, pero se pudo guardar: el CUIT es inválido',
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
  'AFIP no está disponible (intentos: 3 de 5)',
  'ARCA no responde (punto de venta 3)',
  'Los servidores de AFIP no están disponibles (factura C 0001-00000043)',
  'El servidor no es el de siempre: ARCA no responde',
  'ARCA tardó más de la cuenta en contestar',
  'ARCA no responde: antes de reenviar, fijate que no se haya emitido',
  'No sabemos si se haya emitido, AFIP no contesta',
  'ARCA no confirma que el comprobante se haya emitido',
  'AFIP no responde: no se sabe si la factura está autorizada por AFIP',
  'El servidor tiene que estar disponible: AFIP no responde',
  'Servidores de ARCA: App OK, Base NO',
])('a fallen ARCA is never said to be in vain: %s', (input) => {
  expect(['no', 'despues-de-corregir']).not.toContain(explain(input).resendHelps)
})

/** Data errors, settings and dates that hold the words of something else: what is paid or given up on account of them stays the same. */
test.each([
  ['CUIT no válido como emisor', 'datos', 'no'],
  ['El CUIT informado no válido como receptor. El servicio de padrón no responde', 'datos', 'no-se-sabe'],
  ['Documento no válido como CUIT. ARCA no responde', 'datos', 'no-se-sabe'],
  ['CUIT no válido como receptor: servicio no disponible', 'datos', 'no-se-sabe'],
  ['Nota de crédito no válida como comprobante asociado. ARCA no responde', 'datos', 'no-se-sabe'],
  ['El importe no válido como factura; el servicio no está disponible', 'datos', 'no-se-sabe'],
  ['Error de base de datos: receptor inexistente', 'datos', 'no'],
  ['Error de base de datos: valor fuera de rango', 'datos', 'no'],
  ['Error en la base de datos: la persona figura inactiva', 'datos', 'no'],
  ['Error de base de datos: la alícuota no existe', 'datos', 'no'],
  ['Error al armar el XML: mismatched tag en la descripción del ítem', 'datos', 'no'],
  ['El detalle contiene caracteres no permitidos: parser error : PCDATA invalid Char value 11', 'datos', 'no'],
  ['El comprobante tiene caracteres inválidos. DOMDocument::loadXML(): parser error : Entity', 'datos', 'no'],
  ['El importe no es válido: the document is empty', 'datos', 'no'],
  ['El tipo de comprobante no es uno de los habilitados para este usuario', 'datos', 'no'],
  ['El CUIT del receptor no es uno de los autorizados para este usuario', 'datos', 'no'],
  ['La moneda no es una de las que acepta ARCA para este usuario', 'datos', 'no'],
  ['No fue posible: fue emitida una nota de crédito pero falta registrar el cliente', 'datos', 'no'],
  ['Importe base no informado; db ok', 'datos', 'no'],
  ['La base no coincide con el neto. App ok', 'datos', 'no'],
  ['objeto de comunicación estado inválido: el CUIT no existe', 'datos', 'no'],
  ['No se pudo llegar al importe mínimo del servicio', 'datos', 'no'],
  ['El vencimiento del pago puede ser hasta 5 días hacia atrás', 'fecha', 'no-se-sabe'],
  ['La fecha del servicio admite hasta 10 dias atras', 'fecha', 'no-se-sabe'],
  ['La fecha de inicio puede ser de hasta 10 días atrás', 'fecha', 'no-se-sabe'],
  ['La cotización puede ser de hasta 5 días atrás', 'datos', 'no-se-sabe'],
  ['Token de ARCA ok. La fecha de vencimiento es anterior', 'fecha', 'despues-de-corregir'],
  ['El receptor no está autorizado a usar factura A', 'datos', 'no'],
  ['El servidor respondió mal: no se encontró el comprobante', 'datos', 'no'],
  ['Error: Unclosed root tag. El CUIT no existe en el padrón', 'datos', 'no'],
  ['Falta el nro. doc. ARCA no responde', 'datos', 'no-se-sabe'],
])('the words of something else take nothing away from: %s', (input, kind, resendHelps) => {
  const explained = explain(input)
  expect([explained.kind, explained.resendHelps]).toEqual([kind, resendHelps])
})

test.each([
  'Error en la base de datos: String or binary data would be truncated.',
  'Error de base de datos: Data too long',
  "Error de base de datos: You have an error in your SQL syntax near 'O'Brien'",
  'Error en la base de datos: los datos de cadena o binarios se truncarían',
  'Error de base de datos: invalid input syntax for type integer',
  'Error de base de datos: el CAE ya fue asignado',
  'Error en la base de datos de AFIP: value too long for type character varying(50)',
  "El nombre O'Brien produjo un error en la base de datos",
  'La base no puede ser cero (app ok)',
  'Demasiadas veces el mismo ítem en el comprobante',
  'El servicio facturado no puede llegar a cero',
  'No se puede llegar a emitir la factura del servicio',
  'El importe del servicio tiene problemas técnicos de redondeo',
  'Servicio devolvió cualquier código de IVA: debe ser 5',
  'El abono de mantenimiento del servidor debe tener precio mayor a cero',
  'El token de acceso es válido. El CBU está vencido',
  'Token guardado. ARCA rechazó el comprobante',
  'La nota de crédito admite comprobantes de hasta 10 días atrás',
  'No se obtuvo CAE, pero el comprobante quedó guardado',
  'ARCA no otorgó el CAE pero el comprobante quedó guardado',
])('what may last is neither paid for nor given up: %s', (input) => {
  expect(explain(input).resendHelps).toBe('no-se-sabe')
})

test.each([
  ['No se obtuvo respuesta de ARCA con el CAE, pero el comprobante quedó guardado en la cola'],
  ['El comprobante se emitirá más tarde, pero quedó guardado en la cola'],
  ['La solicitud no obtuvo CAE (ARCA no responde) pero se guardó: quedó guardado'],
  ['No se pudo obtener el CAE: ARCA no responde, pero no se pudo guardar'],
  ['cURL error 35: OpenSSL SSL_connect: error:0D0680A8:asn1 encoding routines:ASN1_CHECK_TLEN:wrong tag in connection to wsfe.afip.gob.ar:443'],
  ['SSL_connect returned=1 errno=0 state=error: PEM routines (bad decrypt)'],
  ['ARCA en mantenimiento hasta las 22 hs. El comprobante es de 2 días atrás'],
  ['ARCA está caída; esperá hasta 5 días hacia atrás'],
  ['ARCA no responde: fijate si el comprobante ya tiene CAE'],
  ['ARCA no responde, el certificado es del 2024'],
  ['El certificado es de otro servidor: handshake failed'],
  ['El problema no es tu factura, ARCA no anda'],
  ['Error de base de datos: too many connections'],
  ['Error de base de datos, no disponible'],
  ['El servicio de\nAFIP no está disponible en\neste momento para el CUIT'],
  ['Could not\r\nconnect to host'],
])('an outage helps to be waited for, whatever stands beside it: %s', (input) => {
  expect(explain(input)).toMatchObject({ kind: 'transitorio', resendHelps: 'si' })
})

test.each([
  'La factura tiene que estar en la cola hasta que ARCA vuelva',
  'El problema no es el comprobante: es ARCA que anda mal',
  'Hay otro comprobante en proceso en el servidor',
  'Servicio de AFIP deshabilitado por unos minutos',
  'No se sabe si se emitió: ARCA no responde, pero falló al guardar',
])('who has only to wait is not told to mend: %s', (input) => {
  expect(['no', 'despues-de-corregir']).not.toContain(explain(input).resendHelps)
})

test.each([
  'El resultado de la factura es desconocido',
  'Ocurrió un error desconocido al emitir la factura',
  'Demasiado tráfico en ARCA para autorizar la factura, espere',
  'ARCA exige esperar para emitir la factura',
  'La factura lleva demasiado tiempo en cola',
  'Hace falta esperar a que vuelva el servicio de ARCA',
  'El WSAA requiere unos minutos para un nuevo ticket',
  'Failed to authorize invoices',
  'El CAE no se recuperó todavía',
  'Timeout con ARCA. El CAE se recuperará en el próximo intento',
  'Timeout con ARCA. El CAE se recupera en el próximo intento',
  'ARCA no responde: se recupera la conexión y se vuelve a pedir el CAE',
  'ARCA no responde: se recuperó la conexión y se pedirá el CAE',
  'AFIP está caído, no hace falta corregir el comprobante',
  'ARCA no responde: error desconocido',
  'AFIP tiene demasiado tráfico, demasiado lento',
])('what is demanded, unknown or too much, and no datum, is nothing to mend: %s', (input) => {
  expect(['datos', 'fecha', 'configuracion']).not.toContain(explain(input).kind)
  expect(['no', 'despues-de-corregir']).not.toContain(explain(input).resendHelps)
})

test.each([
  'Se alcanzó el límite de facturas a consumidor final',
  'El receptor superó su límite mensual de operaciones',
  'El receptor superó el límite de facturación mensual',
  'Verificá que el certificado tiene un token vigente',
  'Asegurate de que existe un ticket de acceso vigente',
  'Debe controlar si en el servidor hay un token vigente',
  'El importe supera el límite mensual de facturación del monotributo',
  'Ya existe un ticket con ese número',
  'No hay un ticket de acceso vigente',
  'rpc error: code = Unavailable desc = el campo DocNro es obligatorio',
  'El importe es demasiado grande',
  'El CUIT es inválido. Ya existe un ticket de acceso vigente',
  'AFIP no responde o el CUIT es incorrecto',
  'ARCA está caída o la factura es inválida',
])('the same words about something else neither help nor are a quota: %s', (input) => {
  expect(explain(input).kind).not.toBe('cupo')
  expect(explain(input).resendHelps).not.toBe('si')
})

test.each([
  'El comprobante se emitió en ARCA pero la base de datos no responde al guardar',
  'La factura fue autorizada por AFIP, pero no se obtuvo respuesta al guardar en el servidor',
  'ARCA emitió la factura pero hubo timeout al registrar',
  'Se emitió la factura, pero la conexión se cortó antes de guardar',
])('what was issued is not sent again because the keeping failed for a while: %s', (input) => {
  expect(explain(input)).toMatchObject({ kind: 'numeracion', resendHelps: 'no-se-sabe' })
})

test.each([
  'El CAE se recuperó',
  'El CAE se recuper? al consultar',
  'Se recuperó el CAE',
  'Se recuperó correctamente el CAE',
  'El CAE fue recuperado',
  'CAE recuperado',
])('a CAE that was recovered is issued: %s', (input) => {
  expect(explain(`ARCA no había respondido. ${input}`).resendHelps).toBe('no')
})

test('a day of a date that is not the one of the comprobante has nothing paid for', () => {
  expect(isCertain(['La fecha del servicio admite hasta 10 dias atras'])).toBe(false)
  expect(isCertain(['Solo se permiten fechas de hasta 5 días hacia atrás'])).toBe(true)
})
