/** How a code stands in a message: it says as much as the code itself. */
export type CodeForm =
  /** `#6661145.10036`: TusFacturasAPP's wrapping of what ARCA refused. */
  | 'rejection'
  /** `[ codigo: 10217 ]`: TusFacturasAPP's wrapping of what ARCA remarked. */
  | 'observation'
  /** Named as a code or an error, or in a form of its own: `TFC-8002`, `cms.bad`, `HTTP 401`. */
  | 'named'
  /** Only counts if the number is a known code: `(600) Token`, `10243 - El campo`. */
  | 'placed'
  /** A number that stands alone somewhere. */
  | 'loose'

export interface FoundCode {
  /** As the catalogue writes it, save for the case of letters. */
  id: string
  form: CodeForm
  start: number
  end: number
}

// One pass, alternatives in order of confidence; every repetition is bounded or cannot fail once begun, so time is linear.
const codes = new RegExp(
  [
    String.raw`(?<rejection>(?:#\d{5,8}|\b666\d{4}) ?\. ?(?:s\d{3,5}|\d{1,5}))(?!\d)`,
    String.raw`\[ ?c[o?]{0,2}digo ?:? ?(?<observation>\d{3,5})(?!\d)`,
    String.raw`\btfc[ -]?(?<tfc>\d{4})(?!\d)`,
    String.raw`(?<fault>\b(?:coe|cms|xml|wsn|wsaa)(?:\.[a-z0-9]+)+)`,
    String.raw`\bhttp(?:/\d(?:\.\d)?)?[ :=-]{0,3}(?:status|code|error|estado)?[ :=-]{0,3}(?<http>[345]\d\d)(?!\d)`,
    String.raw`\b(?<phrase>[345]\d\d) (?:bad request|unauthorized|forbidden|not found|method not|too many|internal server|bad gateway|service |gateway time)`,
    String.raw`\b(?:c[o?]{1,2}d(?:igo)?|code|error|err)(?:[ .:]{1,2}(?:de )?error)?[ .:#(="?-]{0,4}(?<named>\d{3,5})(?![\d/]|[.,]\d)`,
    String.raw`\((?<placed>\d{3,5})\)`,
    String.raw`^ (?<leading>\d{3,5}) ?(?:[:-]|$)`,
    String.raw`(?<![\w.,/$#-])(?<loose>1[012]\d{3})(?![\w/]|-\d|[.,]\d)`,
  ].join('|'),
  'gu',
)

/**
 * Finds what looks like a code in a folded text (fold.ts), in order.
 */
export function* findCodes(folded: string): Generator<FoundCode> {
  for (const match of folded.matchAll(codes)) {
    const { groups = {}, index } = match
    const found = groups.rejection
      ? { id: wrappedId(groups.rejection), form: 'rejection' as const }
      : groups.observation
        ? { id: groups.observation, form: 'observation' as const }
        : groups.tfc
          ? { id: `tfc-${groups.tfc}`, form: 'named' as const }
          : groups.fault
            ? { id: groups.fault, form: 'placed' as const }
            : (groups.http ?? groups.phrase)
              ? { id: `http-${groups.http ?? groups.phrase}`, form: 'named' as const }
              : groups.named
                ? { id: groups.named, form: 'named' as const }
                : groups.loose
                  ? { id: groups.loose, form: 'loose' as const }
                  : { id: groups.placed ?? groups.leading ?? '', form: 'placed' as const }
    yield { ...found, start: index, end: index + match[0].length }
  }
}

/** `#6661145.10036` is ARCA's 10036; `#6661145.0` and `#6661141.S1254` are TusFacturasAPP's own. */
function wrappedId(wrapped: string): string {
  const [own = '', code = ''] = wrapped.replace(/[# ]/gu, '').split('.')
  return code === '0' || code.startsWith('s') ? `${own}.${code}` : code
}
