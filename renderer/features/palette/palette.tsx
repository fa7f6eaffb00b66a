/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot be typed in, and a datalist takes any text for an answer */
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import type { Found } from '#contract/model/found.ts'
import { palette as texts } from '#contract/texts/palette.ts'
import { call } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Overlay } from '../../ui/overlay.tsx'
import { choicesOf, foundChoices, type Choice, type Dialogs } from './choices.ts'

/** Keys come faster than anybody reads. Milliseconds. */
const settle = 120

interface PaletteProps extends Dialogs {
  onClose: () => void
}

/** Goes anywhere by typing a part of its name: screens, what can be done at no cost, references, clients, points of sale. */
export function Palette({ onClose, ...dialogs }: PaletteProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const found = useFound(text)
  const choices = [...choicesOf(text, dialogs), ...(found ? foundChoices(text, found) : [])]
  const at = choices[active] ? active : 0
  const current = choices[at]
  const looking = text.trim() !== '' && found === null
  const none = choices.length === 0 && !looking
  useEffect(() => {
    if (none) announce(texts.nothing)
  }, [none])
  const activeId = current && `${id}-${current.key}`
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  function choose(choice: Choice | undefined) {
    if (!choice) return
    onClose()
    // Once what had the focus before has it again: where the choice leads, it takes it from there.
    requestAnimationFrame(() => choice.run())
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && choices.length > 0) {
      event.preventDefault()
      setActive((at + step + choices.length) % choices.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      // What is still looked for is not there to be chosen: the first of what is may be another thing by then.
      if (!looking && !event.repeat) choose(current)
    }
  }

  return (
    <Overlay className="sheet palette" overlayClassName="overlay palette-overlay" label={texts.title} onClose={onClose} dismissable>
      <input
        type="text"
        role="combobox"
        aria-label={texts.field}
        aria-autocomplete="list"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={activeId}
        aria-describedby={`${id}-help`}
        placeholder={texts.field}
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to type in it
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={texts.results} aria-busy={looking} className="palette-list">
        {choices.map((choice, index) => (
          // The keys are the field's, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.key}
            id={`${id}-${choice.key}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            data-active={index === at || undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <Icon name={choice.icon} />
            <span className="palette-label">{choice.label}</span>
            <span className="palette-about">{choice.about}</span>
            <span className="palette-kind">{texts.kinds[choice.kind]}</span>
          </div>
        ))}
      </div>
      {looking && <p className="palette-note">{texts.searching}</p>}
      {none && <p className="palette-note">{texts.nothing}</p>}
      <p id={`${id}-help`} className="palette-help">
        {texts.help}
      </p>
    </Overlay>
  )
}

/** @returns what is on disk of what was typed; null while that is not known */
function useFound(text: string): Found | null {
  const [known, setKnown] = useState<{ text: string; found: Found } | null>(null)
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return undefined
    let gone = false
    const timer = setTimeout(() => {
      void call('findAnything', { text: wanted }).then((answer) => {
        if (!gone) setKnown({ text: wanted, found: answer.ok ? answer.value : { inError: [], orders: [] } })
      })
    }, settle)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [wanted])
  return known?.text === wanted ? known.found : null
}
