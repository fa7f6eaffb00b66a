/** `npm run changelog -- VERSION`: makes a release's part of CHANGELOG.md out of docs/changes, and sets the version. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The first line of a fragment, and the heading it goes under, in this order. */
export const kinds = { nuevo: 'Nuevo', cambia: 'Cambia', arregla: 'Arregla', seguridad: 'Seguridad' } as const
type Kind = keyof typeof kinds

export interface Fragment {
  kind: Kind
  text: string
}

/** @throws when the first line names no kind or nothing follows */
export function readFragment(name: string, content: string): Fragment {
  const [kind = '', ...rest] = content.trim().split('\n')
  const text = rest.join(' ').replaceAll(/\s+/gu, ' ').trim()
  if (!Object.hasOwn(kinds, kind) || text === '')
    throw new Error(`${name}: the first line is one of ${Object.keys(kinds).join(', ')}, then one or two sentences`)
  return { kind: kind as Kind, text }
}

/** @returns the part of one version, in Markdown */
export function describeVersion(version: string, day: string, fragments: Fragment[]): string {
  const parts = Object.entries(kinds).flatMap(([kind, title]) => {
    const lines = fragments.filter((fragment) => fragment.kind === kind).map(({ text }) => `- ${text}`)
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join('\n')}\n`]
  })
  return `## ${version} (${day})\n\n${parts.join('\n')}`
}

/** @returns the names of the fragments in a folder, sorted */
export const fragmentsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted()

function setVersion(path: string, version: string, count: number): void {
  let left = count
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replaceAll(/("version": )"[^"]+"/gu, (line, name: string) => (left-- > 0 ? `${name}"${version}"` : line)),
  )
}

function release(root: string, version: string): void {
  const folder = join(root, 'docs', 'changes')
  const names = fragmentsIn(folder)
  const fragments = names.map((name) => readFragment(name, readFileSync(join(folder, name), 'utf8')))
  const changelog = join(root, 'CHANGELOG.md')
  const [title = '', ...older] = readFileSync(changelog, 'utf8').split(/^(?=## )/mu)
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(changelog, [title, `${describeVersion(version, day, fragments)}\n`, ...older].join(''))
  // Its first two in the lock file are ours, those behind them other people's.
  for (const [name, count] of [
    ['package.json', 1],
    ['package-lock.json', 2],
  ] as const)
    setVersion(join(root, name), version, count)
  for (const name of names) rmSync(join(folder, name))
}

if (import.meta.main) {
  const version = process.argv[2] ?? ''
  if (!/^\d+\.\d+\.\d+$/u.test(version)) throw new Error('npm run changelog -- VERSION, for instance 0.3.0')
  release(join(import.meta.dirname, '..'), version)
}
