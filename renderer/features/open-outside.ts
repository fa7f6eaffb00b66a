import { mayOpenOutside } from '#contract/model/links.ts'

/** @returns whether it went to the person's browser; where it may not, nothing happens */
export function openOutside(url: string | null): boolean {
  if (url === null || !mayOpenOutside(url)) return false
  window.open(url, '_blank', 'noopener,noreferrer')
  return true
}
