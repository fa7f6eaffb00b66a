import { said, type Rule } from './rule.ts'

/** Words that speak of the comprobante: advice to try later beside them may be said after mending it. */
const ofTheData = ['cuit', 'campo', 'importe', ' iva', 'alicuota', 'documento', 'fecha', 'corrij', 'correg', 'modifi', 'inv?lid', 'invalid']

/** Who may fail, and how it is said: nobody lists every sentence that these make together. */
const services = ['afip', ' arca', 'servidor', ' el servicio', 'servicio de a', 'servicio de fact', 'servicios de', 'servicio web', 'los servicios', 'webservice', 'web service', 'wsfe', 'wsaa', 'sitio web', 'pagina']
const troubles = [
  'no contest', 'no atiend', 'no carga', 'no anda', 'no opera', 'no abre', 'no puede atender', 'imposible', 'colaps', 'congestion', 'demora', 'lentitud', 'interrump', 'interrup',
  'inaccesible', 'inoperativ', 'indispon', 'actualizacion en curso', 'actualizaci?n en curso', 'tareas de actualizaci', 'mantenimiento', 'se cay', 'caid', 'ca?d', 'se cuelga', 'colgad', 'timeout', 'falla temporal', 'fallo temporal',
  'degradad', 'reiniciando', 'no se pudo acceder', 'no se puede acceder', 'no fue posible acceder', 'no pudo ser contactad', 'no levanta',
]
/** With these the sentence is about something that a person has to change. */
const toBeMended = ['clave fiscal', 'certificad', 'token', 'contrase', 'credencial', 'permiso', 'no autorizad', 'punto de venta', 'rechaz', 'obligatori', 'cliente', 'receptor', 'padron', 'delegaci', 'tusfacturas', 'pago', 'suspend', 'periodo', 'per?odo', 'monto', ' precio', 'concepto', 'unidad de medida']

/** ARCA's test of itself as programs show it: `app: OK, base: ERROR`. */
const machines = ['app', 'base', 'db', 'auth', 'autenticacion', 'autenticaci?n']
const standing = (words: string[]) => machines.flatMap((machine) => [' ', ': ', '=', '":"'].flatMap((link) => words.map((word) => machine + link + word)))

/** The base of a tax "no puede ser cero": of a machine nothing more is said. */
const fallen = /(?<![a-z])(?:app|base|db|auth|autenticaci.n)[^a-z]{1,4}(?:no|error|fail|down)(?=[^a-z ]| $| (?:y |app|base|db|auth|autentic))/u

/** What a database refuses to keep is the fault of who sent it, so that only a text without any other word is about a failure that passes. */
const onlyThatItFailed =
  /^(?:[^a-z]|(?<![a-z])(?:error|falla|fallo|problema|hubo|tuvo|tiene|ocurrio|ocurri|se|produjo|un|una|el|la|los|de|del|en|con|al|a|y|base|bases|datos|interno|interna|general|inesperado|temporal|momentaneo|servidor|servidores|servicio|webservice|wsfe|wsfev1|afip|arca|sql|server|mysql|oracle|postgresql|conexion|conectar|rechazo|operacion|connection|timeout|deadlock|lock|wait|exceeded|too|many|connections|no|esta|disponible|responde|por|favor|intente|reintente|nuevamente|mas|tarde)(?![a-z]))*$/u

