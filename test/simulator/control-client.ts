/** Speaks to a simulator in another process. */
import { request } from 'undici'
import type { Controls } from './control.ts'

/**
 * Runs one control command.
 * @param controlUrl as `Simulator.controlUrl` or the line of `npm run simulator` says
 * @returns its value, as JSON made it
 * @throws when the simulator refuses the command
 */
export async function control<C extends keyof Controls>(
  controlUrl: string,
  command: C,
  args: Parameters<Controls[C]>[1],
): Promise<Awaited<ReturnType<Controls[C]>>> {
  const { body } = await request(`${controlUrl}/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(args ?? {}),
    headersTimeout: 0,
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by control.ts from the same table of types
  const answer = (await body.json()) as { ok: true; value: Awaited<ReturnType<Controls[C]>> } | { ok: false; error: string }
  if (!answer.ok) throw new Error(`simulator: ${answer.error}`)
  return answer.value
}
