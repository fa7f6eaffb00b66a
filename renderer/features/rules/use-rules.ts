import { useEffect, useState } from 'react'
import type { RulesState } from '#contract/model/rules.ts'
import { call, on } from '../../api.ts'

/** What rules have spent today; null until main has said so. */
export function useRules(): RulesState | null {
  const [state, setState] = useState<RulesState | null>(null)
  useEffect(() => {
    const end = on('rulesChanged', setState)
    // An event that came first knows more than the answer.
    void call('readRules', {}).then((result) => result.ok && setState((told) => told ?? result.value))
    return end
  }, [])
  return state
}
