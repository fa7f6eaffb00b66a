/** What a picture shows, in words: equal on every machine, whatever its fonts and its clock. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { builtPage } from '../e2e/page-preview/serve.ts'

export interface Scene {
  /** What a screen reader finds, one thing a line; days and hours are those of no day. */
  words: string[]
  /** Icons, and the rules of the theme that apply to something there, each with a mark of what it says. */
  looks: string[]
}

const months = 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'

/** The first that fits counts. */
const passing: [RegExp, string][] = [
  [/\b\d{4}-\d\d-\d\d\b/gu, 'AAAA-MM-DD'],
  [/\b\d\d[/-]\d\d[/-]\d{4}\b/gu, 'DD/MM/AAAA'],
  [/\b\d{1,2}:\d\d(?::\d\d)?\b/gu, 'HH:MM'],
  [new RegExp(`(?<!\\p{L})(?:${months})(?!\\p{L})(?: de \\d{4}| \\d{4})?`, 'giu'), 'MES'],
]

const withoutTime = (text: string): string => passing.reduce((rest, [pattern, mark]) => rest.replaceAll(pattern, mark), text)

/** What was announced is not in sight, and how much of it is still there depends on the moment. */
const spoken = /^- log(?::.*)?(?:\n[ ]+.*)*\n?/gmu

/** @param page in which nothing moves any more */
export async function describeScene(page: Page): Promise<Scene> {
  const snapshot = (await page.locator('body').ariaSnapshot()).replaceAll(spoken, '')
  const icons = await page.evaluate<string[]>(`[...document.querySelectorAll('svg.icon path')].map((path) => path.getAttribute('d'))`)
  const theme = themeRules()
  // A rule for a part of an element, such as what stands before it, applies with the element.
  const applies = await page.evaluate<boolean[]>(`(${JSON.stringify(theme)}).map(({ media, selector }) =>
    media.every((query) => matchMedia(query).matches) && document.querySelector(selector.replaceAll(/::[\\w-]+|:(?:before|after)\\b/g, ':nth-child(n)')) !== null)`)
  return {
    words: withoutTime(snapshot).split('\n'),
    looks: [
      ...[...new Set(icons)].toSorted().map((path) => `icon ${markOf(path)}`),
      ...theme.filter((_rule, index) => applies[index]).map(({ media, selector, says }) => [...media, selector, markOf(says)].join(' ')),
    ],
  }
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

interface Rule {
  media: string[]
  selector: string
  says: string
}

/** The rules of the built theme, in order. Where the pointer stands is no matter of a picture. */
function themeRules(): Rule[] {
  const assets = join(builtPage, 'assets')
  const sheets = readdirSync(assets).filter((name) => name.endsWith('.css'))
  return sheets.flatMap((name) => rulesIn(readFileSync(join(assets, name), 'utf8'), [])).filter(({ selector }) => !/:hover|:active/u.test(selector))
}

/** @param css as the build writes it: without comments, and with no brace inside a text */
function rulesIn(css: string, media: string[]): Rule[] {
  const rules: Rule[] = []
  for (let at = 0; at < css.length;) {
    const open = css.indexOf('{', at)
    if (open === -1) break
    const head = css.slice(at, open).trim()
    const close = endOf(css, open)
    const body = css.slice(open + 1, close)
    if (head.startsWith('@media')) rules.push(...rulesIn(body, [...media, head.slice('@media'.length).trim()]))
    else if (!head.startsWith('@')) rules.push({ media, selector: head, says: body })
    at = close + 1
  }
  return rules
}

function endOf(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  throw new Error('a rule of the theme does not end')
}
