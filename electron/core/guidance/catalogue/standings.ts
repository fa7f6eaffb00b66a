import { entriesOf, type Entry } from './entry.ts'
import { consultation, deletion, webhooks } from './sources.ts'

const standing =
  (...kind: Parameters<typeof entriesOf>) =>
  (...said: Parameters<ReturnType<typeof entriesOf>>): Entry => ({ ...entriesOf(...kind)(...said), standing: true })

/** Webhooks, statuses and answers that bring no error: people paste those too. */
export const standings = (): Entry[] => [
  standing('observacion', 'no')('MSG_YA_EMITIDO', [webhooks, consultation], 'El comprobante ya está emitido',
    'TusFacturasAPP dice que se emitió. Acá no hay ningún error.', 'No lo reenvíes. Su número y su CAE están en TusFacturasAPP.'),
  standing('observacion', 'no')('MSG_EN_COLA', [webhooks, consultation], 'Está en la cola de TusFacturasAPP',
    'TusFacturasAPP lo tiene en su cola y todavía no lo emitió. Acá no hay ningún error.', 'No lo reenvíes: esperá el resultado.'),
  standing('observacion', 'no')('MSG_ACEPTADO', [webhooks], 'TusFacturasAPP lo aceptó',
    'La respuesta no trae ningún error; el resultado llega después.', 'No lo reenvíes: esperá el resultado.'),
  standing('no-encontrado', 'no')('MSG_ELIMINADO', [webhooks, deletion], 'Se eliminó de la cola',
    'TusFacturasAPP lo sacó de su cola y no se va a emitir.', 'Si todavía hace falta, volvé a crearlo desde tu sistema de facturación.'),
  standing('desconocido', 'no')('MSG_ELIMINADO_EN_PARTE', [deletion], 'Se eliminó solo una parte',
    'Varios comprobantes comparten la referencia: algunos se eliminaron y otros no.',
    'Fijate en Ventas en cola de TusFacturasAPP cuáles quedaron antes de hacer otra cosa.'),
  standing('fecha', 'no-se-sabe')('MSG_FECHA_CAMBIADA', [webhooks], 'Le cambiaron la fecha',
    'El comprobante tiene una fecha nueva, pero el aviso no dice si volvió a procesarse.', 'Consultá cómo quedó y reenvialo solo si sigue con error.'),
  standing('observacion', 'no')('MSG_PRUEBA', [webhooks], 'Es un aviso de prueba',
    'TusFacturasAPP lo manda para probar la dirección de los avisos. No habla de ningún comprobante.', 'No hace falta que hagas nada.'),
  standing('desconocido', 'no-se-sabe')('MSG_SIN_MOTIVO', [webhooks, consultation], 'Quedó con error, pero falta el motivo',
    'Acá dice que no se pudo emitir, pero no por qué.', 'Buscá el motivo en Ventas en cola de TusFacturasAPP y pegalo en «Explicar un error».'),
]
