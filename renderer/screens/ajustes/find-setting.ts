import { wordsIn } from '#contract/words.ts'
import type { Group, Section } from './sections.ts'

/** @returns all the text in what a section says; what is made of numbers and names is left out */
function textOf(says: unknown): string {
  if (typeof says === 'string') return says
  return typeof says === 'object' && says !== null ? Object.values(says).map(textOf).join(' ') : ''
}

/** @returns the groups with those sections that have every word somewhere; the ones with them in their title first of their group */
export function findSettings(groups: Group[], wanted: string): Group[] {
  if (wanted.trim() === '') return groups
  const has = wordsIn(wanted)
  const found = ({ title, says }: Section) => (has(title) ? 2 : has(`${title} ${textOf(says)}`) ? 1 : 0)
  return groups
    .map((group) => ({ ...group, sections: group.sections.filter((section) => found(section) > 0).toSorted((a, b) => found(b) - found(a)) }))
    .filter(({ sections }) => sections.length > 0)
}
