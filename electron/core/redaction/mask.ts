import { credentialFields, type Credentials } from '#contract/model/credentials.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'

const dots = '••••'

/** A secret this short would be half given away by its last four characters. */
const shortSecret = 12

/** @returns e.g. `••••3f2a`; only dots for a short secret such as an API key of five digits */
export const mask = (secret: string): string => (secret.length < shortSecret ? dots : dots + secret.slice(-4))

export const noMasks: PointOfSale['masks'] = { apikey: dots, apitoken: dots, usertoken: dots }

export const masksOf = (credentials: Credentials): PointOfSale['masks'] => {
  const masks = { ...noMasks }
  for (const field of credentialFields) masks[field] = mask(credentials[field])
  return masks
}
