import { said, type Rule } from './rule.ts'

const otherTokens = ['no aparec', 'fechas del token', 'vencid', 'expirad', 'nulo o vac', 'id sistema', 'computador']

/** Who is told to look whether there is one is not told that there is. */
const instructions = ['verifi', 'asegur', 'revis', 'cheque', 'chequ?', 'controla', 'control?', 'controle', 'fijate', 'f?jate', 'fijese', 'f?jese', 'confirm', 'comproba', 'comprueb', 'valida que', 'valid? que', 'valide que', 'make sure', 'ensure']

/** The access ticket, the certificate and the relations behind it. */
export const accessRules: Rule[] = [
  // 600 covers them all; which one it is, its words tell.
  ...said('MSG_VALIDACION_TOKEN_CUIT', ['validaciondetoken*no aparec*cuit', 'lista de relaciones'], { refines: '600' }),
  ...said('MSG_TOKEN_VENCIDO', ['fechas del token', 'token vencid', 'token expirad', 'ticket vencid', 'ticket expirad', 'gentime*exptime'], { refines: '600' }),
  ...said('MSG_TOKEN_VENCIDO', ['token expir', 'token has expired', 'ticket de acceso*expir', 'ticket de acceso*vencid', ' ta vencid', ' ta expirad', 'vencimiento del token', 'sesion*expir', 'sesi?n*expir', 'sesion*venci', 'sesi?n*venci']),
  ...said('MSG_TOKEN_VENCIDO', ['token de a*expir', 'token de a*venci', 'ticket de a*expir', 'ticket de a*venci', 'token se venci', 'token venci'], { without: ['certificado', 'clave', 'apitoken', 'usertoken'], shape: /(?:token|ticket)(?: [a-z?]+){0,5},? (?:expir|venci)(?!mient)/u }),
  ...said('MSG_TOKEN_VENCIDO', ['acceso guardado', 'ticket guardado', 'token guardado', 'acceso en cach', 'ticket en cach', 'token en cach'], {
    beside: ['no acept', 'rechaz', 'venci', 'expir', 'inv?lid', 'invalid', 'no sirve', 'se pide', 'se solicita'],
    without: ['comprobante', 'factura'],
  }),
  ...said('MSG_COMPUTADOR_NO_AUTORIZADO', ['computador no *autorizado'], { refines: '600' }),
  ...said('MSG_COMPUTADOR_NO_AUTORIZADO', ['computador no *autorizado'], { refines: 'coe.notAuthorized' }),
  ...said('MSG_TOKEN_OTRO_SERVICIO', ['no valido id sistema', 'id sistema de token'], { refines: '600' }),
  ...said('MSG_VALIDACION_TOKEN', ['validaciondetoken', 'verificaciondehash'], { refines: '600', without: otherTokens }),
  ...said('MSG_VALIDACION_TOKEN', ['token'], { refines: '600', only: true, without: [...otherTokens, 'no incluida'] }),
  ...said('MSG_VALIDACION_TOKEN', ['par token/sign', 'falta token', 'token malformado', 'firma valida de']),
  ...said('MSG_VALIDACION_TOKEN_CUIT', ['actuar en representaci', 'cuit representad', 'cuit*no coincide con el del certificado', 'certificado es del cuit']),
  ...said('MSG_VALIDACION_TOKEN_CUIT', ['certificado es del 2', 'certificado es del 3'], { shape: /certificado es del \d{2}-?\d{8}-?\d\b/u }),
  ...said('MSG_VALIDACION_TOKEN_CUIT', ['certificado es de otr', 'certificado pertenece a otr', 'certificado corresponde a otr', 'certificado de otr*cuit'], { without: ['servidor', 'sitio', 'dominio', 'host', 'ssl', 'tls', 'conexi'] }),
  ...said('coe.alreadyAuthenticated', ['ya posee un ta']),
  ...said('coe.alreadyAuthenticated', ['existe un ticket', 'hay un ticket', 'tiene un ticket', 'posee un ticket', 'existe un ta ', 'hay un ta ', 'tiene un ta ', 'existe un token', 'hay un token', 'tiene un token'], { beside: ['vigente', 'acceso v'], without: ['no existe un t', 'no hay un t', 'no tiene un t', 'no posee un t', 'si existe', 'si hay', 'vencid', 'expirad', ...instructions] }),
  ...said('coe.notAuthorized', ['permisos para utilizar el web', 'permisos para usar el web', 'permiso*web service', 'no se encuentra autorizado a acceder', 'no esta autorizado a acceder', 'est? autorizado a acceder']),
  ...said('cms.cert.untrusted', ['ac de confianza']),
  ...said('cms.cert.expired', ['certificado expirad', 'certificado vencid', 'certificado*est*vencid', 'certificado*ha vencid', 'venci*el certificado', 'certificado*venci', 'certificado*expir']),
  ...said('cms.cert.invalid', ['generaci*n posterior a la actual']),
  ...said('cms.cert.notFound', ['no se ha encontrado certificado']),
  ...said('cms.sign.invalid', ['firma inv*algor']),
  ...said('cms.bad.base64', ['decodificar el base64']),
  ...said('cms.bad', ['el cms no es v']),
  ...said('xml.bad', ['contra el schema']),
  ...said('xml.generationTime.invalid', ['generationtime', 'tiempo de generaci', 'ticket expira en el futuro']),
  ...said('xml.expirationTime.expired', ['expirationtime', 'tiempo de expiraci']),
  ...said('wsn.notFound', ['servicio informado inexistente']),
  ...said('MSG_CLAVE_Y_CERTIFICADO', [
    'key values mismatch', 'clave privada no coincide', 'private key does not match', 'invalid pem', 'pem formatted', 'no start line',
    'clave privada inv', 'creating pkcs7',
  ]),
  // While a connection is made they are said of the other side's certificate.
  ...said('MSG_CLAVE_Y_CERTIFICADO', ['decoder routines', 'bad decrypt', 'bad password read', 'pem routines', 'asn1 encoding routines', 'not an x509'], { without: ['curl', 'ssl_connect', 'ssl routines', 'in connection to'] }),
  ...said('MSG_TICKET', ['obtener*ticket', 'obtener*token', 'obteniendo*ticket', 'solicitar*ticket', 'error en token', 'error getting token']),
  ...said('MSG_JAVA_NULL_POINTER', ['java*nullpointer', 'java*null.pointer', 'java*null pointer']),
  ...said('MSG_COMUNICACION_ARCA', ['no se puede establecer la comunicaci*n con arca', 'no se puede establecer la comunicaci*n con afip']),
]
