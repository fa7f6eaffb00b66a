/** Why there is no PDF to open although the comprobante was issued. */
export const pdfTexts = {
  gone: {
    title: 'TusFacturasAPP no muestra este comprobante',
    explanation: 'La consulta gratuita no lo encontró emitido con esta referencia y este número, así que no hay un PDF para abrir. No se gastó nada.',
    nextStep: 'Buscalo por su número en TusFacturasAPP, en Ventas.',
  },
  absent: {
    title: 'Todavía no hay un PDF',
    explanation: 'TusFacturasAPP muestra el comprobante emitido, pero no da un enlace a su PDF. No se gastó nada.',
    nextStep: 'Probá de nuevo en unos minutos o descargalo desde TusFacturasAPP, en Ventas.',
  },
}
