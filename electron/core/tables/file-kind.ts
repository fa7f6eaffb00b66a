import type { TableProblem } from '#contract/model/table.ts'

/** Thrown by the readers of this folder; its message is the problem. */
export class TableError extends Error {
  readonly problem: TableProblem
  constructor(problem: TableProblem) {
    super(problem)
    this.name = 'TableError'
    this.problem = problem
  }
}

export type FileKind = 'zip' | 'ole' | 'text' | 'other'

const starts: [kind: FileKind, bytes: number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // Excel up to 2003, and whatever Office protects with a password.
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['other', [0x25, 0x50, 0x44, 0x46]],
  ['other', [0x89, 0x50, 0x4e, 0x47]],
  ['other', [0xff, 0xd8, 0xff]],
  ['other', [0x47, 0x49, 0x46, 0x38]],
  ['other', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['other', [0x52, 0x61, 0x72, 0x21]],
  ['other', [0x37, 0x7a, 0xbc, 0xaf]],
  ['other', [0x1f, 0x8b]],
]

/** What a file is, by how it begins: names lie. */
export const kindOf = (bytes: Uint8Array): FileKind => starts.find(([, begin]) => begin.every((byte, at) => bytes[at] === byte))?.[0] ?? 'text'
