import { remark, type Entry } from './entry.ts'
import { batches, commonErrors, map, sdk, solicitar } from './sources.ts'

/** For an observation without a code, or with one nobody documented. */
export const observed = remark('MSG_OBSERVADO', [batches], 'Emitido con un aviso de ARCA',
  'ARCA lo autorizó y dejó una observación.', 'No lo reenvíes. Leé el aviso y, si tenés dudas, consultá con tu contador.')

/**
 * Observations: ARCA gives the CAE and remarks on something. Whether it was issued is said by explain.ts, as the form of the
 * message tells.
 */
export const observations = (): Entry[] => [
  remark('10017', [solicitar, map], 'Aviso: el cliente no figura activo para clase A',
    'El CUIT del cliente no figura activo para recibir clase A.', 'No lo reenvíes. Pedile al cliente que revise su CUIT.'),
  remark('10041', [solicitar, commonErrors], 'ARCA no encuentra el comprobante asociado',
    'ARCA no encuentra en sus registros el comprobante que se asoció.',
    'No lo reenvíes: fijate primero si se emitió. Si no, eliminalo de la cola y volvé a crearlo con el asociado correcto.'),
  remark('10063', [solicitar, map, batches], 'Aviso: el cliente no figura activo en IVA',
    'El cliente no figura activo en IVA ni en Monotributo.', 'No lo reenvíes. Revisá con el cliente su situación.'),
  remark('10188', [solicitar, map], 'Aviso: correspondía una factura MiPyME',
    'Por el tipo de empresas debería haber sido una factura MiPyME.', 'No lo reenvíes. Consultá con tu contador.'),
  remark('10209', [solicitar], 'Aviso: el período asociado abarca más de un mes',
    'Con percepciones, el período asociado tiene que ser de un solo mes.', 'No lo reenvíes. Consultá con tu contador.'),
  remark('10217', [solicitar, map, 'literal en consulta-de-comprobantes.md de vousys/tusfacturas-api'], 'Aviso: el cliente es monotributista',
    'El crédito fiscal del cliente tiene uso limitado. Es solo informativo.', 'No lo reenvíes: no hace falta que hagas nada.'),
  remark('10234', [solicitar, map], 'Aviso: falta tu formulario para clase A',
    'El formulario que te habilita a emitir clase A falta o está vencido.', 'No lo reenvíes. Hablá con tu contador: puede hacer falta una nota de crédito.'),
  remark('10235', [solicitar, map], 'Aviso: supera el tope del Monotributo',
    'El monto supera la categoría máxima de Monotributo.', 'No lo reenvíes. Hablá con tu contador cuanto antes.'),
  remark('10236', [solicitar, map], 'Aviso: supera tu categoría de Monotributo',
    'El monto supera tu categoría de Monotributo.', 'No lo reenvíes. Tenelo en cuenta para la recategorización.'),
  remark('10237', [solicitar], 'Aviso: la nota supera al comprobante',
    'La nota de crédito es mayor que el comprobante que ajusta.', 'No la reenvíes. Revisá el importe y, si está mal, emití el ajuste.'),
  remark('10238', [solicitar, sdk, map], 'Aviso: el CUIT del cliente no existe',
    'El CUIT del cliente no existe en ARCA.', 'No lo reenvíes. Corregí la ficha del cliente y consultá con tu contador si hace falta una nota de crédito.'),
  remark('10245', [solicitar, sdk, map], 'Aviso: falta la condición de IVA del cliente',
    'Falta la condición frente al IVA del cliente, que ARCA pasó a exigir.',
    'No lo reenvíes. Completá la condición de IVA de tus clientes: sin ella, ARCA rechaza los próximos.'),
  remark('10249', [solicitar, sdk, map], 'Aviso: la persona figura como fallecida',
    'El documento corresponde a una persona fallecida.', 'No lo reenvíes. Verificá a nombre de quién es; si está mal, corresponde una nota de crédito.'),
  remark('10283', [solicitar, sdk], 'Aviso: falta la percepción a no categorizados',
    'Falta la percepción de IVA a no categorizados (RG 2126).', 'No lo reenvíes. Consultá con tu contador.'),
  observed,
]
