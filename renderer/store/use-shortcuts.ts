import { useEffect, useEffectEvent } from 'react'
import { shortcutIds, shortcuts, type ShortcutId } from '#contract/model/shortcuts.ts'

/** Where keys are text, or belong to what is open over the screen. */
const elsewhere = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog], dialog'
/** What is open over the page has its own keys; the list of what can be gone to opens over everything else. */
const overPage = '.overlay, [popover]:popover-open'

/** @returns which of our keys it is, and whether it is ours where it was pressed */
function shortcutOf(event: KeyboardEvent): ShortcutId | null {
  if (event.defaultPrevented || event.isComposing || event.altKey || !(event.target instanceof Element)) return null
  const control = event.ctrlKey || event.metaKey
  const id = shortcutIds.find((each) => shortcuts[each].key === event.key.toLowerCase() && shortcuts[each].control === control)
  if (id === undefined || document.querySelector(overPage)) return null
  // In a field these keys write or pick what is in it; the palette takes none of that away.
  return id !== 'palette' && event.target.closest(elsewhere) ? null : id
}

/** Does something when one of these keys is pressed, for as long as what calls it is there. */
export function useShortcuts(handlers: Partial<Record<ShortcutId, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const id = shortcutOf(event)
    const handler = id === null ? undefined : handlers[id]
    // A key that is held down picks again and again, and asks only once.
    if (!handler || (event.repeat && id !== 'all')) return
    event.preventDefault()
    handler()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
