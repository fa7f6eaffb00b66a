/** What a message means by its words, for those that carry no code, or one code for two causes. */
export interface Rule {
  /** Id of the entry. */
  means: string
  /**
   * Pieces that occur in this order. They are plain ASCII in lower case, as fold.ts leaves a text, and none spans a letter that
   * may carry an accent: accents get lost on the way.
   */
  words: [string, ...string[]]
  without?: string[]
  /** This code covers several causes, and these words tell which: the rule is heard next to the code too. */
  refines?: string
  /** Heard only next to the code that it refines. */
  only?: true
}

export const rules: Rule[] = [
  { means: 'MSG_FECHA_RANGO', words: ['cbtefch', 'rango n-'], refines: '10016' },
  { means: 'MSG_FECHA_ULTIMO', words: ['fecha'], without: ['numero', 'n?mero', 'nro', 'cbtedesde'], refines: '10016', only: true },
  { means: 'MSG_FECHA_ULTIMO', words: ['cbtefch'], without: ['cbtedesde'], refines: '10016', only: true },
  { means: 'MSG_CLASE_A_NO_AUTORIZADA', words: ['no se encuentra autorizada a emitir comprobantes clase'], refines: '10000' },
  { means: 'MSG_VALIDACION_TOKEN_CUIT', words: ['validaciondetoken', 'no aparec', 'cuit'], refines: '600' },
  { means: 'MSG_VALIDACION_TOKEN', words: ['validaciondetoken'], without: ['no aparec'] },
  { means: 'MSG_COMPUTADOR_NO_AUTORIZADO', words: ['computador no ', 'autorizado'], refines: 'coe.notAuthorized' },
  { means: 'MSG_EJB_ROLLBACK', words: ['ejbtransactionrolledback'] },
  { means: 'MSG_JAVA_NULL_POINTER', words: ['java', 'nullpointer'] },
  { means: 'MSG_JAVA_NULL_POINTER', words: ['java', 'null.pointer'] },
  { means: 'MSG_JAVA_NULL_POINTER', words: ['java', 'null pointer'] },
  { means: 'MSG_COMUNICACION_ARCA', words: ['no se puede establecer la comunicaci', 'n con arca'] },
  { means: 'MSG_COMUNICACION_ARCA', words: ['no se puede establecer la comunicaci', 'n con afip'] },
  { means: '10016', words: ['fecompultimoautorizado'] },
  { means: '10036', words: ['fchvtopago no puede ser anterior'] },
  { means: '10032', words: ['fchservdesde no puede ser posterior'] },
  { means: '10192', words: ['ley n', '27.440'] },
  { means: '10192', words: ['ley n', '27440'] },
  { means: '10243', words: ['condici', 'iva', 'receptor no es v', 'lido para la clase'] },
  { means: '10246', words: ['frente al iva del receptor es obligatorio'] },
  { means: '10005', words: ['tipo rece '] },
  { means: '10005', words: ['tipo rece.'] },
  { means: 'MSG_PDV_NO_HABILITADO', words: ['punto de venta no se encuentra habilitado'] },
  { means: 'MSG_PDV_NO_EXISTE', words: ['punto de venta', 'no existe'] },
  { means: 'MSG_EXISTE_EN_ARCA', words: ['existe en arca pero no en'] },
  { means: 'MSG_EXISTE_EN_ARCA', words: ['existe en afip pero no en'] },
  { means: 'MSG_NUMERACION_ABONO', words: ['numeraci', 'abono'] },
  { means: 'MSG_NO_ENCONTRADO', words: ['no se han encontrado comprobantes'] },
  { means: 'MSG_NO_ENCONTRADO', words: ['no se encontraron comprobantes'] },
  { means: 'MSG_MANTENIMIENTO', words: ['tareas de mantenimiento'] },
  { means: 'MSG_MANTENIMIENTO', words: ['en mantenimiento'] },
  { means: 'MSG_MANTENIMIENTO', words: ['"mantenimiento":1'] },
  { means: 'MSG_MANTENIMIENTO', words: ['"mantenimiento": 1'] },
  { means: 'wsn.unavailable', words: ['servicios de facturaci', 'n presentando errores'] },
  { means: 'TFC-8002', words: ['external_reference no v', 'lid'] },
  { means: 'MSG_TIMEOUT', words: ['timeout'] },
  { means: 'MSG_TIMEOUT', words: ['timed out'] },
  { means: 'MSG_TIMEOUT', words: ['timedout'] },
  { means: 'MSG_TIMEOUT', words: ['time out'] },
  { means: 'MSG_TIMEOUT', words: ['time-out'] },
  { means: 'MSG_TIMEOUT', words: ['tiempo de espera'] },
  { means: 'MSG_TIMEOUT', words: ['econnreset'] },
  { means: 'MSG_TIMEOUT', words: ['enotfound'] },
  { means: 'MSG_TIMEOUT', words: ['eai_again'] },
  { means: 'MSG_TIMEOUT', words: ['aborterror'] },
  { means: 'MSG_TIMEOUT', words: ['econnrefused'] },
  { means: 'MSG_TIMEOUT', words: ['could not connect to host'] },
  { means: 'MSG_TIMEOUT', words: ['connection refused'] },
  // PHP's words when ARCA's service does not answer as it should.
  { means: 'MSG_TIMEOUT', words: ['error fetching http headers'] },
  { means: 'MSG_TIMEOUT', words: ['parsing wsdl'] },
  // How the comprobante stands: statuses, webhooks, answers. What fields say is written as messages.ts leaves it.
  { means: 'MSG_SIN_MOTIVO', words: ['enviado a procesar - con error'] },
  { means: 'MSG_EN_COLA', words: ['en cola, esperando aprobaci'] },
  { means: 'MSG_EN_COLA', words: ['aprobado y en cola'] },
  { means: 'MSG_YA_EMITIDO', words: ['ya fue emitido'] },
  { means: 'MSG_ELIMINADO', words: ['se ha eliminado correctamente'] },
  { means: 'MSG_YA_EMITIDO', words: ['"status":"emitido"'] },
  { means: 'MSG_YA_EMITIDO', words: ['"status": "emitido"'] },
  { means: 'MSG_YA_EMITIDO', words: ['"evento":"emitido"'] },
  { means: 'MSG_YA_EMITIDO', words: ['"evento": "emitido"'] },
  { means: 'MSG_EN_COLA', words: ['"evento":"encolado"'] },
  { means: 'MSG_EN_COLA', words: ['"evento": "encolado"'] },
  { means: 'MSG_ELIMINADO', words: ['"evento":"eliminado"'] },
  { means: 'MSG_ELIMINADO', words: ['"evento": "eliminado"'] },
  { means: 'MSG_FECHA_CAMBIADA', words: ['"evento":"cambio_fecha"'] },
  { means: 'MSG_FECHA_CAMBIADA', words: ['"evento": "cambio_fecha"'] },
  { means: 'MSG_PRUEBA', words: ['"evento":"test"'] },
  { means: 'MSG_PRUEBA', words: ['"evento": "test"'] },
  { means: 'MSG_SIN_MOTIVO', words: ['"evento":"error"', '"msg":[]'] },
  { means: 'MSG_SIN_MOTIVO', words: ['"evento": "error"', '"msg": []'] },
  { means: 'MSG_ACEPTADO', words: ['"error":"n"'], without: ['"comprobante', '"status"', '"facturacion"', '"procesados'] },
  { means: 'MSG_ELIMINADO_EN_PARTE', words: ['"error":"parcial"'] },
  // TusFacturasAPP's own words for these two are not documented; these are the ones it cannot well do without.
  { means: 'MSG_CREDENCIALES', words: [' credencial'] },
  { means: 'MSG_CREDENCIALES', words: ['apikey'] },
  { means: 'MSG_CREDENCIALES', words: ['api key'] },
  { means: 'MSG_CREDENCIALES', words: ['apitoken'] },
  { means: 'MSG_CREDENCIALES', words: ['api token'] },
  { means: 'MSG_CREDENCIALES', words: ['usertoken'] },
  { means: 'MSG_CREDENCIALES', words: ['user token'] },
  { means: 'MSG_CREDENCIALES', words: ['acceso denegado'] },
  { means: 'MSG_CREDENCIALES', words: ['usuario no autorizado'] },
  { means: 'MSG_CUPO', words: [' cupo'] },
  { means: 'MSG_CUPO', words: ['mite de request'] },
  { means: 'MSG_CUPO', words: ['mite de solicitudes'] },
  { means: 'MSG_CUPO', words: ['mite de su plan'] },
  { means: 'MSG_CUPO', words: ['cantidad de request'] },
  { means: 'MSG_CUPO', words: ['cantidad de solicitudes'] },
  { means: 'MSG_CUPO', words: ['mite de comprobantes'] },
  { means: 'MSG_CUPO', words: ['comprobantes disponibles', ' abono'] },
  { means: 'MSG_CUPO', words: [' plan', 'comprobantes disponibles'] },
  { means: 'MSG_CUPO', words: ['requests disponibles'] },
  { means: 'MSG_CUPO', words: ['solicitudes disponibles'] },
  { means: 'MSG_CUPO', words: ['abono', 'agotad'] },
  { means: 'MSG_CUPO', words: ['abono', 'vencid'] },
  { means: 'MSG_CUPO', words: ['suscripci', 'vencid'] },
]

