/** The three credentials of a point of sale, and how a pasted block is taken apart. */

export interface Credentials {
  apikey: string
  apitoken: string
  usertoken: string
}

export const credentialFields = ['apikey', 'apitoken', 'usertoken'] as const

/** Longest credential accepted; the API documents no length, observed ones are 5, 32 and 64 characters. */
export const maxCredentialLength = 512

const fieldPattern = (field: string) =>
  new RegExp(`(?:^|[^a-z])${field.replace('api', 'api[ _-]?').replace('user', 'user[ _-]?')}["']?\\s*(?:[:=]|\\s)\\s*["']?([^\\s"',;}]+)`, 'iu')

/**
 * Finds the three credentials in a block copied from the web page, an e-mail or a JSON example.
 * @returns those that were found
 */
export function findCredentials(text: string): Partial<Credentials> {
  const found: Partial<Credentials> = {}
  for (const field of credentialFields) {
    const value = fieldPattern(field).exec(text)?.[1]
    if (value) found[field] = value
  }
  return found
}
