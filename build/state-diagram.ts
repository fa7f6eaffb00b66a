/** `npm run diagram`: draws the table of transitions into ARCHITECTURE.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateLabels } from '#contract/texts/states.ts'
import { transitions } from '../electron/core/outbox/orders/transitions.ts'

const begin = '<!-- states: made by `npm run diagram` -->'
const end = '<!-- end of states -->'

/** @returns the life of an order as a Mermaid diagram; what a person reads on the screen stands beside each state's name */
export function stateDiagram(): string {
  const named = Object.entries(stateLabels).map(([state, label]) => `  ${state}: ${state} (${label})`)
  const arrows = transitions.map(({ from, to, causes }) => `  ${from ?? '[*]'} --> ${to}: ${causes.join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', ...named, ...arrows, '```'].join('\n')
}

/** @returns the document with the diagram in its place @throws when it has no place for it */
export function withDiagram(document: string): string {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('ARCHITECTURE.md has no place for the diagram')
  return `${before}${begin}\n${stateDiagram()}\n${end}${after}`
}

if (import.meta.main) {
  const path = join(import.meta.dirname, '..', 'ARCHITECTURE.md')
  writeFileSync(path, withDiagram(readFileSync(path, 'utf8')))
}
