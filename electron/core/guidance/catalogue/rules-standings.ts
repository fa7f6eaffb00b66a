import { said, type Rule } from './rule.ts'

/** A filter of web pages denies access as well; it speaks of pages, and not of an account. */
const ofFilters = ['politic', 'pol?tic', 'policy', 'categor', 'navegaci', 'sitio', 'website', 'web page', 'web site', 'pagina', 'p?gina', 'filtro', 'filter', 'firewall', 'administrador de red', 'administrador de la red', 'internet', 'gateway', 'dominio', 'proxy', 'control de acceso', 'access control', 'this page']

/** Whether it was issued is then what nobody knows. */
const askedWhether = ['si la fact', 'si el comp', 'si tu fact', 'si tu comp', 'si esta fact', 'si este comp']

/** What will be recovered, or is being, is not there yet. */
const recovered = /\bcae (?:(?:ya|se|ha|fue) )*recuper(?:o\b|\?|ad)|\bse (?:recuper(?:o|\?)|ha recuperado) (?:[a-z]+mente )?el cae\b/u

/** How the comprobante stands: statuses, webhooks, answers. What fields say is written as messages.ts leaves it. */
export const standingRules: Rule[] = [
  ...said('MSG_NO_ENCONTRADO', ['no se han encontrado comprobantes', 'no se encontraron comprobantes']),
  ...said('MSG_MANTENIMIENTO', ['tareas de mantenimiento', '"mantenimiento":1', '"mantenimiento": 1', '"mantenimiento":true', '"mantenimiento": true']),
  ...said('MSG_MANTENIMIENTO', ['en mantenimiento'], { without: ['afip', ' arca'] }),
  ...said('HTTP-429', ['too many requests', 'rate limit', 'demasiados intentos', 'demasiados pedidos', 'demasiadas solicitudes', 'demasiadas peticiones', 'demasiadas consultas', 'demasiadas llamadas']),
  ...said('HTTP-429', ['demasiadas veces', 'muchas veces seguidas'], { beside: ['probaste', 'intent', 'consult', 'llam', 'peticion', 'pedido', 'esper'], without: ['item', '?tem', 'producto', 'comprobante', 'factura', 'cuit', 'repetid'] }),
  ...said('MSG_SIN_MOTIVO', ['enviado a procesar - con error', '"evento":"error"*"msg":[]', '"evento": "error"*"msg": []']),
  ...said('MSG_EN_COLA', ['en cola, esperando aprobaci', 'aprobado y en cola', '"evento":"encolado"', '"evento": "encolado"']),
  ...said('HTTP-413', ['too large', 'demasiado grand', 'demasiado pesad'], { beside: ['request', 'payload', 'entity', 'body', ' file', 'archivo', 'adjunto', 'peticion', 'petici?n', 'solicitud', 'el envio', 'el env?o', 'cuerpo'], without: ['importe', 'monto', 'too small', '413', '<html'] }),
  ...said('MSG_YA_EMITIDO', ['ya fue emitid', 'ya se encuentra emitid', 'ya esta emitid', 'ya est? emitid', 'ya se emiti', ' ya emiti', '"ya emiti', ' ya tiene*emitid', 'ya esta autorizad', 'ya est? autorizad', ' ya emitid*con cae', 'emitido con cae', '"status":"emitido"', '"status": "emitido"', '"evento":"emitido"', '"evento": "emitido"']),
  ...said('MSG_YA_EMITIDO', ['ya tiene cae', 'ya tiene un cae', 'ya tiene el cae', 'ya posee cae', 'ya posee un cae', 'ya cuenta con cae', 'ya cuenta con un cae', 'ya cuenta con el cae'], { without: ['si ya ', ...askedWhether, 'pendiente', 'asociad'] }),
  ...said('MSG_YA_EMITIDO', ['factura esta autorizada por a', 'factura est? autorizada por a', 'comprobante esta autorizado por a', 'comprobante est? autorizado por a'], { without: [...askedWhether, 'que la fact', 'que el comp'] }),
  ...said('MSG_YA_EMITIDO', ['cae*recuper', 'recuper*el cae'], { without: ['no se recuper', 'no recuper', 'no fue recuper', 'si se recuper', 'hasta que', 'cuando'], shape: recovered }),
  ...said('MSG_ELIMINADO', ['se ha eliminado correctamente', '"evento":"eliminado"', '"evento": "eliminado"']),
  ...said('MSG_FECHA_CAMBIADA', ['"evento":"cambio_fecha"', '"evento": "cambio_fecha"']),
  ...said('MSG_PRUEBA', ['"evento":"test"', '"evento": "test"']),
  ...said('MSG_ACEPTADO', ['"error":"n"'], { without: ['"comprobante', '"status"', '"facturacion"', '"procesados'] }),
  ...said('MSG_ELIMINADO_EN_PARTE', ['"error":"parcial"']),
  // TusFacturasAPP's own words for these two are not documented; these are the ones it cannot well do without.
  ...said('MSG_CREDENCIALES', [' credencial', 'apikey', 'api key', 'apitoken', 'api token', 'usertoken', 'user token', 'user not found', 'usuario no autorizado'], { without: ['validaciondetoken', 'esta operaci', 'das al paquete no se reconoc', 'en el paquete de seguridad'] }),
  ...said('MSG_CREDENCIALES', ['acceso denegado', 'access denied'], { without: ['esta operaci', 'al archivo', 'a la ruta', 'to file', 'to the file', 'to the path', ...ofFilters] }),
  ...said('MSG_PAGINA_AJENA', ['acceso denegado', 'access denied'], { beside: ofFilters, without: ['esta operaci', 'al archivo', 'a la ruta'] }),
  ...said('MSG_CUPO', [' cupo', 'mite de request', 'mite de solicitudes', 'mite de su plan', 'cantidad de request', 'cantidad de solicitudes', 'mite de comprobantes', 'comprobantes disponibles* abono', ' plan*comprobantes disponibles', 'requests disponibles', 'solicitudes disponibles', 'abono*agotad', 'abono*vencid', 'suscripci*vencid']),
  ...said('MSG_CUPO', ['mite de factura', 'mite de emisi', 'mite mensual', 'ximo de comprobantes', 'ximo de factura'], { beside: [' plan ', ' abono', 'suscripci'], without: ['monotrib', 'consumidor', 'importe', 'monto', 'categor'] }),
]
