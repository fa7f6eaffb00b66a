/** A batch: what became of the references that were placed together. */
import type { Share } from '../model/batch.ts'
import { comprobantes, count, number, requests } from './counting.ts'

export const lote = {
  table: 'Lote',
  /** Of today. @param hour e.g. `10:41` */
  title: (hour: string) => `Lote de las ${hour}`,
  /** @param when e.g. `23/11/2026 10:41` */
  titleOn: (when: string) => `Lote del ${when}`,
  size: comprobantes,
  spent: (used: number, possible: number) =>
    used === 0
      ? possible === 0
        ? 'no gastó solicitudes de tu abono'
        : `${count(possible, 'solicitud posible', 'solicitudes posibles')} de tu abono`
      : `${requests(used)} de tu abono${possible === 0 ? '' : ` y ${count(possible, 'posible', 'posibles')}`}`,
  chips: {
    issued: 'Emitidos',
    queued: 'En cola',
    failed: 'Con error',
    notFound: 'No encontrados',
    toDecide: 'A decidir',
    held: 'Frenados',
    doubt: 'En verificación',
    moving: 'En curso',
    cancelled: 'Cancelados',
  } satisfies Record<Share, string>,
  filter: 'Mostrar solo',
  columns: { state: 'Estado', reference: 'Referencia', client: 'Cliente', total: 'Total', comprobante: 'Comprobante' },
  hint: 'Con las flechas cambiás de fila y con Enter abrís su historia o tocás el botón del grupo.',
  noNumber: (tipo: string) => (tipo === '' ? 'sin número' : `${tipo}, sin número`),
  cause: (title: string, code: string | null, n: number) => `${title}${code === null ? '' : ` (${code})`} · ${comprobantes(n)}.`,
  moving: (n: number) => `${number(n)} en curso. Salen de a uno, del más viejo al más nuevo.`,
  nothing: (n: number, list: string) => `${number(n)} sin nada que hacer: ${list}`,
  actions: {
    resend: 'Reenviar…',
    date: 'Cambiar fecha…',
    correct: 'Qué corregir',
    explain: 'Explicar un error',
    credentials: 'Ir a Ajustes',
    review: 'Qué revisar',
    quota: 'Ver el cupo…',
    arca: 'Ver cómo está ARCA…',
    wait: 'Qué hacer',
    decide: 'Decidir',
  },
  copy: 'Copiar lista',
  copied: 'Lista copiada.',
  copyTooLong: 'La lista es demasiado larga para copiarla: usá «Excel» para guardarla.',
  back: 'Volver a la lista',
  loading: 'Cargando el lote…',
  gone: 'Ese lote no está en esta PC.',
  of: (name: string, action: string) => `${action}: ${name}`,
}
