/** A DLL for x64 Windows without code: each of its functions is a forwarder to one of another DLL. */

/** Where the one section stands in memory and in the file; see Microsoft's "PE Format". */
const address = 0x1000
const headersSize = 0x200
const sectionSize = 0x200
const peHeader = 0x80
const optionalHeader = peHeader + 24
const optionalHeaderSize = 240

/**
 * @param name of the DLL
 * @param forwards e.g. `{ ProcessPrng: 'ADVAPI32.SystemFunction036' }`
 * @returns the file
 * @throws when the names do not fit
 */
export function forwarderDll(name: string, forwards: Record<string, string>): Buffer {
  const { section, used } = exportsOf(name, forwards)
  return Buffer.concat([headers(used), section])
}

/** The export directory, its three tables and the names that they point to. */
function exportsOf(name: string, forwards: Record<string, string>): { section: Buffer; used: number } {
  const entries = Object.entries(forwards).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const directorySize = 40
  const functions = directorySize
  const names = functions + 4 * entries.length
  const ordinals = names + 4 * entries.length
  const section = Buffer.alloc(sectionSize)
  let used = ordinals + 2 * entries.length
  const put = (text: string): number => {
    const at = used
    used += text.length + 1
    if (used > sectionSize) throw new Error('too many names for one section')
    section.write(text, at, 'latin1')
    return address + at
  }
  const dllName = put(name)
  for (const [index, [exported, target]] of entries.entries()) {
    section.writeUInt32LE(put(target), functions + 4 * index)
    section.writeUInt32LE(put(exported), names + 4 * index)
    section.writeUInt16LE(index, ordinals + 2 * index)
  }
  const directory = [0, 0, 0, dllName, 1, entries.length, entries.length, address + functions, address + names, address + ordinals]
  for (const [index, value] of directory.entries()) section.writeUInt32LE(value, 4 * index)
  return { section, used }
}

function headers(used: number): Buffer {
  const header = Buffer.alloc(headersSize)
  header.write('MZ', 0)
  header.writeUInt32LE(peHeader, 0x3c)
  header.write('PE\0\0', peHeader, 'latin1')
  // Machine, sections, size of the optional header, characteristics: a DLL for more than 2 GB.
  for (const [at, value] of [
    [4, 0x8664],
    [6, 1],
    [20, optionalHeaderSize],
    [22, 0x2022],
  ] as const)
    header.writeUInt16LE(value, peHeader + at)
  // PE32+, versions of the system and subsystem, the subsystem (console), DLL characteristics.
  for (const [at, value] of [
    [0, 0x20b],
    [40, 6],
    [48, 6],
    [68, 3],
    [70, 0x160],
  ] as const)
    header.writeUInt16LE(value, optionalHeader + at)
  // Sizes and alignments; sixteen directories, of which the first is the exports'.
  for (const [at, value] of [
    [8, sectionSize],
    [32, 0x1000],
    [36, 0x200],
    [56, 0x2000],
    [60, headersSize],
    [108, 16],
    [112, address],
    [116, used],
  ] as const)
    header.writeUInt32LE(value, optionalHeader + at)
  // The preferred address, and how much stack and heap.
  for (const [at, value] of [
    [24, 0x180000000n],
    [72, 0x100000n],
    [80, 0x1000n],
    [88, 0x100000n],
    [96, 0x1000n],
  ] as const)
    header.writeBigUInt64LE(value, optionalHeader + at)
  const sectionHeader = optionalHeader + optionalHeaderSize
  header.write('.edata', sectionHeader)
  // Initialised data, readable.
  for (const [at, value] of [
    [8, used],
    [12, address],
    [16, sectionSize],
    [20, headersSize],
    [36, 0x40000040],
  ] as const)
    header.writeUInt32LE(value, sectionHeader + at)
  return header
}
