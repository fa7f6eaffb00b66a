/** Looking into JSON that came from outside. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The member as text; a number as its digits, anything else as undefined. */
export function textAt(value: unknown, name: string): string | undefined {
  const inner = isObject(value) ? value[name] : undefined
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : undefined
}
