/** The screen Actividad, and what it shares with others: lotes and what was spent. */
import { comprobantes, count, number, requests, resends } from './counting.ts'

export const actividad = {
  title: 'Actividad',
  table: 'Actividad',
  columns: { state: 'Estado', reference: 'Referencia', pointOfSale: 'Punto de venta', when: 'Fecha', cost: 'Costo' },
  hint: 'Con las flechas cambiás de fila y con Enter abrís su historia.',
  state: 'Estado',
  allStates: 'Estado: todos',
  search: 'Buscar referencia',
  seeLote: (when: string) => `${when}, ver su lote`,
  shown: resends,
  loading: 'Cargando…',
  emptyTitle: 'Todavía no reenviaste nada',
  emptyText: 'Cada reenvío aparece acá apenas lo cargás, con su estado, su historia y lo que costó. Nunca se borra.',
  toReenviar: 'Ir a Reenviar',
  nothingTitle: 'Ningún reenvío coincide',
  nothingText: 'Probá con otro estado, otro punto de venta o parte de la referencia.',
  clearFilters: 'Quitar filtros',
  explain: 'Explicar un error',
}

export const batches = {
  region: 'Lotes',
  line: (n: number, sums: string) => `${comprobantes(n)}: ${sums}`,
  more: (n: number) => `y ${count(n, 'lote más', 'lotes más')}`,
  cancel: 'Cancelar lote',
  cancelTitle: '¿Cancelar el lote?',
  cancelText: (n: number) =>
    `${n === 1 ? 'Se cancela el que todavía no salió' : `Se cancelan los ${number(n)} que todavía no salieron`}, sin costo. Si justo uno está saliendo, ese sigue. Lo enviado no se puede deshacer.`,
  keep: 'Seguir enviando',
  hide: 'Ocultar',
  dismiss: (title: string) => `Ocultar: ${title}`,
}

export const ledger = {
  region: 'Solicitudes usadas',
  methods: {
    reenviar_encolado: 'Reenvíos',
    eliminar_encolado: 'Eliminaciones',
    cambiar_fecha_encolado: 'Cambios de fecha',
    alertas: 'Consultas del estado de ARCA',
    consumo: 'Consultas de cupo',
  } as Record<string, string>,
  row: (used: number, possible: number) =>
    `${count(used, 'solicitud usada', 'solicitudes usadas')}${possible > 0 ? `, ${count(possible, 'posible', 'posibles')}` : ''}`,
  thisMonth: 'Este mes',
  none: 'Este mes no se usó ninguna solicitud.',
  noneYet: 'Ninguna solicitud este mes',
  month: (used: number, possible: number) => `${possible > 0 ? `${number(used)} a ${requests(used + possible)}` : requests(used)} este mes`,
  more: 'Detalle y meses anteriores',
}
