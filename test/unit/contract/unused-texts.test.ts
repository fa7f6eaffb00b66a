/** A text that nothing shows is deleted: each name in the modules of texts is said by some source. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { textModules } from '../../spanish/texts.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join('electron', 'contract', 'texts')

const sources = ['electron', 'renderer'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name))
    .map((name) => ({ path: join(top, name), text: readFileSync(join(root, top, name), 'utf8') })),
)

/** A module of texts as it is named on every system. */
const moduleOf = (path: string) => relative(folder, path).replaceAll(sep, '/')

/** What is taken of an export, as `page.ts: banners.more`; `page.ts: banners.*` where a member is looked up or all of them go elsewhere. */
function takenBy({ path, text }: (typeof sources)[number]): string[] {
  const own = path.startsWith(folder) ? [...text.matchAll(/export const (\w+)/gu)].map(([, name = '']) => ({ file: moduleOf(path), name, alias: name })) : []
  const imported = [...text.matchAll(/import \{([^}]+)\} from '(?:#contract\/texts\/|(\.\.?\/))([\w/-]+\.ts)'/gu)].flatMap(
    ([, names = '', beside, named = '']) => {
      const file = beside === undefined ? named : moduleOf(join(dirname(path), beside, named))
      return names.split(',').map((each) => {
        const [name = '', alias = name] = each.trim().split(' as ')
        return { file, name, alias }
      })
    },
  )
  const code = text.replaceAll(/^import .*$/gmu, '')
  return [...own, ...imported].flatMap(({ file, name, alias }) =>
    [...code.matchAll(new RegExp(String.raw`(?<!(?:const|type) )(?<![\w']|(?<!\.\.)\.)${alias}\b(?!:)(?:\??\.(\w+))?`, 'gu'))].flatMap(
      ({ 0: whole, 1: member, index }) => {
        if (member !== undefined) return `${file}: ${name}.${member}`
        const taken = /(?:const|let) \{([^}]*)\} = $/u.exec(code.slice(0, index))?.[1]
        return taken === undefined || code[index + whole.length] === '['
          ? [`${file}: ${name}.*`, whole]
          : taken.split(',').map((each) => `${file}: ${name}.${each.trim().split(':')[0]}`)
      },
    ),
  )
}

test('every text is used', async () => {
  const taken = new Set(sources.flatMap(takenBy))
  const members: string[] = []
  for (const file of textModules)
    for (const [name, value] of Object.entries((await import(join(root, folder, file))) as object))
      if (typeof value === 'object' && value !== null && !taken.has(`${file}: ${name}.*`))
        members.push(...Object.keys(value as object).map((member) => `${file}: ${name}.${member}`))
  expect(members.length).toBeGreaterThan(400)
  expect(members.filter((member) => !taken.has(member))).toEqual([])
})
