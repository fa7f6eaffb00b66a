/** Finding, saving, summing up and putting away what happened. */
import { ruleMarks } from './rule-marks.ts'
import { outcomeGroups, type OutcomeGroup, type Outcomes } from '../model/order.ts'
import type { ArchiveAfter } from '../model/settings.ts'
import { count, number, requests, tally } from './counting.ts'

/** Heads of the columns, in order; see core/history/csv.ts. */
export const csvTexts = {
  fileName: (day: string) => `Actividad de Reencola ${day}.csv`,
  columns: [
    'Referencia externa',
    'Punto de venta',
    'Estado',
    'Qué pasó',
    'Qué hacer',
    'Cargado',
    'Última novedad',
    'Solicitudes usadas',
    'Solicitudes posibles',
    'Comprobante',
    'Fecha de emisión',
    'Cliente',
    'Total',
    'CAE',
    'Vencimiento del CAE',
    'Texto original',
    ruleMarks.column,
  ],
  dialogTitle: 'Guardar la actividad',
  dialogButton: 'Guardar',
  kind: 'Tabla para Excel (CSV)',
}

export const exportTexts = {
  start: 'Guardar para Excel',
  short: 'Excel',
  progress: (done: number, total: number) => `Guardando: ${number(done)} de ${number(total)}`,
  cancel: 'Cancelar',
  saved: (rows: number, file: string) => `${count(rows, 'reenvío guardado', 'reenvíos guardados')} en ${file}.`,
  cancelled: 'No se guardó nada.',
  understood: 'Entendido',
}

export const periodTexts = {
  label: 'Fecha',
  any: 'Fecha: todas',
  today: 'Hoy',
  week: 'Últimos 7 días',
  month: 'Últimos 30 días',
  thisMonth: 'Este mes',
  lastMonth: 'El mes pasado',
  custom: 'Elegir fechas…',
  from: 'Desde',
  to: 'Hasta',
  format: 'dd/mm/aaaa',
  wrong: 'Escribí la fecha así: 25/11/2026.',
  absent: 'Ese día no existe.',
  backwards: '«Desde» es posterior a «Hasta».',
}

export const archiveTexts = {
  title: 'Actividad vieja',
  text: 'Lo terminado hace mucho se puede archivar: deja de aparecer en Actividad, así la lista queda corta. Nunca se borra, sigue en el Resumen y lo ves eligiendo «Archivados» en Actividad.',
  label: 'Archivar lo terminado',
  choices: {
    0: 'Nunca: dejar todo a la vista',
    12: 'Después de 12 meses',
    24: 'Después de 24 meses',
    60: 'Después de 5 años',
  } satisfies Record<ArchiveAfter, string>,
  help: 'Lo que espera, lo que se verifica y lo que tenés que decidir no se archiva. Si elegís más tiempo, lo archivado vuelve a la lista.',
  show: 'Mostrar',
  current: 'Mostrar: actuales',
  archived: 'Archivados',
  nothing: 'No hay nada archivado que coincida',
  changed: (n: number) => `${count(n, 'reenvío archivado', 'reenvíos archivados')} en total.`,
}

export const summaryTexts = {
  title: 'Resumen',
  month: 'Mes',
  groups: {
    issued: 'Emitidos',
    queued: 'En cola',
    failed: 'Con error',
    missing: 'No encontrados',
    cancelled: 'Cancelados',
  } satisfies Record<OutcomeGroup, string>,
  /** The four numbers. */
  numbers: 'El mes en cuatro números',
  requests: 'Solicitudes usadas',
  possible: (n: number) => `y ${count(n, 'posible', 'posibles')}`,
  toList: (group: string, n: number) => `${number(n)} ${group}. Ver en Actividad`,
  besides: (missing: number, cancelled: number) => {
    const parts = [missing > 0 && count(missing, 'no encontrado', 'no encontrados'), cancelled > 0 && count(cancelled, 'cancelado', 'cancelados')].filter(
      (part) => part !== false,
    )
    return parts.length === 0 ? '' : `Además, ${parts.join(' y ')}.`
  },
  saved: (n: number) => (n === 0 ? '' : `Por consultar gratis antes, no hizo falta gastar ${requests(n)}.`),
  perDay: 'Resultados por día',
  perDayHelp: 'Por el día en que los cargaste. Tocá una barra para ver ese día en Actividad.',
  /** @returns e.g. `3 de noviembre: 12 emitidos, 1 con error.` */
  day: (day: string, outcomes: Outcomes) => `${day}: ${outcomeList(outcomes)}.`,
  asTable: 'Ver los días en una tabla',
  dayColumn: 'Día',
  perMonth: 'Solicitudes por mes',
  proportion: 'Proporción',
  columns: { month: 'Mes', used: 'Usadas', possible: 'Posibles', saved: 'Ahorradas' },
  savedHelp: '«Ahorrada» es la que no hizo falta gastar: Reencola consultó gratis y el comprobante ya estaba en cola, emitido o no existía.',
  loading: 'Cargando…',
}

const said: Record<OutcomeGroup, (n: number) => string> = {
  issued: (n) => count(n, 'emitido', 'emitidos'),
  queued: (n) => `${number(n)} en cola`,
  failed: (n) => `${number(n)} con error`,
  missing: (n) => count(n, 'no encontrado', 'no encontrados'),
  cancelled: (n) => count(n, 'cancelado', 'cancelados'),
}

/** @returns e.g. `12 emitidos, 1 con error`; `ningún reenvío terminado` when there are none */
const outcomeList = (outcomes: Outcomes): string => tally(outcomeGroups, outcomes, said) || 'ningún reenvío terminado'

/**
 * The essence of a month, for who hears it.
 * @param month e.g. `noviembre de 2026` @returns e.g. `Noviembre de 2026: 180 emitidos, 12 con error. 215 solicitudes usadas.`
 */
export const summarySentence = (month: string, outcomes: Outcomes, used: number): string =>
  `${month.charAt(0).toUpperCase()}${month.slice(1)}: ${outcomeList(outcomes)}. ${count(used, 'solicitud usada', 'solicitudes usadas')}.`
