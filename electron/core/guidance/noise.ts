/**
 * What of a program's report is no message but says where it happened: addresses, paths, files with their lines, calls, frames of a stack.
 * Their names and numbers must not be taken for words or codes of ARCA. `sign` must occur for the pattern to be tried.
 */
const places: { sign: string; pattern: RegExp }[] = [
  { sign: '://', pattern: /\bhttps?:\/\/[^\s"'<>|)\]}]{1,300}/giu },
  { sign: 'File "', pattern: /\bFile "[^"\n]{0,300}", line \d{1,6}(?:, in [\w<>.]{1,80})?/gu },
  { sign: ':\\', pattern: /\b[a-z]:\\+[^\s"'<>|]{1,300}/giu },
  { sign: '/', pattern: /(?<![\w/.<])\/(?:[\w.@+~-]{1,60}\/){1,20}[\w.@+~-]{0,60}(?:\(\d{1,6}\)|:\d{1,6})?/gu },
  {
    sign: '.',
    pattern: /\b[\w-]{1,60}\.(?:php|m?js|cjs|tsx?|jsx|py|rb|java|cs|vb|go|rs|cpp|c|dll|exe|asmx|svc|json|log)\b(?::\d{1,6}(?::\d{1,6})?|\(\d{1,6}\))?/gu,
  },
  { sign: '->', pattern: /->\w{1,80}(?:\([^()\n]{0,200}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)?)?/gu },
  { sign: '-&gt;', pattern: /-&gt;\w{1,80}(?:\([^()\n]{0,200}\))?/gu },
  // A program that does not fit its libraries names what it missed there; that did not happen.
  { sign: "has no attribute '", pattern: /\bmodule '[\w.]{1,80}' has no attribute '\w{1,80}'/gu },
  { sign: 'cannot import name', pattern: /\bcannot import name '?\w{1,80}'?(?: from '[\w.]{1,80}')?/gu },
  // What .NET supposes whenever a secure connection fails; that did not happen either.
  {
    sign: 'HTTP.SYS',
    pattern: /\b(?:server certificate is not configured properly|certificado del servidor no est\S{1,4} configurado correctamente) \w{3,4} HTTP\.SYS/giu,
  },
  // Chromium writes the failure itself so: net::ERR_NAME_NOT_RESOLVED.
  { sign: '::', pattern: /::(?!ERR_)\w{1,80}/gu },
  { sign: 'at ', pattern: /\bat (?:async |new )?[\w$<>[\]]{1,80}\.[\w.$<>[\]]{1,160} ?\([^()\n]{0,300}\)/gu },
  { sign: '.', pattern: /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/gu },
]

/** Reports of a failure are shorter; of a longer text only so much is searched, so that the time stays short. */
const longestReport = 8192

/** @returns the text without the places of a program in it, each replaced by a space; a sentence that ends in one still ends there */
export function withoutPlaces(text: string): string {
  const beginning = text.length > longestReport ? text.slice(0, longestReport) : text
  const report = places.reduce((left, { sign, pattern }) => (left.includes(sign) ? left.replace(pattern, space) : left), beginning)
  // A long text that is put together again takes as long as all the rest.
  return report === beginning ? text : report + text.slice(beginning.length)
}

const space = (place: string): string => (place.endsWith('.') ? '. ' : ' ')
