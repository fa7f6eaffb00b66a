import { triageGroups, type TriageGroup } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { snooze } from '#contract/texts/snooze.ts'
import { number } from '#contract/texts/counting.ts'
import { GroupSign } from '../../features/inbox/group-sign.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

/** In the order of what there is to do. */
const order: TriageGroup[] = ['transitory', 'correct-first', 'unknown', 'on-way', 'issued']
/** Those that are in error are always counted; the others only where there are any. */
const always = triageGroups.slice(0, 3)

/** How many there are of each kind; pressing one shows only those. */
export function TriageChips() {
  const view = useInbox()
  const { rows } = view
  const { filters, groups } = rows
  const shown = order.filter((group) => group === filters.group || (groups.get(group) ?? 0) > 0 || (always.includes(group) && groups.size > 0))
  if (rows.total === 0 && rows.snoozed === 0) return null
  return (
    <fieldset className="chips" aria-label={texts.triage}>
      {shown.map((group) => {
        const count = groups.get(group) ?? 0
        const pressed = filters.group === group
        return (
          <button
            key={group}
            type="button"
            className="chip"
            aria-pressed={pressed}
            onClick={() => view.change((list) => list.filter({ ...filters, group: pressed ? null : group }))}
          >
            <GroupSign group={group} />
            <span>
              <strong>{number(count)}</strong> {texts.chips[group](count)}
              {texts.chipsRest[group] && <span className="chip-rest"> {texts.chipsRest[group]}</span>}
            </span>
          </button>
        )
      })}
      {(rows.snoozed > 0 || filters.snoozed) && (
        <button
          type="button"
          className="chip"
          aria-pressed={filters.snoozed}
          onClick={() => view.change((list) => list.filter({ ...filters, group: null, snoozed: !filters.snoozed }))}
        >
          <Icon name="clock" />
          <span>
            <strong>{number(rows.snoozed)}</strong> {snooze.chip(rows.snoozed)}
          </span>
        </button>
      )}
    </fieldset>
  )
}
