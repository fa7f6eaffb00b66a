import { useEffect, useId, useRef, type KeyboardEventHandler, type ReactNode, type RefObject } from 'react'
import type { ParsedReferences, PastedReference } from '#contract/model/references.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { setState } from '../../store/store.ts'

/** Longer texts are not marked in place: the list below the field still names each problem. */
const longestMarked = 20_000

interface ReferenceFieldProps {
  fieldRef: RefObject<HTMLTextAreaElement | null>
  draft: string
  /** The text that `parsed` was taken from; it may be a moment behind. */
  shown: string
  parsed: ParsedReferences
  /** One line, which grows with what is in it: results stand below. */
  compact: boolean
  onKeyDown: KeyboardEventHandler
  /** @param before what stood in the field */
  onPaste: (text: string, before: string) => void
}

/** The big field. What cannot be sent is marked where it stands, on a copy of the text that lies behind. */
export function ReferenceField({ fieldRef, draft, shown, parsed, compact, onKeyDown, onPaste }: ReferenceFieldProps) {
  const id = useId()
  const mirror = useRef<HTMLDivElement>(null)
  const marked = [...parsed.invalid, ...parsed.valid.filter((reference) => reference.unusual.length > 0)]
  const marks = shown.length <= longestMarked && marked.length > 0

  const follow = () => {
    if (mirror.current && fieldRef.current) mirror.current.scrollTop = fieldRef.current.scrollTop
  }
  useEffect(follow)
  // The first thing to do here is to type or paste.
  useEffect(() => fieldRef.current?.focus({ preventScroll: true }), [fieldRef])

  return (
    <div className="field">
      <label htmlFor={id} className={compact ? 'hidden' : undefined}>
        {texts.field}
      </label>
      <div className="marked-field">
        {marks && (
          <div className="mirror" ref={mirror} aria-hidden="true">
            {markedText(shown, marked)}
          </div>
        )}
        <textarea
          id={id}
          ref={fieldRef}
          rows={compact ? 1 : 6}
          placeholder={compact ? texts.addMore : undefined}
          value={draft}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-help`}
          aria-invalid={parsed.invalid.length > 0 ? true : undefined}
          aria-keyshortcuts="Control+Enter"
          onChange={(event) => setState({ draft: event.target.value })}
          onPaste={(event) => onPaste(event.clipboardData.getData('text/plain'), draft)}
          onScroll={follow}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${id}-help`} className={compact ? 'hidden' : 'field-help'}>
        {texts.help}
      </p>
    </div>
  )
}

function markedText(text: string, marked: PastedReference[]): ReactNode[] {
  const nodes: ReactNode[] = []
  let at = 0
  for (const { start, end, problem } of marked.toSorted((a, b) => a.start - b.start)) {
    nodes.push(
      text.slice(at, start),
      <mark key={start} className={problem ? 'cannot' : 'unusual'}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  // A last line break is not drawn without something after it.
  nodes.push(`${text.slice(at)}\u200B`)
  return nodes
}
