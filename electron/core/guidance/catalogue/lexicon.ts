/**
 * What words speak of, for the sentences that nobody wrote a rule for: of whom or what, and what is said of it. Beginnings of
 * words, each standing for every ending (one that ends in a space is a whole word, or its plural), and written with their accents:
 * clauses.ts also hears them without, and damaged.
 */
export const lexicon = {
  /** Data of the comprobante and of the customer. */
  field: [
    'opción de transferencia', 'cuit ', 'cuil ', 'dni ', 'docnro', 'doctipo', 'nro doc', 'tipo doc', 'cliente', 'receptor', 'comprador', 'destinatario', 'razón social', 'domicilio', 'provincia', 'localidad', 'código postal',
    'importe', 'monto', 'total', 'subtotal', 'neto ', 'iva ', 'alícuota', 'alic ', 'tributo', 'percepci', 'impuesto', 'exento', 'gravado', 'precio', 'cantidad', 'descuento', 'bonificaci',
    'imptot', 'impneto', 'impop', 'imptrib', 'impiva', 'baseimp', 'base imponible', 'moneda', 'monid', 'moncotiz', 'cotizaci', 'tipo de cambio',
    'producto', 'concepto', 'descripci', 'leyenda', 'unidad de medida', 'código de producto',
    'cbte ', 'letra', 'opcional', 'responsab', 'monotribut', 'consumidor final', 'categoría de iva', 'categoría del cliente', 'categoría fiscal', 'categoría de monot', 'actividad', 'remito', 'permiso de embarque', 'incoterm', 'país ',
    'cbu ', 'alias', 'fce ', 'mipyme', 'condici', 'padrón', 'padrones', 'id persona', 'idpersona', 'contribuyente', 'persona',
    'amount', 'customer', 'receiver', 'buyer', 'vat ', 'tax ', 'currency', 'exchange rate', 'document number', 'document type', 'fiscal document', 'fiscaldocument', 'quantity', 'price', 'net amount', 'total amount', 'item price',
  ],
  /** Words of any form; what they are about has to be said by others. */
  formality: ['campo', 'dato ', 'valor', 'parámetro', 'atributo', 'formato', 'objeto', 'estructura', 'array', 'item', 'ítem', 'renglón', 'detalle', 'referencia', 'external reference', 'documento', 'persona', 'field', 'total', 'lista'],
  /** Said of anything that was filled in. */
  wrong: ['inválido', 'inválida', 'no es válid', 'no es un valor válid', 'es requerid', 'requerid', 'es obligatori', 'obligatori', 'incorrect', 'erróne', 'negativ', 'insuficient', 'suficient'],
  /** What programs say it of besides. */
  machine: ['operaci', 'argument', 'índice', 'puntero', 'instrucci', 'sintaxis', 'estado', 'opción', 'acción', 'método', 'función', 'clase', 'código de estado', 'versión', 'contexto', 'comando', 'archivo', 'tipo de contenido', 'content type', 'firma', 'sesión', 'intento', 'root', 'level', 'line ', 'position', 'token', 'código fuente', 'requerimiento', 'pedido', 'petición'],
  /** What there is one of for each sale. */
  comprobante: ['comprobante', 'factura', 'nota de crédito', 'nota de débito', 'notas de crédito', 'notas de débito', 'recibo', 'invoice', 'voucher'],
  /** Somebody is asked to mend what was sent. */
  mend: ['corrij', 'corregí', 'corregi', 'corríj', 'verificá ', 'verifiqu', 'verifica ', 'verificar ', 'revisá ', 'revisa ', 'revise', 'revisar ', 'agregá ', 'agregue ', 'agregar al menos', 'completá ', 'completa ', 'complete ', 'completar ', 'sin completar', 'controlá ', 'controle ', 'comprueb', 'compruéb', 'chequeá ', 'chequee ', 'chequear ', 'seleccion', 'ingrese ', 'ingresá ', 'ingresar ', 'indique ', 'indicá ', 'informe ', 'informá ', 'elija ', 'elegí ', 'elegi ', 'modifi', 'incomplet', 'cargá un', 'cargá el', 'cargá la', 'cargue un', 'cargue el', 'cargue la', 'check the', 'verify the', 'review the', 'correct the', 'please provide', 'fill in'],
  /** It is there already. */
  twice: ['ya fue usad', 'ya fue utilizad', 'ya se us', 'ya está usad', 'ya está utilizad', 'ya usad', 'ya utilizad', 'ya existe', 'repetid', 'duplicad', 'ya se encuentra regist', 'ya está regist', 'ya fue regist', 'ya fue carg', 'ya fue envi', 'ya fue proces', 'ya está carg', 'duplicate', 'already exist'],
  /** Data that this comprobante takes from another one: its dates are not the ones that can be changed. */
  associated: ['periodoasoc', 'período asoc', 'asociad', 'asoc', 'referenciad', 'factura original', 'comprobante original', 'cbteasoc', 'cbtesasoc', 'associated'],
  date: ['fecha', 'cbtefch', 'fch ', 'date '],
  due: ['vencimiento', 'fchvtopago', 'vto ', 'due date'],
  period: ['fecha desde', 'fecha hasta', 'servicio desde', 'servicio hasta', 'fchserv', 'período', 'service date', 'service from', 'fecha de servicio', 'fechas de servicio', 'inicio del servicio', 'fin del servicio', 'inicio del período', 'fin del período'],
  numbering: ['el que sigue', 'el siguiente número', 'se salteó', 'se saltó', 'saltead', 'número que devolvi', 'número con otro', 'ese número ya', 'numeraci', 'correlativ', 'último autorizado', 'próximo a autorizar', 'próximo número', 'siguiente número', 'número siguiente', 'número de comprobante', 'next number', 'voucher number', 'secuencia'],
  /** No fault of a numbering: Microsoft's word for a stream is also that of one, and the last number has to be asked for. */
  stream: ['secuencia de transporte', 'contenido en una secuencia', 'consultar la numeraci', 'obtener la numeraci', 'consultar el último', 'consultar último', 'obtener el último', 'obtener último', 'obteniendo el último', 'consultando el último'],
  pointOfSale: ['pto de vta', 'ptos de vta', 'punto de vta', 'pdv ', 'punto de venta', 'puntos de venta', 'pto vta', 'ptovta', 'pto venta', 'ptos de venta', 'pto de venta', 'point of sale', 'pos number'],
  /** The way into ARCA: certificates, keys, tickets, permissions. */
  access: [
    'certificad', 'certificate', 'key data', 'crt ', 'csr ', 'pem ', 'pkcs', 'clave privada', 'clave publica', 'clave pública', 'clave fiscal', 'llave privada', 'private key', 'public key', 'firma', 'firmar', 'firmando', 'signature', 'signing', 'sign ',
    'token', 'ticket', 'autentic', 'authentic', 'authoriz', 'cert ', 'unauthorized', 'login ', 'log in', 'sesión', 'credencial', 'credential', 'contraseña', 'password', 'usuario', 'delegaci', 'delegad', 'delegar', 'representa', 'administrador de relaciones', 'relaciones', 'permiso', 'términos y condiciones', 'habilitación', 'adherir', 'adhiera', 'adherí ', 'autorizado a consultar', 'autorizada a consultar', 'autorizado a usar', 'autorizada a usar', 'autorizado a acceder', 'autorizada a acceder', 'adherid', 'adhesión', 'cms ', 'tra ', 'ssl cert', 'frase', 'asn', 'tu cuit ', 'usar el web', 'utilizar el web', 'usar el servicio', 'utilizar el servicio', 'acceder al servicio', 'usar este servicio', 'para el servicio', 'dn del', 'dn de ', 'der ', 'delegab', 'datos fiscales', 'generationtime', 'expirationtime', 'reloj', 'ta ', 'empresa emisora', 'cuit emisor', 'cuit del emisor', 'cuit emisora', 'emisor no', 'falta autorizar', 'vinculad', 'vincular', 'enlazad', 'habilitar la factur', 'habilitada la factur', 'habilitado para factur', 'inicio de actividades',
  ],
  /** What somebody at ARCA or in a program has to hand out once; a ticket or a token is had anew each time. */
  papers: [
    'certificado', 'clave privada', 'clave pública', 'clave fiscal', 'llave privada', 'private key', 'rsaprivatekey', 'firma digital', 'firmando', 'firmar', 'key data', 'habilitación', 'der ', 'permiso', 'términos y condiciones', 'delegaci', 'delegad', 'delegab', 'delegar', 'representa', 'administrador de relaciones', 'adherir', 'adhiera', 'adherí ', 'autorizado a consultar', 'autorizada a consultar', 'autorizado a usar', 'autorizada a usar', 'autorizado a acceder', 'autorizada a acceder', 'adherid', 'usar el web', 'utilizar el web', 'usar el servicio', 'utilizar el servicio', 'acceder al servicio', 'usar este servicio', 'para el servicio', 'dn del', 'dn de ', 'datos fiscales', 'empresa emisora', 'cuit emisor', 'cuit del emisor', 'cuit emisora', 'emisor no', 'falta autorizar', 'vinculad', 'vincular', 'habilitar la factur', 'habilitada la factur', 'habilitado para factur', 'access token', 'authorization header', 'credential', 'password', 'cms ', 'inicio de actividades', 'ingresos brutos',
  ],
  /** A right or a setting that somebody lacks, whatever it is needed for. */
  lack: ['no configurad', 'no está configurad', 'no se configur', 'falta configurar', 'sin configurar', 'no tiene configurad', 'no hay configur', 'not configured', 'no definid', 'no está definid', 'necesita el permiso', 'necesita permiso', 'necesitás permiso', 'necesitás el permiso', 'requiere permiso', 'requiere el permiso', 'no tenés permiso', 'no tiene permiso', 'no tienes permiso', 'no posee permiso', 'falta el permiso'],
  /** Something a program lacks that somebody has to set. */
  setting: ['ambiente de arca inv', 'ambiente de afip inv', 'otro ambiente', 'ambiente no coincid', 'ambiente equivocad', 'url inváli', 'url es inváli', 'url no es váli', 'url mal formad', 'url está mal formad', 'url del wsdl es inv', 'url del servicio es inv', 'url del webservice es inv', 'invalid url', 'malformed url', 'cert path', 'key path', 'afip cuit', 'arca cuit', 'en la configuración', 'configurá ', 'configure el', 'configurado en', 'configurar el', 'configuración incompleta', 'configuración fiscal', 'configuración de', 'variables de entorno', 'variable de entorno', 'ambiente inv', 'ambiente incorrect', 'ambiente arca inv', 'ambiente arca incorrect', 'ambiente afip inv', 'entorno inv', 'entorno incorrect', 'configuración arca', 'configuración afip', 'arca deshabilit', 'afip deshabilit', 'environment variable', 'misconfigur'],
  /** Somebody who may fail. */
  service: [
    'error interno', 'internal error', 'afip', 'arca', 'servidor', 'server', 'servicio', 'webservice', 'web service', 'ws ', 'wsaa', 'wsfe', 'wsfev1', 'wsfex', 'wsmtxca', 'wsbfe', 'wscdc', 'wsct', 'ws sr', 'service', 'sistema', 'api ', 'sitio', 'página', 'plataforma', 'aplicaci', 'backend', 'host ', 'proxy', 'router', 'firewall', 'red ', 'network', 'internet', 'conexi', 'connection', 'connect', 'http', 'https', 'soap', 'wsdl', 'gateway', 'upstream', 'base de datos', 'database', 'arba', 'agip', 'rentas', 'padrón', 'padron',
    'tusfacturas', 'respuesta', 'response', 'petición', 'peticion', 'solicitud', 'request', 'consulta', 'llamada', 'socket', 'canal', 'enlace', 'organismo', 'fisco', 'nombre solicitado',
  ],
  /** How a service fails. */
  outage: [
    'no da respuesta', 'no da señal', 'no dan respuesta', 'no está contest', 'no está respond', 'no está atend', 'no está funcion', 'no está operativ', 'no se encuentra operativ', 'no quiere responder', 'no atend', 'no hay sistema', 'no hay servicio', 'no hay línea', 'no hay señal', 'sin sistema', 'health check', 'healthcheck', 'no respond', 'no contest', 'no atiend', 'no carga', 'no anda', 'no funciona', 'no opera', 'no disponib', 'no se encuentra disponib', 'no está disponib', 'indispon', 'inaccesib', 'inoperativ', 'sin respuesta', 'sin conexi', 'sin servicio', 'sin red',
    'no se recibi', 'no se obtuvo', 'no hubo respuesta', 'no hay respuesta', 'respuesta vac', 'resultado vac', 'respuesta nula', 'respuesta inv', 'respuesta inesperad', 'respuesta incomplet', 'respuesta no', 'no llegó', 'no llega',
    'comunicar', 'comunicaci', 'contactar', 'conectar', 'conectando', 'conexi', 'desconect', 'conectividad', 'alcanzar', 'caíd', 'cayó', 'caído', 'caida', 'colaps', 'satura', 'sobrecarg', 'congesti', 'demora', 'demorad', 'lent', 'intermiten', 'inestab', 'interrump', 'interrup', 'degrada', 'mantenim', 'maintenance',
    'timeout', 'time out', 'tiempo de espera', 'tiempo agotado', 'tiempo límite', 'expiró el tiempo', 'agotó', 'excedió el tiempo', 'tardó', 'tarda', 'cortó', 'se corta', 'perdió la conexi', 'fuera de servicio', 'fuera de línea', 'fuera de l', 'offline', 'momentánea', 'momentanea', 'en este momento', 'en estos momentos', 'por el momento', 'temporal', 'transitori', 'temporari', 'error interno', 'internal error', 'falla interna', 'fallo interno', 'error del servidor', 'error de servidor', 'server error', 'error inesperado del',
    'problem with', 'trouble with', 'unavailable', 'not available', 'unreachable', 'not responding', 'no response', 'empty response', 'did not respond', 'not respond', 'down ', 'failed to connect', 'unable to connect', 'could not connect', 'cannot connect', 'refused', 'reset', 'aborted', 'closed', 'broken', 'disconnect', 'timed', 'overload', 'busy', 'ocupad', 'congested', 'temporarily', 'interrupted', 'unstable', 'datos del tipo solicitado', 'unable to reach', 'network is', 'network error', 'dns ',
  ],
  /** How a service may fail when no datum stands beside it. */
  ailing: ['pudimos llegar a arca', 'pudimos llegar a afip', 'pudimos llegar a los serv', 'pudimos llegar a la pág', 'pudimos llegar al serv', 'pudimos llegar al web', 'pudimos llegar al org', 'pudimos llegar al sit', 'pudimos llegar al sist', 'pudimos llegar hasta', 'pudo llegar a arca', 'pudo llegar a afip', 'pudo llegar a los serv', 'pudo llegar a la pág', 'pudo llegar al serv', 'pudo llegar al web', 'pudo llegar al org', 'pudo llegar al sit', 'pudo llegar al sist', 'pudo llegar hasta', 'puede llegar a arca', 'puede llegar a afip', 'puede llegar a los serv', 'puede llegar a la pág', 'puede llegar al serv', 'puede llegar al web', 'puede llegar al org', 'puede llegar al sit', 'puede llegar al sist', 'puede llegar hasta', 'no se llega', 'problemas técnic', 'problema técnic', 'inconvenientes técnic', 'inconveniente técnic', 'dificultades técnic', 'falla técnic', 'fallas técnic', 'falla el servi', 'falló el servi', 'fallan los servi', 'fallaron los servi', 'falló el webserv', 'falló el ws ', 'contestó cualquier', 'respondió cualquier', 'devolvió cualquier', 'contestó mal', 'respondió mal'],
  /** The way to a service, as programs and systems name it. */
  wire: [
    'socket', 'peer', 'host ', 'red ', 'network', 'proxy', 'dns ', 'tcp', 'stream', 'http 2', 'http2', 'framing', 'redirect', 'bytes sec', 'router', 'gateway', 'conexi', 'connection', 'transfer', 'data from the', 'server returned',
    'servidor proxy', 'puerto', 'canal', 'nombre de dominio', 'dominio', 'domain', 'dirección ip', 'internet', 'wifi', 'módem', 'modem', 'vpn', 'cable', 'upstream', 'endpoint', 'url', 'wsdl',
  ],
  /** The cipher around a connection: its certificates are not those that ARCA gives to who invoices. */
  cipher: ['ssl', 'tls', 'handshake', 'peer certificate', 'ca cert', 'remote certificate', 'server certificate', 'certificado remoto', 'certificado del servidor', 'certificado del sitio', 'cipher', 'cifrado', 'https'],
  /** The contract with TusFacturasAPP: two refusals in such words hold the lane, so nothing is guessed of them. */
  account: ['su cuenta', 'tu cuenta', 'la cuenta', 'esta cuenta', 'cuenta suspend', 'cuenta inactiv', 'cuenta bloquead', 'suscripci', 'su plan', 'tu plan', 'el plan', 'su abono', 'tu abono', 'el abono', 'deuda', 'suspendid', 'contratad', 'licencia', 'account', 'subscription', 'billing', 'membres', 'regulariz', 'mora ', 'morosidad'],
  /** What filters of web pages judge by. */
  filter: [
    'política', 'políticas', 'policy', 'policies', 'categor', 'navegaci', 'browsing', 'website', 'web site', 'web page', 'página web', 'sitio', 'sitio web', 'site', 'filtro', 'filter', 'web gateway', 'firewall', 'cortafuegos', 'control de acceso', 'access control', 'this page', 'esta página', 'la página', 'the page', 'administrador de red', 'administrador de la red', 'network administrator', 'área de sistemas', 'departamento de sistemas', 'seguridad informática', 'contenido', 'content', 'acceso a internet', 'internet access', 'dominio', 'domain', 'url', 'dirección web', 'malware', 'phishing',
  ],
  /** What they do. */
  kept: ['deneg', 'denied', 'bloque', 'block', 'prohib', 'forbidden', 'restring', 'restrict', 'no permit', 'no está permit', 'not allow', 'not permitted', 'no autoriz', 'no está autoriz', 'not authorized', 'filtrad', 'filtered', 'intercept', 'rechaz', 'impid', 'prevent'],
  /** It does not go through. */
  stuck: [
    'inactiv', 'no se puede', 'no se pudo', 'no pudo', 'no hay', 'no encontrad', 'no se encontr', 'no se encuentra', 'no existe', 'not found', 'no such', 'not ready', 'slow', 'nothing', 'maximum', 'too many', 'failed', 'failure', 'fail', 'error', 'fall', 'problem', 'not ok', 'not know', 'was not', 'unknown', 'desconocid', 'cannot', 'could not', 'unable', 'partial', 'bad ', 'weird', 'unexpected', 'inesperad', 'invalid', 'inváli', 'incorrect', 'lost', 'perdi', 'anul', 'cancel', 'abort', 'deneg', 'rechaz', 'refus', 'forbidden', 'not respond', 'not reach', 'alcanz', 'not allowed', 'blocked', 'bloque', 'exhaust', 'timeout',
  ],
  /** What came back. */
  reply: ['mensaje recibido fue inesperado', 'mensaje recibido es inesperado', 'mensaje recibido era inesperado', 'estructura', 'xml', 'json', 'html', 'soap', 'respuesta', 'response', 'reply', 'contestación', 'envelope'],
  unreadable: ['inváli', 'invali', 'mal formad', 'malformed', 'incomplet', 'vací', 'vacio', 'empty', 'no reconoc', 'no se pud', 'no es váli', 'inesperad', 'unexpected', 'unrecognized', 'could not', 'cannot', 'corrupt', 'ilegible', 'parse', 'syntax', 'fault', 'error', 'null', 'nula', 'nulo', 'truncad', 'truncat', 'bad ', 'weird'],
  /** Something was asked for. */
  asking: ['vencimiento del cae', 'consult', 'obtener', 'obteniendo', 'recuper', 'solicit', 'pedir', 'enviar', 'envío', 'llamar', 'invoc', 'ejecutar', 'execut', 'fetch', 'getting', 'leer', 'parsear', 'parse', 'parsing', 'calling', 'call ', 'request'],
  /** It did not come out. */
  failed: ['error', 'fall', 'no se pud', 'no se pued', 'no fue posible', 'no pud', 'no pued', 'imposible', 'no se logr', 'no se ha podido', 'problema', 'inconvenient', 'excepci', 'inesperad', 'fail', 'unable', 'could not', 'cannot', 'exception', 'unexpected', 'fault', 'hubo un', 'no devolvi'],
  /** What is asked of a datum, or wrong with it. */
  demand: [
    'no es el ', 'se salteó', 'se saltó', 'saltead', 'necesita la factura', 'con otro comprobante', 'de otro comprobante', 'debe', 'deben', 'deberá', 'debería', 'obligatori', 'requerid', 'requier', 'se necesita', 'necesita el', 'necesita un', 'necesita identific', 'necesitás el', 'es necesari', 'inváli', 'invali', 'no es váli', 'no válid', 'no sea válid', 'incorrect', 'erróne', 'errad', 'mal formad', 'malformad', 'mal ingresad', 'inconsisten', 'incompatib', 'no compatib', 'no es compatib', 'no admit', 'no se admit', 'no permit', 'no se permit', 'no está permit', 'permitid', 'prohibid', 'no acept', 'no se acept', 'no soport', 'no reconoc', 'no se reconoc', 'no discrimin', 'no lleva', 'no es una de', 'no es uno de', 'no se puede factur', 'no se puede leer', 'no se pudo leer', 'ilegible',
    'no coincid', 'no correspond', 'no se correspond', 'no se condic', 'no concuerd', 'no cierr', 'no cuadr', 'no da ', 'no balance', 'no compens', 'no suma', 'difier', 'diferent', 'distint', 'no es igual', 'igual a', 'igual al', 'mayor', 'menor', 'superior', 'inferior', 'supera', 'exced', 'máxim', 'mínim', 'maxim', 'minim', 'negativ', 'fuera de rango', 'fuera del rango', 'rango', 'entre',
    'falta', 'faltan', 'faltante', 'vací', 'vacio', 'en blanco', 'sin informar', 'no informad', 'no se inform', 'no ingresad', 'no se ingres', 'no especificad', 'no se especific', 'no indic', 'sin cuit', 'sin documento', 'sin iva', 'sin ítems', 'sin items', 'sin condici', 'no tiene', 'no posee', 'no contiene', 'no registrad', 'no está registrad', 'no se encuentra registrad', 'no figura', 'no está en la lista', 'no está en el listado', 'no está en la tabla', 'no está en el catálogo', 'ambigu', 'no existe', 'inexistent', 'no encontrad', 'no fue encontrad', 'no se encontr', 'no se encuentra', 'no hallad', 'no identificad', 'no inscript', 'inactiv', 'no activ', 'no está activ', 'dado de alta', 'dado de baja', 'de baja', 'solo puede', 'sólo puede', 'solo se', 'sólo se', 'únicamente', 'únicament', 'solo para', 'sólo para', 'solo es', 'solo admit', 'sólo admit', 'solo acept', 'sólo acept', 'solo aplic', 'sólo aplic', 'solo permit', 'sólo permit', 'no cumpl', 'exigid', 'no se puede inform', 'no se puede inclu', 'no se puede discrim', 'no se puede aplic', 'no se puede utiliz', 'no puede ser', 'no pueden ser', 'no puede estar', 'no puede emit', 'no se puede emit', 'no puede enviar', 'no puede informar', 'no puede tener', 'no puede factur', 'no puede contener', 'no puede utiliz', 'longitud', 'caracter', 'caracteres', 'dígito', 'digito', 'largo', 'numéric', 'decimales', 'no es un número', 'no deb', 'disponible es', 'no corresponde inform', 'no informar', 'anterior', 'posterior', 'futur', 'antigua', 'no es posible emit', 'corrij', 'corregí', 'no autorizad', 'no habilitad', 'no está autorizad', 'no está habilitad', 'no se encuentra autorizad', 'no se encuentra habilitad', 'no es compatible', 'pide', 'no emite',
    'must', 'should be', 'required', 'invalid', 'not valid', 'missing', 'not allowed', 'not match', 'mismatch', 'does not match', 'exceed', 'greater', 'less than', 'lower', 'higher', 'cannot be', 'can not be', 'negative', 'out of range', 'too long', 'too short', 'incorrect', 'not exist', 'not found', 'wrong', 'empty',
  ],
  /** Asked of a datum; a whole comprobante may just have to wait. */
  owed: ['tiene que ser', 'tiene que tener', 'tiene que estar'],
  /** Said of a datum it is a demand; said of a service, a failure. */
  unable: ['no puede', 'no pueden', 'no podrá', 'no podrán'],
  /** Of a list of rights something is not in it; a comprobante or its data are then not what they have to be. */
  apart: ['no es el ', 'no es uno de', 'no es una de', 'no está entre'],
  /** Wrong with a permission or a certificate. */
  barred: [
    'no encontrad', 'no hay', 'equivocad', 'de pruebas', 'no reconoc', 'bloqueó', 'no instalad', 'no está instalad', 'vigente', 'vigencia', 'no pertenec', 'tiene que', 'hay que', 'necesit', 'cargar el', 'no se encontr', 'no se encuentra', 'no fue encontrad', 'no existe', 'inexistent', 'obligatori', 'requerid', 'no tenés', 'no cargad', 'no está cargad', 'incomplet', 'no se pud', 'no se pued', 'no coincid', 'no correspond', 'inváli', 'invali', 'no es váli', 'no válid', 'incorrect', 'corrupt', 'dañad', 'venci', 'vence', 'expir', 'caduc', 'revocad', 'no registrad', 'no está registrad', 'no asociad', 'no tiene asociad', 'no activ', 'no está activ', 'sin permiso', 'no autoriz', 'no está autoriz', 'no se encuentra autoriz', 'no tiene', 'no posee', 'falta', 'faltan', 'error', 'fall', 'problema', 'no delegad', 'no habilit', 'no está habilit', 'no se encuentra habilit', 'deneg', 'rechaz', 'bloquead', 'desactiv', 'no confiab', 'no soportad', 'debe',
    'expired', 'invalid', 'not found', 'not exist', 'missing', 'failed', 'revoked', 'not authorized', 'unauthorized', 'denied', 'untrusted', 'does not match', 'not match', 'mismatch', 'cannot', 'unable', 'wrong', 'required', 'parse', 'not enabled', 'not registered',
  ],
} as const

export type Topic = keyof typeof lexicon

/** Said of many as of one, and words that people misspell in a hurry, each as the lexicon has it. */
export const likewise: Record<string, string> = {
  estan: 'esta', 'est?n': 'est?', encuentran: 'encuentra', son: 'es', fueron: 'fue', han: 'ha',
  conection: 'connection', coneccion: 'conexion', conecion: 'conexion', conexcion: 'conexion', servisio: 'servicio', servisios: 'servicios', webservise: 'webservice', servise: 'service',
  callo: 'cayo', calleron: 'cayeron', bencido: 'vencido', bencida: 'vencida', fatura: 'factura', facura: 'factura', certificdo: 'certificado', cerificado: 'certificado',
}
