import { useEffect, useState } from 'react'
import { offerTexts as texts } from '#contract/texts/desktop.ts'
import type { Offer } from '#contract/commands/navigation.ts'
import type { Note } from '../../ui/message.tsx'
import { addToDraft } from '../../store/feed.ts'
import { getState, setState, useStore } from '../../store/store.ts'
import { takeCopiedTable } from './table/brought.ts'
import type { useSend } from './use-send.ts'

/**
 * Takes what came from outside: a link fills the field in, what was copied is asked about. Nothing is sent by itself.
 * @param onTable gets a table that was copied
 * @returns what to say about it; null when there is nothing to say
 */
export function useOffer(send: ReturnType<typeof useSend>, onTable: (text: string) => void): Note | null {
  const offer = useStore((state) => state.offer)
  const [said, setSaid] = useState<Note | null>(null)

  useEffect(() => {
    if (!offer) return
    setState({ offer: null })
    void receive(offer, send, onTable).then(setSaid)
    // oxlint-disable-next-line react/exhaustive-deps -- each offer is taken once, with what can be sent at that moment
  }, [offer])

  return send.placed ? null : said
}

async function receive({ from, references, table }: Offer, send: ReturnType<typeof useSend>, onTable: (text: string) => void): Promise<Note | null> {
  if (table && (await takeCopiedTable(onTable))) return null
  const [first] = references
  if (first === undefined) return { tone: 'warn', text: texts.nothing }
  if (from === 'link') {
    addToDraft(first)
    return { tone: 'info', text: texts.link(first) }
  }
  // Where there is a choice, the person makes it before anything is asked.
  if (getState().pointsOfSale.length === 1 && (await send.ask(references))) return null
  addToDraft(references.join('\n'))
  return { tone: 'info', text: texts.copied(references.length) }
}
