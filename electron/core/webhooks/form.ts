/** Webhooks that came as a form: each field by itself, or all of them as JSON in one. */

/** Starts with a field's name; no JSON does, and no page. */
const begins = /^[\w.%[\]-]{1,200}=/u
const mostFields = 1_000

/**
 * Reads a form as PHP does: `msg[]=a&msg[]=b` and `msg[0]=a` are a list.
 * @returns its fields; undefined when it is none
 */
export function readForm(text: string): Record<string, unknown> | undefined {
  if (!begins.test(text)) return undefined
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  let left = mostFields
  for (const [name, value] of new URLSearchParams(text)) {
    if (left-- === 0) break
    const list = /^(.+?)\[.*\]$/su.exec(name)?.[1]
    const known = list === undefined ? undefined : fields[list]
    if (list === undefined) fields[name] = value
    else if (Array.isArray(known)) known.push(value)
    else fields[list] = [value]
  }
  return fields
}
