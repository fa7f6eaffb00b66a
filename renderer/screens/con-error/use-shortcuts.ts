import { useEffect, useRef } from 'react'

interface Shortcuts {
  /** Ctrl+A. */
  onAll: () => void
  /** R. */
  onResend: () => void
}

/** Where keys are text, or belong to what is open over the screen. */
const elsewhere = 'input:not([type=checkbox]), textarea, select, [role=menu], [role=dialog], [role=alertdialog], dialog'

/** Keys of the whole screen, wherever the focus is in it. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element) || event.target.closest(elsewhere) || document.querySelector('.overlay')) return
      const key = event.key.toLowerCase()
      if (event.altKey || (key !== 'a' && key !== 'r')) return
      if (key === 'a' && (event.ctrlKey || event.metaKey)) latest.current.onAll()
      else if (key === 'r' && !event.ctrlKey && !event.metaKey && !event.repeat) latest.current.onResend()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
