import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An address that nobody on the way can answer for: https, or this same computer. */
const safe = /^url: *['"]?(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/])[^\s'"]/mu

/**
 * Whether this build knows where updates are: electron-builder leaves `app-update.yml` beside the package when `publish` is
 * configured, and nothing otherwise. From the sources, `dev-app-update.yml` in the app's folder takes its place.
 * @returns false also when the address is not safe
 */
export function hasFeed(packaged: boolean, resources: string, appFolder: string): boolean {
  try {
    return safe.test(readFileSync(packaged ? join(resources, 'app-update.yml') : join(appFolder, 'dev-app-update.yml'), 'utf8'))
  } catch {
    return false
  }
}
