import type { ReactNode } from 'react'
import { outcomeGroups, type OutcomeGroup } from '#contract/model/order.ts'
import { summaryTexts as texts } from '#contract/texts/history.ts'

/** What is drawn on the paper of each ending: all of it, lines, or nothing. */
const inks: Record<OutcomeGroup, ReactNode> = {
  issued: <rect width="6" height="6" className="ink" />,
  queued: <path d="M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3" className="line" />,
  failed: <path d="M0 0l6 6M6 0L0 6" className="line" />,
  missing: <path d="M0 3h6" className="line" />,
  cancelled: null,
}

/**
 * How each ending is drawn: plain, striped, crossed, lined and hollow, so that none is told from another by its colour alone. The
 * colours are in theme/resumen.css.
 */
export const Patterns = () => (
  <svg className="patterns" aria-hidden="true" focusable="false">
    <defs>
      {outcomeGroups.map((group) => (
        <pattern key={group} id={`trama-${group}`} className={`group-${group}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className="paper" />
          {inks[group]}
        </pattern>
      ))}
    </defs>
  </svg>
)

/** What fills a bar of that ending. */
export const fillOf = (group: OutcomeGroup): string => `url(#trama-${group})`

export function Legend() {
  return (
    <ul className="legend">
      {outcomeGroups.map((group) => (
        <li key={group}>
          <svg className={`swatch group-${group}`} aria-hidden="true" focusable="false">
            <rect x="0.5" y="0.5" width="13" height="13" fill={fillOf(group)} className="bar" />
          </svg>
          {texts.groups[group]}
        </li>
      ))}
    </ul>
  )
}
