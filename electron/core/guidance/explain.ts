import type { Explanation } from '../../contract/model.ts'

/**
 * Explains an error text, or the several that TusFacturasAPP sends for one failure.
 * @param texts any text at all, damaged or not
 * @returns an explanation in Spanish with the original texts; never throws
 */
export function explain(texts: string | string[]): Explanation {
  const originals = typeof texts === 'string' ? [texts] : texts
  const text = originals.join(' ').toLowerCase()
  const kind = text.includes('no se han encontrado comprobantes')
    ? 'no-encontrado'
    : text.includes('mantenimiento')
      ? 'mantenimiento'
      : text.includes('credencial')
        ? 'credenciales'
        : text.includes('cupo')
          ? 'cupo'
          : 'desconocido'
  return {
    code: /#\d{5,8}\.(\d+)/.exec(text)?.[1] ?? null,
    kind,
    resendHelps: 'no-se-sabe',
    title: 'El comprobante quedó con error',
    explanation: 'El mensaje no coincide con ninguno conocido.',
    nextStep: 'Leé el texto original y, si no lo entendés, pasáselo a soporte de TusFacturasAPP.',
    texts: originals,
  }
}
