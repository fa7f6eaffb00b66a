import { useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { Menu, type MenuProps } from './menu.tsx'

interface MenuButtonProps {
  /** What it is called; begins with what it shows. */
  label: string
  /** What it shows; three dots when absent. */
  text?: string
  items: MenuProps['items']
}

/** A button that offers choices. */
export function MenuButton({ label, text, items }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="action menu-button"
        aria-label={label}
        title={text === undefined ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={() => setAnchor(button.current)}
      >
        {text !== undefined && <span>{text}</span>}
        <Icon name={text === undefined ? 'more' : 'expand'} />
      </button>
      {anchor && <Menu label={label} anchor={anchor} items={items} onClose={() => setAnchor(null)} />}
    </>
  )
}
