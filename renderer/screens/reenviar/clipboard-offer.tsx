import { useEffect, useState } from 'react'
import { parseReferences } from '#contract/model/references.ts'
import { references as countOf } from '#contract/texts/page.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { addToDraft } from '../../store/feed.ts'
import { useStore } from '../../store/store.ts'

/** What was used or refused is not offered again while the page is open. */
const settled = new Set<string>()

/** Offers what the clipboard holds when the window comes to the front; only a press brings it into the field. */
export function ClipboardOffer() {
  const [offered, setOffered] = useState('')
  const draft = useStore((state) => state.draft)

  useEffect(() => {
    const look = async () => {
      const suggestion = await call('suggestFromClipboard', {})
      setOffered(suggestion.ok && suggestion.value ? suggestion.value.text : '')
    }
    const onFocus = () => void look()
    onFocus()
    addEventListener('focus', onFocus)
    return () => {
      removeEventListener('focus', onFocus)
    }
  }, [])

  const found = parseReferences(offered).valid
  const [first] = found
  if (!first || settled.has(offered) || draft.includes(offered.trim())) return null

  function settle(use: boolean) {
    settled.add(offered)
    if (use) addToDraft(offered)
    setOffered('')
  }

  return (
    <div className="row">
      <Action icon="clipboard" onPress={() => settle(true)}>
        {texts.paste(found.length === 1 ? first.text : countOf(found.length))}
      </Action>
      <Action look="quiet" icon="close" aria-label={texts.dismiss} onPress={() => settle(false)}>
        {texts.no}
      </Action>
    </div>
  )
}
