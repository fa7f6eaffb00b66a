import { createContext } from 'react'

/** An open drawer, for what is asked from inside it. */
export interface OpenDrawer {
  element: HTMLElement
  /** The id for the part that says in short what the drawer shows; it is heard after the title. */
  description: string
  /** How to leave each step that is open, the uppermost last. */
  steps: (() => void)[]
}

/** A screen reader needs this long to follow the focus. Where the element that had it is removed sooner, the reader says nothing. Milliseconds. */
export const heardTime = 200

/** Null outside of a drawer. */
export const DrawerContext = createContext<OpenDrawer | null>(null)
