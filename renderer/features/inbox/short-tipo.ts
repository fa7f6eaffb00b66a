/** As people of the trade write them: FB, NCA, NDE, FCA. */
const kinds: [RegExp, string][] = [
  [/^NOTA DE CR[EÉ]DITO DE FACTURA DE CR[EÉ]DITO/iu, 'NCFC'],
  [/^NOTA DE D[EÉ]BITO DE FACTURA DE CR[EÉ]DITO/iu, 'NDFC'],
  [/^NOTA DE CR[EÉ]DITO/iu, 'NC'],
  [/^NOTA DE D[EÉ]BITO/iu, 'ND'],
  [/^FACTURA DE CR[EÉ]DITO/iu, 'FC'],
  [/^FACTURA/iu, 'F'],
  [/^RECIBO/iu, 'R'],
]

/** @param tipo as TusFacturasAPP writes it @returns its abbreviation; what is not known stays as it is */
export function shortTipo(tipo: string): string {
  const kind = kinds.find(([pattern]) => pattern.test(tipo))
  if (!kind) return tipo
  const letter = /\b([ABCEMT])$/u.exec(tipo.trim())?.[1] ?? ''
  return letter === '' ? tipo : kind[1] + letter
}
