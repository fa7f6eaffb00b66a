import { useEffect, useId, useRef, useState } from 'react'
import { banners as texts } from '#contract/texts/banners.ts'

/** A banner on one line; what does not fit is one press away, for the keyboard as for the mouse. */
export function OneLine({ text }: { text: string }) {
  const line = useRef<HTMLParagraphElement>(null)
  const [cut, setCut] = useState(false)
  const [whole, setWhole] = useState(false)
  // Opened up it says nothing about whether it would fit.
  const measure = () => {
    if (line.current && !whole) setCut(line.current.scrollWidth > line.current.clientWidth)
  }
  const id = useId()
  useEffect(() => {
    measure()
    const sizes = new ResizeObserver(measure)
    if (line.current) sizes.observe(line.current)
    return () => sizes.disconnect()
  })
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
