import { useState } from 'react'
import type { Failure } from '#contract/result.ts'
import { call } from '../../../api.ts'
import type { Note } from '../../../ui/message.tsx'
import { setState } from '../../../store/store.ts'

/** What may be a table, and where it stays when the person goes back. */
export type Brought = { from: 'draft' | 'paste'; text: string } | { from: 'file'; file: File }

/** What became of it, to be said beside the field. */
export interface Ended {
  note?: Note
  failure?: Failure
}

/** @returns whether the text is a table; when nobody can say, it is asked about like one, and nothing is sent */
export async function isTable(text: string): Promise<boolean> {
  if (text.trim() === '') return false
  const answer = await call('isTable', { text })
  return !answer.ok || answer.value
}

/** Has the table read that lies on the clipboard. @param key of the one that is meant; absent: whichever it is @returns false when it is not there any more */
export async function takeCopiedTable(onTable: (text: string) => void, key?: string): Promise<boolean> {
  const copied = await call('takeCopiedTable', key === undefined ? {} : { key })
  if (!copied.ok || !copied.value) return false
  onTable(copied.value.text)
  return true
}

/** Tables, one at a time. */
export function useBrought() {
  const [brought, setBrought] = useState<Brought | null>(null)
  const [ended, setEnded] = useState<Ended>({})
  const bring = (next: Brought) => {
    setEnded({})
    setBrought((now) => now ?? next)
  }
  return {
    brought,
    ended,
    readFile: (file: File) => bring({ from: 'file', file }),
    readDraft: (text: string) => bring({ from: 'draft', text }),
    /** A table that lies on the clipboard, and that the person wants. */
    copied: (text: string) => bring({ from: 'paste', text }),
    /** A pasted table leaves the field as it was before it. */
    pasted: (text: string, before: string) =>
      void isTable(text).then((table) => {
        if (!table) return
        setState({ draft: before })
        bring({ from: 'paste', text })
      }),
    end: (how: Ended) => {
      setBrought(null)
      setEnded(how)
    },
  }
}
