import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { locate, type WhereaboutsContext } from '../../../core/inbox/whereabouts.ts'
import type { EverySecret } from '../../files/every-secret.ts'
import type { Vault } from '../../files/vault.ts'
import { refused } from '../references.ts'

/** Finding the point of sale of what was pasted. */
export function whereaboutsHandlers(
  services: WhereaboutsContext & { vault: Pick<Vault, 'nameOf'>; everySecret: EverySecret },
): Pick<CommandHandlers, 'locateReferences' | 'stopLocating'> {
  const { vault, everySecret } = services
  /** Ends the search under way. There is one at a time: whoever asks anew does not wait for the one before any more. */
  let current: AbortController | null = null
  const isThere = (id: string) => vault.nameOf(id) !== null
  return {
    locateReferences: async ({ references, pointsOfSale }) => {
      current?.abort()
      const stopping = new AbortController()
      current = stopping
      // One that is deleted while a long search runs is no trouble of the others.
      const asked = pointsOfSale.filter(isThere)
      if (asked.length === 0) return fail('point-of-sale-missing')
      const refusal = await refused(references, everySecret)
      if (refusal) return refusal
      const { places, unread } = await locate(services, [...new Set(references)], asked, stopping.signal)
      return ok({ places: places.filter((one) => isThere(one.pointOfSaleId)), unread: unread.filter((one) => isThere(one.pointOfSaleId)) })
    },
    stopLocating: () => (current?.abort(), ok(null)),
  }
}
