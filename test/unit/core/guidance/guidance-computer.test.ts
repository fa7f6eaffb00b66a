/** Faults of a computer and pages of servers, as Node.js, Chromium, SQLite, Windows, nginx, Apache and IIS write them. */
import { describe, expect, test } from 'vitest'
import { explain } from '../../../../electron/core/guidance/explain.ts'

const lasting = {
  'No queda lugar en el disco': [
    'ENOSPC: no space left on device, write',
    "Error: ENOSPC: no space left on device, open 'C:\\Users\\Ana\\AppData\\Local\\programa\\10016\\diario.jsonl'",
    'SqliteError: database or disk is full',
    'net::ERR_FILE_NO_SPACE',
    'EDQUOT: disk quota exceeded, write',
    'There is not enough space on the disk.',
    'Espacio en disco insuficiente',
    'No hay suficiente espacio en disco.',
    'El disco está lleno',
  ],
  'Un programa no pudo usar un archivo de la PC': [
    "EPERM: operation not permitted, rename 'C:\\Users\\Ana\\a.part' -> 'C:\\Users\\Ana\\a'",
    "EACCES: permission denied, open '/home/ana/diario.jsonl'",
    "EBUSY: resource busy or locked, unlink 'C:\\datos.db'",
    'EMFILE: too many open files',
    "EROFS: read-only file system, open '/mnt/x'",
    'SQLITE_BUSY: database is locked',
    'SQLITE_CORRUPT: database disk image is malformed',
    'SQLITE_READONLY: attempt to write a readonly database',
    'El proceso no tiene acceso al archivo porque está siendo utilizado por otro proceso.',
    'The process cannot access the file because it is being used by another process.',
    'Operation did not complete successfully because the file contains a virus or potentially unwanted software.',
    'Acceso denegado al archivo C:\\Users\\Ana\\datos',
  ],
  'Un programa se quedó sin memoria': ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'Memoria insuficiente'],
  'La fecha o la hora de la PC no parece correcta': [
    'net::ERR_CERT_DATE_INVALID',
    'La conexión no es privada NET::ERR_CERT_DATE_INVALID',
    'CERT_NOT_YET_VALID: certificate is not yet valid',
    'La hora del equipo no es correcta. Ajuste la fecha y hora del sistema.',
    'El reloj del equipo está adelantado',
  ],
  'Algo de la PC o de la red bloquea la conexión': [
    'net::ERR_BLOCKED_BY_ADMINISTRATOR',
    'net::ERR_NETWORK_ACCESS_DENIED',
    'connect EACCES 190.210.1.1:443',
    'net::ERR_PAC_SCRIPT_FAILED',
  ],
  'El proxy de la oficina pide usuario y contraseña': [
    '407 Proxy Authentication Required',
    'net::ERR_PROXY_AUTH_REQUESTED',
    'Request was cancelled. Proxy response (407) !== 200 when HTTP Tunneling',
    'tunneling socket could not be established, statusCode=407',
  ],
}

describe('a fault of the computer is to be mended there, and is not one of the data', () => {
  test.each(Object.entries(lasting).flatMap(([title, texts]) => texts.map((text) => ({ title, text }))))('$title: $text', ({ title, text }) => {
    expect(explain(text)).toMatchObject({ title, kind: 'configuracion', resendHelps: 'despues-de-corregir' })
  })
})

test.each([
  'self-signed certificate in certificate chain SELF_SIGNED_CERT_IN_CHAIN',
  'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
  'unable to verify the first certificate UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'unable to get local issuer certificate UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames",
  'net::ERR_CERT_AUTHORITY_INVALID',
  'CRYPT_E_NO_REVOCATION_CHECK: The revocation function was unable to check revocation for the certificate.',
  'Se ha producido un problema con el certificado de seguridad de este sitio web.',
])('a certificate that is not trusted may be the work of an antivirus, and resending may not help: %s', (text) => {
  expect(explain(text)).toMatchObject({ title: 'El certificado del servidor no es de confianza', resendHelps: 'no-se-sabe' })
})

const page = (status: string, below: string) =>
  `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>${below}</center></body></html>`

