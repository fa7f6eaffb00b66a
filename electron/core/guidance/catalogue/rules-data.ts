import { said, type Rule } from './rule.ts'

/** Dates of these are not the one that can be changed in the queue. */
const otherDates = ['cbteasoc', 'cbtesasoc', 'asociad', 'fchserv', 'existe en a', 'autorizado por a', 'reproceso']
const daysBack = ['5', '10', 'cinco', 'diez', '5 (cinco)', '10 (diez)'].flatMap((days) => ['dias', 'd?as'].flatMap((word) => ['', 'corridos ', 'habiles ', 'h?biles '].flatMap((sort) => ['atr', 'hacia atr', 'para atr'].map((back) => `hasta ${days} ${word} ${sort}${back}`))))
const numbered = ['numero', 'n?mero', 'nro', 'cbtedesde']

/** What ARCA issued while its answer was lost. */
const issuedUnheard = [
  'existe en arca pero no', 'existe en afip pero no', 'existe en a* pero no en tusfacturas', 'ya existe en arca', 'ya existe en afip',
  'registrado en arca pero no', 'registrado en afip pero no', 'autorizado por a*respuesta', 'autorizado en a*respuesta',
  'autoriz*el comprobante pero', 'emiti*pero*no*recibi', 'emiti*respuesta se perdi', 'autoriz*respuesta se perdi', 'no se recibi*la respuesta de a', 'alerta de reproceso', 'alerta de retroceso',
  'ya se encuentra autorizado', 'ya fue autorizado', 'ya estaba autorizado',
]

/** It was issued, and then a program failed to keep it. */
const issuedUnkept = ['autorizo el*pero', 'autoriz? el*pero', 'autorizo la*pero', 'autoriz? la*pero', 'aprobo el*pero', 'aprob? el*pero', 'aprobo la*pero', 'aprob? la*pero', 'emitio el*pero', 'emiti? el*pero', 'emitio la*pero', 'emiti? la*pero', 'fue aprobad*pero', 'se aprob*pero', 'aprobado por a*pero', 'aprobada por a*pero', 'se emiti*pero', 'fue emitid*pero', 'fue autoriz*pero', 'se autoriz*pero', 'autorizado por a*pero', 'autorizada por a*pero', 'obtuvo*cae*pero', 'cae obtenido*pero', 'cae otorgado*pero', 'otorg*cae*pero']
/** Before "pero": then there is nothing issued. */
const neverIssued = ['no se obtuvo', 'no obtuvo', 'no otorg', 'nunca ', 'se emitir', 'sin cae', 'no fue aprobad', 'no se aprob', 'no aprob', 'no se emiti', 'no emiti', 'no fue emitid', 'no autoriz', 'no se autoriz', 'no fue autoriz', 'no est. autoriz', 'si se emiti', 'si fue ', 'no se sabe', 'no sabemos']
const toKeep = 'guard|registr|grab|almacen|persist'
const failedToKeep = new RegExp(
  `^(?:(?!${neverIssued.join('|')})[^])*?\\bpero\\b[^.;|]{0,100}(?:(?:no se pud|no se pued|no se logr|no se ha podido|no se obtuvo|no pud|no fue posible|nunca|no respond|error al|error en|fall|timeout|cort|sin conexi|sin )[^.;|]{0,60}(?:${toKeep})|(?:${toKeep})[^.;|]{0,40}fall)`,
  'u',
)