/** ARCA itself fails or does not answer, in its own words and in those of the programs that talk to it. */
export const arcaRules: Rule[] = [
  ...said('MSG_EMISION_INCIERTA', [
    'no sabemos si', 'no se sabe si', 'confirmar si', 'confirmar la emisi', 'no la vuelvas a', 'no lo vuelvas a', 'no vuelvas a', 'no la vuelva a', 'no lo vuelva a', 'no vuelva a', 'no volver a emitir', 'no reintente', 'no reenvie', 'no reenv?e',
    'do not retry', 'do not resend', 'may have been issued', 'may have been authorized', 'estado de la emisi', 'esta en verificaci', 'est? en verificaci', 'emisi*n incierta', 'estado incierto',
  ]),
  ...said('MSG_EJB_ROLLBACK', ['ejbtransactionrolledback']),
  ...said('wsn.unavailable', ['servicios de facturaci*n presentando errores', 'facturaci*est*n presentando errores']),
  ...said('MSG_FALLA_INTERNA', [
    'error interno de aplicaci', 'error interno de base de datos', 'error interno - autorizador', 'error interno db', 'error general db',
    'transaccion activa', 'transacci*n activa', 'ora-0', 'ora-1', 'ora-2', 'ora-3', 'oracle not available', 'oracletransaction', 'oracleexception',
    'sqlexception', 'unable to process request', 'object reference not set', 'referencia a objeto no', 'referencia de objeto no', 'index was outside', 'could not initialize class', 'hibernate',
    'acceso a la base de datos', 'conexi*n db', 'conexin db', 'database - resultado', 'deadlock', 'max pool size', 'falla interna', 'fallo interno',
    'error interno de afip', 'error interno de arca', 'error interno en afip', 'error interno en arca', 'error inesperado de afip',
    'error inesperado de arca', 'business.0010', 'adbexception', 'nullreferenceexception', 'no se ha podido procesar el requerimiento',
  ]),
  ...said('MSG_FALLA_INTERNA', ['error de base de datos', 'error en la base de datos', 'error en base de datos', 'error de la base de datos', 'falla de base de datos', 'fallo de base de datos', 'falla en la base de datos', 'fallo en la base de datos'], { shape: onlyThatItFailed }),
  ...said('MSG_ARCA_CAIDA', [
    'afip no responde', 'arca no responde', 'afip no respondi', 'arca no respondi', 'afip no est*disponible', 'arca no est*disponible',
    'servicio*no se encuentra*disponible', 'servicio*no est*disponible', 'servicio*no disponible', 'servicio*no se encuentra*funcionando',
    'servicio*no funciona', 'servicio*no responde', 'servidor*no est*disponible', 'servidor*no responde', 'servidor*no se encuentra disponible',
    'afip no disponible', 'arca no disponible', 'webservice*no disponible', 'web service*no disponible', 'sin servicio', 'no hay servicio de',
    'sin respuesta', 'no se obtuvo respuesta', 'no hay respuesta', 'respuesta excedid', 'error inesperado en el servidor', 'error inesperado del servidor', 'obtener respuesta de a', 'se encuentra caid', 'webservice*no responde', 'ws no responde', 'sistema*no est*disponible', 'sistema no disponible', 'fuera de servicio',
    'fuera de l*nea', 'momentaneamente', 'moment?neamente', 'temporalmente no', 'temporalmente fuera', 'esta caid', 'est? ca?d', 'estan caid',
    'caida de arca', 'caida de afip', 'caida del servi', 'afip caid', 'arca caid', 'servidor caid',
    'servidores caid', 'saturad', 'sobrecarg', 'inestab', 'intermiten', 'micro corte', 'microcorte', 'alta latencia', 'alta demanda',
    'problemas con los servi', 'problemas en los servi', 'problemas con el servicio', 'problemas en el servicio',
    'inconvenientes con los servi', 'inconvenientes en los servi', 'inconvenientes en el servicio', 'presentando errores',
    'problemas con afip', 'problemas con arca', 'problemas de afip', 'problemas de arca', 'afip*en mantenimiento', ' arca*en mantenimiento',
    'service is not available', 'service not available', 'is not available at the moment', 'afip is down', 'arca is down',
    'afip*est*lent', 'arca*est*lent', 'servidor*est*lent', 'servicio*est*lent', 'se declara ca', 'no esta respondiendo', 'no est? respondiendo', 'con demoras', 'presenta demora', 'hubo respuesta', 'servicio degradad', 'servicios degradad', 'rendimiento degradad', 'service degraded',
    'respondiendo con lentitud', 'responde con lentitud', 'muy lent', 'afip tiene mantenimiento', 'arca tiene mantenimiento',
    // ARCA's own test of itself (FEDummy), and the three machines that it tells of.
    'fedummy*no devolvi', 'fedummy*no respond', 'fedummy*error', 'fedummy*fall', 'no devolvi*estado de los servi', 'no devolvi*estado del servi',
    'appserver*error', 'dbserver*error', 'authserver*error', 'appserver*fail', 'dbserver*fail', 'authserver*fail',
  ]),
  ...said('MSG_ARCA_CAIDA', standing(['no', 'error', 'fail', 'down']), { beside: standing(['ok']), shape: fallen }),
  // With whoever did not answer: of a query about a client, a rate or an associated comprobante it would be about the data.
  ...said('MSG_ARCA_CAIDA', ['afip no devolvi*ninguna respuesta', 'arca no devolvi*ninguna respuesta', 'servicio no devolvi*ninguna respuesta', 'wsfe*no devolvi*ninguna respuesta', 'servidor no devolvi*ninguna respuesta'], {
    without: ['padron', 'padr?n', 'asociad', 'cliente', 'cuit', 'cotizaci', 'actividad', 'busqueda', 'b?squeda'],
  }),
  ...said('MSG_ARCA_CAIDA', [
    'esperar unos minutos', 'espere unos minutos', 'esper* unos minutos', 'aguarde unos minutos', 'intente m*s tarde', 'intente nuevamente', 'intentar m*s tarde', 'intentelo m*s tarde', 'intenta m*s tarde', 'reintent*en unos',
    'reintente m*s tarde', 'reintentar m*s tarde', 'volver a intentar', 'vuelva a intentar', 'volv* a intentar', 'intenta de nuevo', 'intent? de nuevo',
    'intente de nuevo', 'intente acceder', 'intentar de nuevo', 'intenta nuevamente', 'intent? nuevamente', 'intentar nuevamente', 'prob*m*s tarde', 'prob*de nuevo en', 'prob*en un rato', 'try again later', 'try later', 'please try again',
  ], { without: ofTheData }),
  ...said('MSG_ARCA_CAIDA', services, { beside: troubles, without: [...ofTheData, ...toBeMended] }),
  ...said('MSG_PEDIDO_MAL_FORMADO', ['unable to read request', 'error in xml document', 'input string was not in', 'too large or too small for']),
]
