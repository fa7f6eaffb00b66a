/** Texts made to keep a pattern busy: long runs, beginnings without an end, what nearly matches again and again. */

const pieces = [
  ' ', '\t', '\n', '1', 'a', 'a1', '-', '.', ',', '/', '\\', '"', "'", '<', '>', '%', '&', '#', '(', '[', '{', '}', ']', '|', '=', ':', '@', '?', 'ñ', '\u0301', '\u200b', '😀',
  '1 ', 'a ', ', ', '",', '",\\', '\\"', '"a', '{"', '{ ', '[{', ']}', '} ', '<p', '<p ', '&#0', '&#x0', '%5c', '\\u00', '| ', 'a@', 'a.', 'a@a.', 'a://', 'http://x/', 'http://x/?', '=;', '+-',
  ' Cod. Error: #', '#6661145.', '(600) ', '[ codigo: ', 'error ', 'http ', 'cms.a', 'EMITIDO ', 'ERROR ', 'el campo fecha no es valido ',
  'apikey', 'apikey(', 'apikey ', 'apikey=', 'apikey: ', '"apikey":"', 'clave ', 'clave\\', 'contraseña=>', 'api key (', 'authorization:', 'basic ', 'dni ', 'dni\\', 'doc nro ', 'razon social ', '"razon_social":"', '[clave',
  '/home/', 'home\\', 'users%5c', '20-', '20123456', '00112', 'a1b2c3', '-a1', '=a', ';=', '"=', 'FC-0001,', '"external_reference":', '"external_reference":1', 'evento', '"evento"', '{"evento":', 'ene-', '1E',
  'reencola:', 'reencola://reenviar?referencia=', '--', '&referencia=', 'application/', 'application/json+', '<br>{"', 'Notice: { "',
]

/** Bracketed and cut: the end that a pattern hopes for is missing, or is a wrong one. */
const endings = ['', '!', '"', '}', '\\', ':', 'x']

export interface Hostile {
  name: string
  text: string
}

/** The same names for every length. @param length in UTF-16 units */
export function* hostileTexts(length: number): Generator<Hostile> {
  for (const piece of pieces) {
    const body = piece.repeat(Math.ceil(length / piece.length)).slice(0, length - 1)
    for (const ending of endings) yield { name: `${JSON.stringify(piece)} × n${ending}`, text: body + ending }
  }
  for (const [opening, run] of [['{"a":"', '\\'], ['apikey', ' '], ['home', '\\'], ['http://x', '\\'], ['["', '",'], ['x@', 'a.'], ['"a":', ' '], ['{"external_reference":', '1'], ['"', 'a'], ['contraseña', '\\']] as const)
    yield { name: `${JSON.stringify(opening)} + ${JSON.stringify(run)} × n`, text: `${opening}${run.repeat(Math.ceil(length / run.length)).slice(0, length)}:x` }
}