/** The comprobante, in ARCA's words and TusFacturasAPP's. */
export const dataRules: Rule[] = [
  // Numbers and dates.
  ...said('MSG_EXISTE_EN_ARCA', issuedUnheard, { refines: '10016' }),
  ...said('MSG_EXISTE_EN_ARCA', issuedUnkept, { shape: failedToKeep }),
  ...said('MSG_FECHA_RANGO_MIPYME', ['mipyme*rango n-5', 'fce*rango n-5', 'mipyme*fecha*n-5', 'fce*fecha*n-5', 'fecha*mipyme*n-5', 'fecha*fce*n-5'], { without: ['n-10', ...otherDates], refines: '10016' }),
  ...said('MSG_FECHA_RANGO_MIPYME', ['fecha*mipyme', 'fecha*(fce)', 'mipyme*fecha', ' fce*fecha'], { without: [...otherDates, 'vencimiento', 'fchvtopago', 'n-10', 'ultimo', '?ltimo', 'ya autorizad', 'correlativ'], refines: '10016', only: true }),
  ...said('MSG_FECHA_RANGO_MIPYME', ['mipyme*fecha de emisi*dias', 'mipyme*fecha de emisi*d?as', 'mipyme*fecha del comprobante*dias', 'mipyme*fecha del comprobante*d?as', 'fecha*mipyme*5 dias', 'fecha*mipyme*5 d?as', 'fce*fecha*5 dias', 'fce*fecha*5 d?as', 'fecha*fce*5 dias', 'fecha*fce*5 d?as'], { without: [...otherDates, 'vencimiento', 'fchvtopago'] }),
  ...said('MSG_FECHA_RANGO', ['cbtefch*rango n-'], { refines: '10016' }),
  ...said('MSG_FECHA_ULTIMO', ['fecha'], { without: [...numbered, ...otherDates], refines: '10016', only: true }),
  ...said('MSG_FECHA_ULTIMO', ['cbtefch'], { without: ['cbtedesde', ...otherDates], refines: '10016', only: true }),
  ...said('MSG_FECHA_RANGO', ['fecha del comprobante*cinco dias', 'fecha del comprobante*fuera de', 'fecha de comprobante*fuera de', 'fecha de emisi*fuera de', 'fecha de emisi*excede', 'fecha del comprobante*excede', 'fecha de emisi*supera', 'fecha*dias anteriores permitidos', 'fecha*d?as anteriores permitidos', 'fecha*dias de antig', 'fecha*d?as de antig'], { without: otherDates }),
  // Days back of something else than the comprobante's date are no reason to change that.
  ...said('MSG_FECHA_RANGO', daysBack, { without: [...otherDates, 'vencimiento', 'vto', 'pago', 'del servicio', 'de servicio', 'el servicio', 'los servicios', 'mantenimiento', 'periodo', 'per?odo', 'consult', 'remito', 'cotizaci', 'tipo de cambio', 'inicio', 'nota de', 'notas de', 'esper', 'respond', 'caid', 'ca?d', 'disponib'], beside: ['emit', 'emisi', 'admit', 'permit', 'acept'] }),
  ...said('MSG_FECHA_ULTIMO', ['fecha del comprobante*anterior a la*ltimo', 'fecha*anterior a la*ltimo comprobante', 'fecha*anterior a la*ltima factura'], { without: otherDates }),
  ...said('10016', ['does not correspond to the next', 'consultar m*fecompultimoautorizado', 'ximo a autorizar', 'ltimo a autorizar']),
  ...said('10036', ['fchvtopago no puede ser anterior']),
  ...said('10032', ['fchservdesde no puede ser posterior', 'servicio desde mayor', 'servicio desde posterior', 'servicio desde*no puede ser', 'periodo facturado desde*mayor', 'periodo facturado desde*posterior']),
  ...said('MSG_NUMERACION_ABONO', ['numeraci*abono']),
  // Customer.
  ...said('10015', ['registrado en los padrones', 'campo docnro', 'docnro*no se encuentra registrado']),
  ...said('MSG_DOCUMENTO', ['tipo de documento enviado', 'identificacion del comprador', 'identificaci*n del comprador', 'cuit*del comprador es inv', 'cuit inv', 'cuit*es inv', 'cuit*no supera el d', 'verificador', 'cuit del receptor inv', 'cuit del cliente inv', 'documento inv', 'docnro inv', 'doctipo inv', 'cuit no es v', 'documento no es v']),
  ...said('10242', ['feparamgetcondicionivareceptor', 'iva receptor no es un valor', 'iva del receptor no es un valor', 'iva receptor es obligatori']),
  ...said('10243', ['condici*iva*receptor no es v*lido para la clase', 'iva del receptor es incompatible']),
  ...said('10246', ['frente al iva del receptor es obligatorio']),
  ...said('MSG_CLIENTE_REPETIDO', ['ya existe un registro con el tipo', 'ya existe un cliente con', 'ya existe otro cliente con']),
  // Amounts.
  ...said('10048', ['imptotal*igual a la suma']),
  ...said('10051', ['no se corresponden con los porcentajes']),
  ...said('MSG_TOTAL', ['sumatorias finales']),
  ...said('MSG_COTIZACION', ['tipo de cambio no pod', 'moncotiz*cotizaci']),
  // Associated comprobantes, MiPyME, class A.
  ...said('10158', ['cbteasoc.cbtefch']),
  ...said('10151', ['cbtesasoc.cuit', 'cbteasoc.cuit']),
  ...said('10197', ['cbteasoc o periodoasoc']),
  ...said('10192', ['ley n*27.440', 'ley n*27440']),
  // The issuer and its point of sale; some are reasons of 10000.
  ...said('MSG_CLASE_A_NO_AUTORIZADA', ['no se encuentra autorizada a emitir comprobantes clase'], { refines: '10000', without: ['leyenda', 'retenci'] }),
  ...said('MSG_CLASE_A_RETENCION', ['sujeta a retenci', 'clase m', "clase 'm", 'clase "m'], { refines: '10000' }),
  ...said('MSG_DOMICILIO_ELECTRONICO', ['activo el domicilio fiscal electr', 'constituido el domicilio fiscal electr'], { refines: '10000' }),
  ...said('MSG_DOMICILIO_FISCAL', ['inconvenientes con el domicilio fiscal', 'problema con el domicilio fiscal', 'domicilio fiscal tiene un problema'], { refines: '10000' }),
  ...said('MSG_CUIT_INACTIVO', ['emisor no se encuentra registrado de forma activa'], { refines: '10000' }),
  ...said('MSG_SIN_ACTIVIDAD', ['al menos una activ'], { refines: '10000' }),
  ...said('MSG_CUIT_NO_HABILITADO', ['autorizada a emitir comprobantes electr'], { refines: '10000' }),
  ...said('MSG_CUIT_NO_HABILITADO', ['cuit no autorizad', 'cuit no habilitad', 'cuit no se encuentra autorizad', 'cuit no esta autorizad', 'cuit no est? autorizad'], { without: ['receptor', 'cliente', 'comprador'] }),
  ...said('MSG_CUIT_NO_INSCRIPTO', ['cuit informada no corresponde a un responsable'], { refines: '10000' }),
  ...said('10005', ['tipo rece ', 'tipo rece.']),
  ...said('MSG_PDV_NO_HABILITADO', ['punto de venta*no se encuentra habilitado', 'punto de venta*no esta habilitado', 'punto de venta*no est? habilitado', 'punto de venta*dado de baja', 'punto de venta*bloqueado', 'punto de venta*no se encuentra declarado', 'punto de venta debe ser del tipo']),
  ...said('MSG_PDV_NO_EXISTE', ['punto de venta*no existe', 'punto de venta enviado no es v']),
  // Export invoices, which have a service of their own.
  ...said('MSG_EXPORTACION', ['<cmp>', 'tipo_expo'], { without: ['mipyme', '(fce)'] }),
  ...said('MSG_EXPORTACION', ['tipo de exportaci', 'facturas de exportaci', 'permiso de embarque', 'fexgetparam']),
  // TusFacturasAPP's own.
  ...said('TFC-8002', ['external_reference no v*lid', 'external reference*caracteres', 'external_reference*caracteres', 'external reference no v']),
  ...said('TFC-8004', ['no se permite realizar comprobantes', 'no se permite realizar este tipo de comprobante']),
  ...said('TFC-6001', ['no se pudo crear el cliente', 'no se ha podido crear el cliente', 'no se pudo guardar el cliente']),
  // Wordings of a validation that nobody listed.
  ...said(
    'MSG_VALIDACION',
    [
      'campo*es obligatori', 'campo*es inv', 'campo*no es v*lid', 'objeto*es obligatori', 'no debe informarse', 'no corresponde informar',
      'es obligatorio informar', 'debe ser igual', 'debe ser mayor', 'debe ser menor', 'no puede ser menor', 'no puede ser mayor', 'debe informar',
    ],
    // The dates of a token are not the comprobante's.
    { without: ['fch', ' fecha ', ' fecha:', ' fechas de ', 'campo auth', 'representada', 'certificado', 'punto de venta', 'domicilio', ...numbered] },
  ),
  // TusFacturasAPP's own checks and those of the programs before it. None of these is said of a date that can be changed.
  ...said(
    'MSG_VALIDACION',
    [
      'enviado esta vac', 'enviada esta vac', 'enviado est? vac', 'enviada est? vac', 'enviado no es v', 'campo*es incorrect', 'campo*esta vac', 'campo*est? vac',
      'faltan datos', 'falta el campo', 'falta el dato', 'faltan productos', 'faltan concept', 'debe existir el periodo', 'debe existir el per?odo',
      'no tiene 11 d', 'debe tener 11 d', 'debe identificar al', 'sumatoria*no coincide', 'importe*inconsistente', 'importes no coinciden', 'montos*no coinciden',
      'condici*iva*no es compatible', 'necesitas el cuit', 'necesit?s el cuit', 'requiere el cuit', 'requiere cuit', 'iva es incorrect', 'asociado inexistente', 'informar el comprobante asociado', 'informar los comprobantes asociados', 'informar el per?odo asociado', 'informar el periodo asociado', 'asociado*no existe', 'alicuota*inexistente', 'al?cuota*inexistente', 'moneda inv', 'no existe en el padr', 'neto*negativo', 'total*negativo', 'total*es cero', 'supera la longitud', 'longitud m?xima', 'longitud maxima', 'son incompletos', 'incompleto. revis', 'factura a a un consumidor', 'debe ser responsable inscripto', 'monto*es obligatori', 'importe*es obligatori', 'documento*es obligatori', 'domicilio*es obligatori', 'descripci*es obligatori', 'tipo de cambio fuera',
    ],
    { without: ['campo auth', 'representada', 'certificado', 'punto de venta enviado', 'fecha enviada'] },
  ),
]
