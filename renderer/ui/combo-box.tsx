/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot be typed in, and a datalist takes any text for an answer */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { wordsIn } from '#contract/words.ts'
import { announce } from './announcer.tsx'
import type { SelectOption, SelectProps } from './select.tsx'

export interface ComboBoxProps extends SelectProps {
  /** Said when nothing fits what was typed. */
  nothing: string
}

/** @returns those in which every typed word occurs */
function fitting(options: SelectOption[], typed: string): SelectOption[] {
  const has = wordsIn(typed)
  return options.filter(({ label }) => has(label))
}

/**
 * One of many, found by typing a part of it. Escape and leaving it keep what was chosen before; nothing is chosen by moving
 * through the list alone.
 */
export function ComboBox({ label, value, options, onChange, nothing }: ComboBoxProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  /** Null while the list is closed. */
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const open = typed !== null
  const chosen = options.find((option) => option.value === value)
  const shown = fitting(options, typed ?? '')
  const none = open && shown.length === 0
  const at = shown[active] ? active : 0
  const activeId = open && shown[at] ? `${id}-${shown[at].value}` : undefined

  useEffect(() => {
    const element = list.current
    if (!open || !element || !input.current) return undefined
    element.showPopover()
    placeUnder(input.current.getBoundingClientRect(), element)
    const close = () => setTyped(null)
    addEventListener('resize', close)
    return () => {
      removeEventListener('resize', close)
      element.hidePopover()
    }
  }, [open])
  // Only when another one is active: whoever scrolls the list meanwhile is not taken back.
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  useEffect(() => {
    if (none) announce(nothing)
  }, [none, nothing])

  function show(text: string) {
    setTyped(text)
    setActive(text === '' ? Math.max(options.indexOf(chosen ?? options[0]!), 0) : 0)
  }

  function choose(option: SelectOption | undefined) {
    if (!option || option.disabled) return
    setTyped(null)
    onChange(option.value)
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (open) setActive((at + step + shown.length) % Math.max(shown.length, 1))
      else show('')
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(shown[at])
    } else if (event.key === 'Escape' && open) {
      // It closes the list, and not the dialog around it.
      event.preventDefault()
      event.stopPropagation()
      setTyped(null)
    }
  }

  return (
    <div className="field combo">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        title={chosen?.label}
        value={typed ?? chosen?.label ?? ''}
        onChange={(event) => show(event.target.value)}
        onFocus={(event) => event.target.select()}
        onClick={() => open || show('')}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="combo-list" popover="manual">
        {shown.map((option, index) => (
          // The keys are the field's, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.value}
            id={`${id}-${option.value}`}
            role="option"
            aria-selected={option.value === value}
            aria-disabled={option.disabled || undefined}
            tabIndex={-1}
            data-active={index === at || undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.label}
          </div>
        ))}
        {none && (
          <div role="option" aria-selected={false} aria-disabled>
            {nothing}
          </div>
        )}
      </div>
    </div>
  )
}

const gap = 4

/** As wide as the field; below it, or above where there is more room, and never beyond the window. */
function placeUnder(field: DOMRect, list: HTMLElement): void {
  const below = innerHeight - field.bottom - 2 * gap
  const above = field.top - 2 * gap
  const up = below < Math.min(list.scrollHeight, 12 * 16) && above > below
  list.style.setProperty('min-inline-size', `${field.width}px`)
  list.style.setProperty('max-block-size', `${Math.max(up ? above : below, 3 * 16)}px`)
  list.style.setProperty('left', `${Math.max(Math.min(field.left, innerWidth - list.getBoundingClientRect().width - gap), 0)}px`)
  list.style.setProperty('top', up ? 'auto' : `${field.bottom + gap}px`)
  list.style.setProperty('bottom', up ? `${innerHeight - field.top + gap}px` : 'auto')
}
