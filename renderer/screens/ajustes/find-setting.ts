import { folded } from './folded.ts'
import type { Group, Section } from './sections.ts'

/** @returns all the text in what a section says; what is made of numbers and names is left out */
function wordsIn(says: unknown): string {
  if (typeof says === 'string') return says
  return typeof says === 'object' && says !== null ? Object.values(says).map(wordsIn).join(' ') : ''
}

/** @returns the groups with those sections that have every word somewhere; the ones with them in their title first of their group */
export function findSettings(groups: Group[], wanted: string): Group[] {
  const words = folded(wanted).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return groups
  const has = (text: string) => words.every((word) => folded(text).includes(word))
  const found = ({ title, says }: Section) => (has(title) ? 2 : has(`${title} ${wordsIn(says)}`) ? 1 : 0)
  return groups
    .map((group) => ({ ...group, sections: group.sections.filter((section) => found(section) > 0).toSorted((a, b) => found(b) - found(a)) }))
    .filter(({ sections }) => sections.length > 0)
}
