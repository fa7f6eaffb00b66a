/** The certificates an office trusts: those that come with Node and those that its IT department installed. */
import { getCACertificates } from 'node:tls'

function certificatesOf(source: 'default' | 'system'): string[] {
  try {
    return getCACertificates(source)
  } catch {
    return []
  }
}

/**
 * Bundled and operating-system certificates together; never throws. Reading the system's store takes time: call it once.
 * @returns PEM, without repeats; null when there is none at all, which leaves the choice to Node
 */
export function officeCertificates(): string[] | null {
  const all = new Set([...certificatesOf('default'), ...certificatesOf('system')])
  return all.size > 0 ? [...all] : null
}
