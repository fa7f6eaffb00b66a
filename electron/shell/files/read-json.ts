import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/** @returns what a small file says; null where there is none, or it is not understood */
export function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
