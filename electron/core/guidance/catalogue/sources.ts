/** Where the facts behind an entry were read (November 2026). */
export const handling = "Manual WSFEv1 RG 4291 v4.7 de ARCA, 'Tratamiento de errores en el WS' (p. 21)"
export const solicitar = 'Manual WSFEv1 RG 4291 v4.7 de ARCA (rev. 01/09/2026; v4.8 trae tablas iguales), tabla FECAESolicitar'
export const ultimo = 'Manual WSFEv1 RG 4291 v4.7 de ARCA, tabla FECompUltimoAutorizado (p. 128)'
export const cotizacion = 'Manual WSFEv1 RG 4291 v4.7 de ARCA, tabla FEParamGetCotizacion (p. 122)'
export const sdk = 'cruzado con un SDK que cita manual v4.8'
export const map = 'cruzado con un mapa que cita manual v4.7'
export const wsaa = 'Codigos SoapFault del WSAA: transcripciones públicas (cita Especificacion Tecnica WSAA 1.2.2)'
export const transcripts = 'transcripciones públicas'
export const commonErrors = 'vousys/tusfacturas-api: api-factura-electronica-afip-facturacion-ventas/errores-comunes-de-arca-en-tusfacturasapp.md'
export const batches = 'vousys/tusfacturas-api: api-factura-electronica-afip-facturacion-ventas/facturacion-asincronica-por-lotes-encolada.md'
export const newSale = 'vousys/tusfacturas-api: api-factura-electronica-afip-facturacion-ventas/api-factura-electronica-afip-facturacion-nuevo-comprobante-1.md'
export const authentication = 'vousys/tusfacturas-api: como-empiezo/api-factura-electronica-afip-autenticacion.md'
export const resend = 'vousys/tusfacturas-api: web-services-afip-api-arca/reenvio-de-comprobantes-encolados-con-error.md'
export const maintenance =
  'vousys/tusfacturas-api: web-services-afip-api-arca/api-factura-electronica-afip-estado-de-los-servicios-afip.md'
export const reference = 'vousys/tusfacturas-api: api-factura-electronica-afip-facturacion-ventas/referencia-api-afip-arca.md'
