/** What may be in a package, and how its fuses have to stand. */
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Every file that the asar may hold. */
const allowed = [
  /^\/package\.json$/u,
  /^\/out\/licencias\.json$/u,
  /^\/out\/main\/main\.js$/u,
  /^\/out\/main\/chunks\/[\w-]+\.js$/u,
  /^\/out\/preload\/preload\.cjs$/u,
  /^\/out\/renderer\/index\.html$/u,
  /^\/out\/renderer\/assets\/[\w-]+\.(?:js|css|woff2|svg|png)$/u,
  /^\/out\/(?:main|renderer)\/[\w/-]*tray[\w/@.-]*\.(?:png|ico)$/u,
]

/** Bytes that the asar may have. */
export const largestAsar = 6_000_000

/** true: on. */
export const wantedFuses: Record<keyof typeof FuseV1Options, boolean> = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

/** @returns paths of the files in the asar, with `/`, from its root */
export const filesOf = (asar: string): string[] =>
  listPackage(asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.[^/]*$/u.test(name))

export const strangers = (files: string[]): string[] => files.filter((name) => !allowed.some((pattern) => pattern.test(name)))

/** @param executable or the `.app` @returns each fuse of the wire by its name; one that nobody knows yet by its number */
export async function readFuses(executable: string): Promise<Record<string, boolean>> {
  const wire = Object.entries(await getCurrentFuseWire(executable)).filter(([fuse]) => fuse !== 'version')
  return Object.fromEntries(wire.map(([fuse, state]) => [FuseV1Options[Number(fuse)] ?? fuse, String(state) === String(FuseState.ENABLE)]))
}