/** The words TusFacturasAPP puts around observations of a comprobante that was issued. */
export const issuedWords = ['marcado como observado', 'no requieren acci']

/** What the words of a message nobody documented point to, the surer first. */
export const hints = {
  configuracion: ['certificado', 'punto de venta', 'ptovta', 'web service', 'webservice', 'clave fiscal', 'token', 'delegaci'],
  numeracion: ['numeraci', 'cbtedesde', 'cbtehasta', 'correlativ', 'ltimo autorizado', 'a autorizar', 'duplicad', 'ya existe'],
  fecha: [' fecha', 'cbtefch', 'fchserv', 'fchvto', 'vencimiento', 'periodo', 'per?odo'],
  datos: [
    'cuit', 'docnro', 'doctipo', ' iva', 'importe', 'alicuota', 'al?cuota', 'moneda', 'cotizaci', 'receptor', 'cliente', 'percepci',
    'tributo', 'comprobante asociado', 'cbteasoc', 'cbtesasoc', ' cbu', 'imptotal', 'impneto', 'monid', 'opcional', 'comprador',
    'domicilio', 'external_reference', 'no coincide', 'gravado', 'exento',
  ],
  transitorio: [
    'no disponible', 'fuera de servicio', 'fuera de l', 'momentaneamente', 'moment?neamente', 'error interno', 'no responde',
    'saturad', 'reintent', 'intente', 'conexi', 'comunicaci',
  ],
} as const