test.each([
  'HTTP 404',
  'Error 404',
  'HTTP 404 Not Found',
  'HTTP 405 Method Not Allowed',
  'HTTP 511 Network Authentication Required',
  '404 Página no encontrada',
  page('404 Not Found', 'Apache/2.4.41 (Ubuntu) Server'),
  page('400 Bad Request', 'nginx'),
  page('401 Authorization Required', 'nginx'),
  page('413 Request Entity Too Large', 'nginx/1.18.0'),
  page('Welcome to nginx!', ''),
  '<!DOCTYPE html><html><head><title>IIS 10.0 Detailed Error - 404.0 - Not Found</title></head><body><h3>HTTP Error 404.0 - Not Found</h3></body></html>',
  '<html><head><title>Success</title></head><body>Inicie sesión en la red WiFi para continuar</body></html>',
])('an answer of a server on the way does not judge the comprobante: %s', (text) => {
  expect(explain(text)).toMatchObject({ kind: 'transitorio', resendHelps: 'no-se-sabe' })
})

describe('a status that gives no reason does not say that the data are wrong', () => {
  test.each([
    'HTTP 400',
    'HTTP 400 Bad Request',
    'Request failed with status code 400',
    'The remote server returned an error: (400) Bad Request.',
    'Error en el servidor remoto: (400) Solicitud incorrecta.',
    'HTTP 413 Request Entity Too Large',
    'HTTP 422 Unprocessable Entity',
    'Request failed with status code 422',
  ])('%s', (text) => {
    // Of 400 it is documented that the same is refused again; nobody knows of the others.
    expect(explain(text)).toMatchObject({ kind: 'desconocido', resendHelps: text.includes('400') ? 'no' : 'no-se-sabe' })
    expect(explain(text).code).toMatch(/^HTTP-4/u)
    expect(explain(text).nextStep).not.toContain('Eliminalo')
  })

  test.each<[string | string[], string, string]>([
    ['HTTP 400 Bad Request: El campo DocNro es inválido', 'datos', 'no'],
    [['HTTP 422', 'Falta el CUIT del cliente'], 'datos', 'no'],
    ['HTTP 400: No se pudo conectar con AFIP', 'transitorio', 'si'],
    ['Request failed with status code 400 (10015) DocNro no se encuentra registrado en los padrones', 'datos', 'no'],
    ['{"error":"S","status":"HTTP 400","errores":["apikey invalida"]}', 'credenciales', 'despues-de-corregir'],
  ])('what is said beside it leads: %j', (text, kind, resendHelps) => {
    expect(explain(text)).toMatchObject({ kind, resendHelps })
  })
})

test.each([
  'getaddrinfo ENOTFOUND www.tusfacturas.app',
  'getaddrinfo EAI_AGAIN servicios1.afip.gov.ar',
  'connect ENETUNREACH 190.210.1.1:443 - Local (0.0.0.0:0)',
  'connect EHOSTUNREACH 190.210.1.1:443',
  'net::ERR_INTERNET_DISCONNECTED',
  'net::ERR_NAME_NOT_RESOLVED',
  'socket.gaierror: [Errno -3] Temporary failure in name resolution',
  'php_network_getaddresses: getaddrinfo failed: Name or service not known',
  'java.net.UnknownHostException: wsaa.afip.gov.ar',
  'No se puede resolver el nombre remoto: servicios1.afip.gov.ar',
  'Host desconocido. (servicios1.afip.gov.ar:443)',
  'OSError: [Errno 101] Network is unreachable',
  'dial tcp: lookup servicios1.afip.gov.ar: no such host',
])('a network that is gone is told as that of the computer that tried, and resending helps when it is back: %s', (text) => {
  const explained = explain(text)
  expect(explained).toMatchObject({ title: 'Sin Internet, o no se encontró el servidor', kind: 'transitorio', resendHelps: 'si' })
  expect(explained.explanation).toContain('no TusFacturasAPP ni ARCA')
  expect(explained.nextStep).toMatch(/módem.*Cuando vuelva Internet, reenvialo/u)
})

test.each(['connect ECONNREFUSED 190.210.1.1:443', 'Could not connect to host', 'No se pudo conectar con AFIP'])(
  'one that may be the server’s is not laid on the computer: %s',
  (text) => {
    expect(explain(text)).toMatchObject({ kind: 'transitorio', resendHelps: 'si' })
    expect(explain(text).title).not.toContain('Sin Internet')
  },
)
