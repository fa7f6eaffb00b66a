import { useEffect, useState } from 'react'
import type { ClipboardSuggestion } from '#contract/commands/clipboard.ts'
import { parseReferences } from '#contract/model/references.ts'
import { references as countOf } from '#contract/texts/counting.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { call } from '../../api.ts'
import { Message } from '../../ui/message.tsx'
import { Action } from '../../ui/action.tsx'
import { addToDraft } from '../../store/feed.ts'
import { useStore } from '../../store/store.ts'
import { takeCopiedTable } from './table/brought.ts'

/** What was used or refused is not offered again while the page is open. */
const settled = new Set<string>()

/** By what an offer is known again. */
const keyOf = (offered: ClipboardSuggestion): string => ('text' in offered ? offered.text : offered.table.key)

/**
 * Offers what the clipboard holds when the window comes to the front; only a press brings it into the field, or opens the dialog that
 * asks for the column of a table.
 */
export function ClipboardOffer({ onTable }: { onTable: (text: string) => void }) {
  const [offered, setOffered] = useState<ClipboardSuggestion | null>(null)
  const draft = useStore((state) => state.draft)
  /** What was offered does not lie there any more. */
  const [other, setOther] = useState(false)

  useEffect(() => {
    const look = async () => {
      const suggestion = await call('suggestFromClipboard', {})
      setOffered(suggestion.ok ? suggestion.value : null)
      setOther(false)
    }
    const onFocus = () => void look()
    onFocus()
    addEventListener('focus', onFocus)
    return () => {
      removeEventListener('focus', onFocus)
    }
  }, [])

  const label = offered && labelOf(offered, draft)
  if (!offered || label === null || settled.has(keyOf(offered))) {
    if (!other) return null
    return <Message tone="info" live="status" text={texts.otherCopied} />
  }

  function missed(now: ClipboardSuggestion) {
    settled.delete(keyOf(now))
    setOther(true)
  }

  function settle(now: ClipboardSuggestion, use: boolean) {
    settled.add(keyOf(now))
    setOffered(null)
    setOther(false)
    if (!use) return
    if ('text' in now) addToDraft(now.text)
    // Only now it is read: until here the page knew how many rows it has.
    else void takeCopiedTable(onTable, now.table.key).then((taken) => !taken && missed(now))
  }

  return (
    <div className="row">
      <Action icon="clipboard" onPress={() => settle(offered, true)}>
        {label}
      </Action>
      <Action look="quiet" icon="close" aria-label={texts.dismiss} onPress={() => settle(offered, false)}>
        {texts.no}
      </Action>
    </div>
  )
}

/** @returns null where there is nothing in it that the field does not hold already */
function labelOf(offered: ClipboardSuggestion, draft: string): string | null {
  if ('table' in offered) return texts.pasteTable(offered.table.rows)
  const found = parseReferences(offered.text).valid
  const [first] = found
  if (!first || draft.includes(offered.text.trim())) return null
  return texts.paste(found.length === 1 ? first.text : countOf(found.length))
}
