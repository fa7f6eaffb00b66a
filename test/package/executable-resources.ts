import { createRequire } from 'node:module'

/**
 * What the checks use of resedit, which electron-builder edits Windows executables with. Its own declarations would bring the
 * browser's types into this project's Node code.
 */
interface Resedit {
  NtExecutable: {
    createEmpty(is32Bit: boolean, isDll: boolean): Executable
    from(binary: Uint8Array): Executable
  }
  NtExecutableResource: { from(executable: Executable): ExecutableResources }
  Resource: { VersionInfo: { createEmpty(): VersionInfo; fromEntries(entries: ResourceEntry[]): VersionInfo[] } }
}

interface Executable {
  setExtraData(data: Uint8Array): void
  generate(): ArrayBuffer
}

interface ExecutableResources {
  entries: ResourceEntry[]
  outputResource(executable: Executable): void
}

export interface ResourceEntry {
  type: string | number
  id: string | number
  bin: ArrayBuffer
}

interface Language {
  lang: number
  codepage: number
}

interface VersionInfo {
  setStringValues(language: Language, values: Record<string, string>): void
  getStringValues(language: Language): Record<string, string>
  outputToResourceEntries(entries: ResourceEntry[]): void
}

const require = createRequire(import.meta.url)
const { NtExecutable, NtExecutableResource, Resource } = require('resedit') as Resedit

/** English of the United States, UTF-16: what Electron's executable has. */
const english: Language = { lang: 0x0409, codepage: 1200 }

/** @returns an executable of nothing but a version resource, with `tail` after it */
export function emptyExecutable(productName: string, tail: Uint8Array): Buffer {
  const executable = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(executable)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues(english, { ProductName: productName })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(executable)
  executable.setExtraData(tail)
  return Buffer.from(executable.generate())
}

/** @returns what the executable says about itself, and its other resources */
export function readResources(binary: Uint8Array): { version: Record<string, string>; entries: ResourceEntry[] } {
  const { entries } = NtExecutableResource.from(NtExecutable.from(binary))
  return { version: Resource.VersionInfo.fromEntries(entries)[0]?.getStringValues(english) ?? {}, entries }
}
