import { z } from 'zod'
import type { Cloned } from '../page/clone.ts'
import type { FromPage } from '../page/wire.ts'

const channel = z.string().min(1)
const args: z.ZodType<Cloned> = z.object({ root: z.unknown(), nodes: z.array(z.unknown()) })
const message: z.ZodType<FromPage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('loaded'), at: z.string(), title: z.string() }),
  z.object({ type: z.literal('moved'), at: z.string() }),
  z.object({ type: z.literal('invoke'), id: z.number(), channel, args }),
  z.object({ type: z.literal('send'), channel, args }),
])

/** @returns null for what no page of ours says; it is dropped */
export function readMessage(text: string): FromPage | null {
  try {
    return message.parse(JSON.parse(text))
  } catch {
    return null
  }
}
