import { z } from 'zod'
import type { Found } from '../model/found.ts'
import { command } from './command.ts'

export const findCommands = {
  /** Looks for references and clients in what is on disk; asks nobody. */
  findAnything: command(z.strictObject({ text: z.string().trim().min(1).max(255) })).returns<Found>(),
}
