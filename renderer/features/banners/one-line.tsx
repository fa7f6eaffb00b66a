import { useEffect, useId, useRef, useState } from 'react'
import { banners as texts } from '#contract/texts/page.ts'

/** A notice on one line; what does not fit is one press away, for the keyboard as for the mouse. */
export function OneLine({ text }: { text: string }) {
  const line = useRef<HTMLParagraphElement>(null)
  const [cut, setCut] = useState(false)
  const [whole, setWhole] = useState(false)
  const id = useId()
  useEffect(() => {
    const element = line.current
    if (!element || whole) return undefined
    const look = () => setCut(element.scrollWidth > element.clientWidth)
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [text, whole])
  return (
    <div className="one-line" data-whole={whole || undefined}>
      <p id={id} ref={line} title={cut && !whole ? text : undefined}>
        {text}
      </p>
      {cut && (
        <button type="button" className="link" aria-expanded={whole} aria-describedby={id} onClick={() => setWhole(!whole)}>
          {whole ? texts.cut : texts.whole}
        </button>
      )}
    </div>
  )
}
