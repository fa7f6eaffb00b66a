/** Comments against the repository: a file that a comment sends the reader to is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const folders = ['electron', 'renderer', 'build', 'test'] as const

const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))

const there = [...folders, 'docs'].flatMap(filesOf).concat(readdirSync(root).map((name) => join(root, name).replaceAll('\\', '/')))

/** A name of ours, with or without the end of its path; what stands in a web address is none. */
const citation = /(?<![\w/:.*-])(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:tsx?|md)\b/gu

describe.each(folders)('%s', (folder) => {
  test('every file that a comment cites is there', () => {
    const cited = filesOf(folder)
      .filter((file) => /\.tsx?$/u.test(file))
      .flatMap((file) => {
        const { comments } = parseSync(file, readFileSync(file, 'utf8'))
        return comments.flatMap(({ value }) => [...value.matchAll(citation)].map(([name]) => ({ file: file.slice(root.length + 1), name })))
      })
    expect(cited.length).toBeGreaterThan(0)
    expect(cited.filter(({ name }) => !there.some((file) => file.endsWith(`/${name}`)))).toEqual([])
  })
})
