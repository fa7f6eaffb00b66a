/** The list of what is to be corrected. */
import { comprobantes, count, number } from './counting.ts'

export const handOver = {
  short: 'Para corregir',
  title: 'Lista para corregir',
  text: (n: number) =>
    n === 1
      ? '1 comprobante, con lo que hay que hacer. Para pasárselo a quien lo corrige.'
      : `${comprobantes(n)}, agrupados por lo que hay que hacer. Para pasárselos a quien los corrige.`,
  none: 'Ninguno de estos hay que corregirlo.',
  only: (n: number) => `Solo los que hay que corregir (${number(n)})`,
  groups: 'Qué hay que hacer',
  group: (n: number) => comprobantes(n),
  unknownReason: 'No se sabe por qué falló',
  unknown: 'Mirá el motivo en Ventas en cola de TusFacturasAPP y pegalo en «Explicar un error».',
  loading: 'Buscando los datos de cada uno…',
  copy: 'Copiar',
  copied: (n: number) => `${n === 1 ? 'Se copió 1 comprobante' : `Se copiaron ${comprobantes(n)}`}: pegalo en un correo o en Excel.`,
  tooLong: 'La lista es demasiado larga para copiarla: usá «Guardar para Excel».',
  save: 'Guardar para Excel',
  saved: (n: number, file: string) => `${count(n, 'comprobante guardado', 'comprobantes guardados')} en ${file}.`,
  notSaved: 'No se guardó nada.',
  print: 'Imprimir',
  printed: 'La lista salió para la impresora.',
  notPrinted: 'No se imprimió nada.',
  /** Above the printed list. @param when e.g. `23/11/2026 10:41` */
  printedAt: (n: number, when: string) => `${comprobantes(n)} · ${when}`,
  fileName: (day: string) => `Para corregir ${day}.csv`,
  dialogTitle: 'Guardar la lista para corregir',
  dialogButton: 'Guardar',
  kind: 'Tabla para Excel (CSV)',
  columns: {
    correct: 'Qué hacer',
    reason: 'Motivo',
    client: 'Cliente',
    document: 'CUIT o documento',
    reference: 'Referencia externa',
    fecha: 'Fecha',
    tipo: 'Tipo',
    total: 'Total',
    moneda: 'Moneda',
    pointOfSale: 'Punto de venta',
    note: 'Nota',
  },
}
