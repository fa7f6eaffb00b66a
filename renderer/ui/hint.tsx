import { useId, useRef, useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** More about what stands before it, for whoever asks: with the mouse, the keyboard or a finger. */
export function Hint({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLOutputElement>(null)
  const [open, setOpen] = useState(false)

  function place() {
    const [from, own] = [button.current?.getBoundingClientRect(), bubble.current?.getBoundingClientRect()]
    if (!from || !own || !bubble.current) return
    bubble.current.style.setProperty('left', `${Math.max(Math.min(from.left, innerWidth - own.width - 4), 4)}px`)
    bubble.current.style.setProperty('top', `${Math.max(from.top - own.height - 4, 4)}px`)
  }

  return (
    <span className="hint">
      <button ref={button} type="button" className="action quiet" aria-label={label} aria-expanded={open} aria-controls={id} popoverTarget={id}>
        <Icon name="info" />
      </button>
      <output
        ref={bubble}
        id={id}
        className="hint-bubble"
        popover="auto"
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          if (event.newState === 'open') place()
        }}
      >
        {open && children}
      </output>
    </span>
  )
}
