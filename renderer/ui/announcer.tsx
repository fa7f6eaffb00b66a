import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Watched } from './watched.ts'

type Urgency = 'status' | 'alert'

interface Message {
  id: number
  text: string
  urgency: Urgency
}

/** Said and gone by in the log; what comes after them is heard all the same. */
const kept = 10

let messages: Message[] = []
let last = 0
const log = new Watched()

/** Makes the screen reader say something once: when it is idle, or before anything else for an `alert`. */
export function announce(text: string, urgency: Urgency = 'status'): void {
  if (text === '') return
  messages = [...messages.slice(1 - kept), { id: ++last, text, urgency }]
  log.changed()
}

/**
 * Says results to screen readers. It is always there, because a live region that appears with its text is not read; its
 * attribute keeps React Aria from hiding it while a dialog is open. Each message is a node of its own, so that neither one
 * that follows at once nor one that says the same is lost.
 */
export function Announcer() {
  const all = useSyncExternalStore(log.subscribe, () => messages)
  return (['status', 'alert'] as const).map((urgency) => (
    <div key={urgency} role="log" aria-live={urgency === 'alert' ? 'assertive' : 'polite'} className="hidden" data-live-announcer="true">
      {all.map(({ id, text, urgency: own }) => own === urgency && <p key={id}>{text}</p>)}
    </div>
  ))
}

/** Typing and readings under way change a text often: what it came to is said once it stays. */
const settle = 700

/**
 * Says a text that changes in its place, and not the one that was there from the start.
 * @param text empty while nothing is to be said
 */
export function useSpoken(text: string): void {
  const said = useRef(text)
  useEffect(() => {
    if (text === said.current) return undefined
    const timer = setTimeout(() => {
      said.current = text
      announce(text)
    }, settle)
    return () => clearTimeout(timer)
  }, [text])
}
