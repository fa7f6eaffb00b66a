import type { TriageGroup } from '#contract/model/inbox.ts'

const shapes: Record<TriageGroup, string> = {
  transitory: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
  'correct-first': 'M4 4h8v8H4z',
  unknown: 'M8 3.5l5 9H3z',
  'on-way': 'M8 3l4.5 5H9.5v5h-3V8H3.5z',
  issued: 'M3 8.5L6.5 12 13 5l-1.4-1.4-5.1 5.6L4.4 7.1z',
}

/** A shape of its own for each kind; the words stand beside it, and the colour only repeats them. */
export function GroupSign({ group }: { group: TriageGroup }) {
  return (
    <svg className="group-sign" data-group={group} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[group]} />
    </svg>
  )
}
