import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeVersion, fragmentsIn, readFragment } from '../../../build/changelog.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'changes')

describe('changes that are not released yet', () => {
  it('each can be read', () => {
    for (const name of fragmentsIn(folder)) expect(readFragment(name, readFileSync(join(folder, name), 'utf8')).text).not.toBe('')
  })

  it('a fragment without a kind, or without a sentence, is refused by name', () => {
    expect(() => readFragment('x.md', 'Algo cambió.')).toThrow(/^x\.md: /u)
    expect(() => readFragment('x.md', 'arregla\n\n')).toThrow(/^x\.md: /u)
  })

  it('a version lists what is new before what is mended, each under its heading', () => {
    const fragments = [readFragment('a.md', 'arregla\nUn error.'), readFragment('b.md', 'nuevo\nUna cosa\nen dos líneas.')]
    expect(describeVersion('1.2.3', '2026-11-29', fragments)).toBe(
      '## 1.2.3 (2026-11-29)\n\n### Nuevo\n\n- Una cosa en dos líneas.\n\n### Arregla\n\n- Un error.\n',
    )
  })
})
