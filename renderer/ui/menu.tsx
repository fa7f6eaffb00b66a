import { useEffect, useRef, type KeyboardEvent } from 'react'
import { heardTime } from './drawer-context.ts'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  label: string
  icon?: IconName
  /** Of one of several, whether it is the one. */
  checked?: boolean
  onSelect: () => void
}

export interface MenuProps {
  label: string
  /** What it opens next to, and where the focus returns. */
  anchor: HTMLElement
  /** Those that are false are not offered. */
  items: (MenuItem | false)[]
  /** Closed, by a choice or without; it is not to be drawn any more. */
  onClose: () => void
}

/** Choices for one thing. The browser's own popover: it closes with Escape and with a click elsewhere, and nothing covers it. */
export function Menu({ label, anchor, items, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  const chosen = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    const place = placeBeside(anchor.getBoundingClientRect(), element.getBoundingClientRect())
    element.style.setProperty('left', `${place.left}px`)
    element.style.setProperty('top', `${place.top}px`)
    ;(element.querySelector<HTMLElement>('[aria-checked=true]') ?? element.querySelector('button'))?.focus()
    return () => {
      // It is opened beside something else, or it is gone.
      clearTimeout(timer.current)
      element.removeAttribute('data-leaving')
    }
  }, [anchor])

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') onClose()
    if (event.key === 'Escape') leave(event)
    if (next === undefined) return
    event.preventDefault()
    buttons.at(next % buttons.length)?.focus()
  }

  /** It is there, out of sight, until a screen reader has followed the focus back. */
  function leave(event: KeyboardEvent) {
    event.preventDefault()
    event.stopPropagation()
    // As it is heard.
    if (anchor.hasAttribute('aria-expanded')) anchor.setAttribute('aria-expanded', 'false')
    anchor.focus()
    menu.current?.toggleAttribute('data-leaving', true)
    timer.current = setTimeout(() => menu.current?.hidePopover(), heardTime)
  }

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className="menu"
      popover="auto"
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState !== 'closed' || chosen.current) return
        onClose()
        // Unless something else has taken it by then.
        if (document.activeElement === document.body || menu.current?.contains(document.activeElement)) anchor.focus()
      }}
    >
      {items
        .filter((item) => item !== false)
        .map(({ label: text, icon, checked, onSelect }) => (
          <button
            key={text}
            type="button"
            role={checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={checked}
            tabIndex={-1}
            onClick={() => {
              chosen.current = true
              anchor.focus()
              onClose()
              onSelect()
            }}
          >
            {icon && <Icon name={icon} />}
            <span>{text}</span>
          </button>
        ))}
    </div>
  )
}

const gap = 4

/** Below the anchor and flush with its right edge, or above where there is no room. */
function placeBeside(anchor: DOMRect, menu: DOMRect): { left: number; top: number } {
  const below = anchor.bottom + gap
  const top = below + menu.height <= innerHeight ? below : Math.max(anchor.top - menu.height - gap, 0)
  return { left: Math.max(anchor.right - menu.width, 0), top }
}
