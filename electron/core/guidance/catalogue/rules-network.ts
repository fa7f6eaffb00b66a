import { said, type Rule } from './rule.ts'

/** Words of a page that comes from a server that fails: resending helps after it. */
const serverDown = ['unavailable', 'bad gateway', 'internal server', 'gateway time', 'timed out', 'timeout', 'time-out', 'error 5', 'code 5', 'no disponible', 'mantenimiento', 'maintenance']

/** A parser says the same of the XML that a program made of wrong data. */
const ofOurXml = ['caracter', 'invalid char', 'entityref', 'detalle', 'descripci', 'comprobante tiene', 'comprobante contiene', 'xml enviado', 'xml generado', 'armar el xml', 'armando el xml', 'generar el xml', 'generando el xml', 'construir el xml', 'crear el xml', 'firmar el xml', 'cuit', 'importe', 'receptor', 'obligatori']

/**
 * A failure on the way: connection, name, TLS, a page in place of an answer. The words are those of curl, PHP, Python, Node, Java, .NET
 * and Windows, in English and Spanish, and of the programs of those who invoice.
 */
export const networkRules: Rule[] = [
  ...said('MSG_TIMEOUT', [
    'timeout', 'timed out', 'timedout', 'time out', 'time-out', 'timed-out', 'tiempo de espera', 'se excedi*el tiempo', 'deadline exceeded',
    'no respondi*a tiempo', 'econnreset', 'aborterror', 'econnrefused', 'connection refused', 'econnaborted', 'epipe', 'broken pipe',
    'connection reset', 'connection was reset', 'connection aborted', 'connection was aborted', 'connection was closed', 'connection closed',
    'connection was forcibly', 'forcibly closed', 'closed by the remote', 'closed by peer', 'socket hang up', 'other side closed',
    'remote end closed', 'remotedisconnected', 'incompleteread', 'incomplete read', 'premature close', 'recv failure', 'send failure',
    'empty reply', 'error fetching http headers', 'host remoto', 'conexi*n existente', 'conexi*n cerrada', 'conexi*n interrumpida',
    'se ha terminado la conexi', 'software en su equipo', 'conexi*se cerr', 'conexi*fue cerrada', 'conexi*cerrada por', 'conexi*establecida por', 'protocol violation', 'infracci*n de protocolo', 'error inesperado de env', 'error inesperado de recep', 'anul*la conexi', 'se perdi*la conexi', 'se cort*la conexi', 'conexi*n se cort', 'conexi*n se interrumpi',
    'eof inesperado', 'respuesta finaliz*prematura', 'respuesta ha finalizado*prematura', 'respuesta termin*prematura', 'infringi*el protocolo', 'anulada la solicitud: solicitud cancelada', 'se anul*la solicitud: se cancel', 'se cancel*una tarea', 'the operation was canceled', 'operaci*n de e/s se*anul', 'thread was being aborted', 'subproceso anulado',
    'parte conectada no respondi', 'connected party did not', 'task was canceled', 'task was cancelled', 'execution expired', 'execution time of',
    'tiempo*de ejecuci', 'agot*el tiempo', 'tiempo agotado', 'ended prematurely', 'unexpected eof', ' eof ', 'unexpected end of file', 'stream closed', 'stream was reset', 'connection broken', 'transport is closing', 'code = deadlineexceeded', 'failed to respond', 'request was canceled', 'request was cancelled', 'too slow',
  ]),
  // Names, routes, Internet itself: of the computer that tried.
  ...said('MSG_SIN_RED', [
    'getaddrinfo', 'gaierror', 'enotfound', 'eai_again', 'name or service not known', 'name resolution', 'nameresolution',
    'nodename nor servname', 'no such host', 'host not found', 'unknownhost', 'unknown host', 'could not resolve host', 'could not resolve proxy', "couldn't resolve host", "couldn't resolve proxy",
    'cannot resolve host', 'cannot resolve the host', 'name could not be resolved', 'name cannot be resolved', 'host could not be resolved', 'hostname could not be resolved', 'address could not be resolved', 'err_name_not', 'resolver el nombre', 'resolver el host', 'resolver la direcci',
    'unable to resolve host', 'unable to resolve the host', 'unable to resolve server', 'no se conoce el host', 'no se conoce ning', 'dns_probe', 'ns_error_unknown_host', 'no address associated', 'appears to be offline', 'you are offline', 'no internet', 'not connected to the internet', 'sin internet', 'sin acceso a internet', 'nombre de host*no se pudo resolver', 'nombre remoto*no se pudo resolver', 'nombre del servidor*no se pudo resolver', 'direcci*del servidor*no se pudo resolver', 'host*no se pudo resolver', 'servidor*no se pudo resolver', 'name not resolved', 'dns lookup', 'dns server', 'red no accesible', 'host no accesible', 'no route to host', 'ehostunreach', 'enetunreach', 'enetdown', 'err_internet', 'network is unreachable', 'network is down',
  ]),
  ...said('MSG_SIN_RED', ['host es desconocido', 'host desconocido', 'servidor dns'], { without: ['mail', 'correo', 'factura'] }),
  ...said('MSG_CONEXION', [
    'socket error', 'socketexception', 'socket.error', 'error de socket', 'winsock', 'winerror', 'access a socket', 'socket read failed', 'socket operation', 'del socket', 'no data of the requested type', 'datos del tipo solicitado', 'acceder al servidor',
    'unable to find the server', 'servernotfound', 'failed to connect', 'could not connect', "couldn't connect", 'cannot connect',
    "can't connect", 'unable to connect', 'ns_error_net', 'ns_error_conn', 'temporary failure', 'connection with the server', 'connection to the server',
    'could not send message', 'no endpoint listening', 'ning*n extremo escuchando', 'sending the request', 'al enviar la solicitud', 'receiving the http response',
    'recibir la respuesta http', 'recib*a la respuesta http', 'making the http request', 'realizar la solicitud http', 'network name is no longer', 'nombre de red especificado', 'operaci*n de socket', 'provider failed on open', 'error en el proveedor subyacente', 'sin senal',
    'verifi*conexi*internet', 'revis*conexi*internet', 'compr*conexi*internet', 'sin se?al',
    'no se pudo encontrar el servidor', 'no se encontr*el servidor', 'unable to reach', 'could not reach', 'establish a new connection', 'newconnectionerror',
    'actively refused', 'connection attempt failed', 'connectionerror', 'connection error', 'connect error', 'network error', 'unreachable',
    'fetch failed', 'failed to fetch', 'und_err', 'max retries exceeded',
    "'makefile'", 'curl error', 'curl: (', 'winhttp', 'wininet', '0x80072e', '0x80072f', 'transport-level', 'tcp provider', 'server has gone away', 'lost connection',
    'err_connection', 'err_network', 'err_proxy', 'err_tunnel', 'tunnel connection', 'proxy authentication', 'proxy error', 'error de proxy',
    'error del proxy',
    'parsing wsdl', 'load external entity', 'address unavailable', 'could not connect to host', 'problem with the connection', 'error communicating',
    'conectar con el servidor', 'conectar al servidor', 'conectarse al servidor', 'conectarse con el servidor', 'deneg*expresamente',
    'conexi*n rechazada', 'sin conexi*n', 'no hay conexi', 'intento de conexi', 'error de conexi', 'error en la conexi', 'falla de conexi',
    'fallo de conexi', 'la conexi*n fall', 'problemas de conexi', 'problema de conexi', 'error de red', 'problemas de red',
    'error de comunicaci', 'problemas de comunicaci', 'problema de comunicaci', 'error en la comunicaci', 'falla de comunicaci',
    'establecer una conexi', 'establecer la conexi', 'establecer conexi', 'establecer comunicaci', 'establecer una comunicaci',
    'no pudimos comunicar', 'no pudimos conectar', 'no se pudo conectar', 'no se puede conectar', 'no se ha podido conectar',
    'no se logr*conectar', 'no fue posible conectar', 'no es posible conectar', 'imposible conectar', 'imposible comunicar', 'equipo remoto', 'no puede conectar', 'no pudo conectar',
    'no se pudo comunicar', 'no se puede comunicar', 'no se ha podido comunicar', 'no fue posible comunicar', 'no pudo comunicar',
    'no fue posible contactar', 'no se pudo contactar', 'no se puede contactar', 'no se pudo acceder al servi', 'no se puede acceder al servi',
    'error al conectar', 'error conectando', 'error al comunicar', 'conectividad', 'fall*al conectar', 'fall*la conexi', 'fall*la comunicaci',
  ]),
  ...said('MSG_CONEXION_SEGURA', [
    'handshake', 'sslerror', 'ssl_error', 'sslexception', 'ssl_connect', 'ssl routines', 'sslv3', 'tls alert', 'key too small',
    'certificate verify', 'certificate_verify', 'certificate problem', 'self signed certificate', 'self-signed certificate', 'pkix path',
    'certification path', 'canal seguro', 'secure channel', 'relaci*n de confianza', 'trust relationship', 'ssl connection', 'tls connection',
    'violation of protocol', 'wrong version number', 'local issuer', 'verify the first certificate', 'remote certificate is invalid',
    'certificado remoto no es v', 'signed by unknown authority', 'failed to verify certificate', 'connecting with ssl', 'violates the protocol', 'renegotiation', 'unknown_ca', 'cert_untrusted', 'cert_trust', 'trust error', 'unable_to_verify', 'unable_to_get_issuer', 'self_signed_cert', 'altname', 'alternative certificate subject', 'certificate subject name', 'hostname mismatch', 'unable to get local', 'eproto', 'sec_e_', 'err_tls', 'err_cert', 'err_ssl', 'cert_has_expired', 'certificate has expired',
  ]),
  // SSPI is what Windows makes a secure connection with; these are its words and those of .NET around them.
  ...said('MSG_CONEXION_SEGURA', [
    'llamada sspi', 'llamada a sspi', 'call to sspi', 'common algorithm', 'un algoritmo com', 'autoridad de seguridad local', 'local security authority',
    'message received was unexpected or badly', 'mensaje recibido fue inesperado o', 'mensaje recibido es inesperado o', 'mensaje recibido era inesperado o', 'token supplied to the function', 'token proporcionado a la funci', 'token suministrado a la funci',
    'credentials supplied to the package', 'available in the security package', 'suministradas al paquete no se reconoc', 'proporcionadas al paquete no se reconoc', 'en el paquete de seguridad', 'remotecertificatevalidationcallback', 'protocolo de enlace',
    'encryption operation failed', 'decryption operation failed', 'operaci*n de cifrado', 'operaci*n de descifrado', 'determine the frame size', 'corrupted frame', 'un marco danado', 'un marco da?ado', 'security negotiation failed', 'negociaci*n de seguridad',
    'authentication failed because the remote party', 'autenticaci*porque la parte remota', 'autenticaci*porque el interlocutor remoto', 'disposed object*sslstream', 'objeto desechado*sslstream',
  ], { without: ['apitoken', 'apikey', 'usertoken', 'cuit', 'cbte'] }),
  ...said('MSG_CONEXION_SEGURA', ['authentication failed, see inner exception', 'error de autenticaci*vea la excepci', 'error de autenticaci*consulte la excepci'], { without: ['certificado', 'cuit', 'usuario', 'clave', 'ticket'] }),
  // A channel of .NET that broke before.
  ...said('MSG_CONEXION', ['in the faulted state', 'in failed state', 'in a faulted state', 'communication object*faulted', 'objeto de comunicaci*estado de error', 'faultedexception']),
  ...said('MSG_CONEXION', ['disposed object*socket', 'disposed object*stream', 'objeto desechado*socket', 'objeto desechado*stream']),
  ...said('MSG_SERVIDOR_CAIDO', [
    'internal server error', 'bad gateway', 'service unavailable', 'server unavailable', 'service temporarily', 'temporarily unavailable',
    'gateway time', 'server is down', 'web server is not', 'server is not responding', 'server error', 'error interno del servidor',
    'servidor no disponible', 'servidor*respondi*con un error',
    "'text/html", 'content type*text/html', 'no xml document', 'badstatusline', 'responsenotready', 'expaterror', 'well-formed', 'well formed',
    'tag not found', 'invalid content-type', 'invalid xml', 'response (50', 'code = unavailable', 'upstream connect', 'upstream request', 'no healthy upstream', 'unexpected token <', 'unexpected token \'<', 'overloaded', 'servicio web respondi*con un error',
  ]),
  ...said('MSG_RESPUESTA_ILEGIBLE', [
    'unexpected token', 'unexpected character', 'unexpected end of json', 'unexpected end of input', 'is not valid json', 'json.parse', 'invalid json', 'jsondecodeerror',
    'expecting value', 'cannot read propert', 'saxparse', 'xml parsing',
  ]),
  // What parsers of XML say when something else came: libxml2, expat, Xerces, sax and those of JavaScript.
  ...said(
    'MSG_RESPUESTA_ILEGIBLE',
    [
      'close tag', 'closing tag', 'before first tag', 'root tag', 'mismatched tag', 'tag mismatch', 'start tag expected', 'of data in tag', 'outside of root', 'no element found', 'junk after document', 'at the end of the document',
      'document is empty', 'xml declaration allowed only', 'parser error', 'in prolog', 'not expected.:', 'unclosed token',
    ],
    { without: [...serverDown, '(50', 'http 50', 'no respond', ...ofOurXml] },
  ),
  // A page without a status, and the words of filters and gates. One that says that a server is down is told by those words.
  ...said(
    'MSG_PAGINA_AJENA',
    [
      '<html', '<!doctype html', '<title', 'fortiguard', 'fortinet', 'hotspot', 'captive portal', 'portal cautivo', 'network authentication required', 'red wifi', 'welcome to nginx', 'index of /', 'object not found!', 'page not found', 'pagina no encontrada', 'p?gina no encontrada', 'page blocked', 'site blocked',
      'access blocked', 'acceso bloqueado', 'sitio bloqueado', 'p*gina bloqueada', 'web filter', 'filtro web', 'filtro de contenido', 'to protect itself from online attacks',
      'security service to protect', 'support id', 'attention required', 'internet access denied', 'zscaler', 'sophos', 'kaspersky', 'bitdefender', 'fue bloquead', 'ha sido bloquead', 'bloqueado por el', 'bloqueado por la', 'bloqueada por el', 'bloqueada por la', 'blocked by',
    ],
    { without: [...serverDown, 'cuit', 'cuenta', 'usuario', 'punto de venta'] },
  ),
  ...['HTTP-400', 'HTTP-401', 'HTTP-403', 'HTTP-404', 'HTTP-405', 'HTTP-413'].flatMap((refines) =>
    said('MSG_PAGINA_AJENA', ['<html', '<!doctype', 'nginx', 'cloudflare', 'apache/', 'firewall', 'fortiguard', 'captive', 'politica de', 'pol?tica de', 'navegaci', 'policy', 'categor', 'filtro', 'web filter', 'bloque', 'blocked'], { refines, only: true }),
  ),
]
