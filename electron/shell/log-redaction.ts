/** Last line of defence for the log: what looks like a secret does not reach the file, whoever wrote the message. */

const hidden = '••••'

type Redaction = (text: string) => string

/** `"apikey":"1"`, `apitoken=1`, `password: 1`, also inside escaped JSON. */
const namedFields: Redaction = (text) =>
  text.replace(
    /((?:api[ _-]?key|api[ _-]?token|user[ _-]?token|contrase(?:ñ|n)a|password|passwd|secret|token)\\*["']?\s*[:=]\s*\\*["']?)([^\s"',;&}\\]+)/giu,
    `$1${hidden}`,
  )

const authorization: Redaction = (text) => text.replace(/\b(basic|bearer)\s+[\w.~+/=-]+/giu, `$1 ${hidden}`)

/** `http://user:password@proxy` */
const userInfo: Redaction = (text) => text.replace(/(\w:\/\/)[^\s/@]+@/gu, `$1${hidden}@`)

/** Long runs of letters and digits: keys and tokens. The identifiers that this program makes have hyphens. */
const tokens: Redaction = (text) => text.replace(/\b(?=\w*\d)(?=\w*[a-z])\w{20,}\b/giu, (run) => hidden + run.slice(-3))

const inOrder: Redaction[] = [namedFields, authorization, userInfo, tokens]

/** Masks what looks like a secret in one line of the log. */
export const redactLogLine: Redaction = (text) => inOrder.reduce((redacted, redaction) => redaction(redacted), text)
