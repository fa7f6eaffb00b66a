import { useRef, useState, type DragEvent } from 'react'
import { parseReferences } from '../../../electron/contract/references.ts'
import { reenviar as texts } from '../../../electron/contract/texts/page.ts'
import { Action } from '../../components/action.tsx'
import type { NoticeTone } from '../../components/notice.tsx'
import { addToDraft } from '../../store/feed.ts'
import { decodeText, maxFileBytes, referenceColumn } from './read-file.ts'

interface Note {
  text: string
  tone: NoticeTone
}

/** Files dropped on the form join what is typed. */
export function useFileDrop() {
  const [over, setOver] = useState(false)
  const [note, setNote] = useState<Note | null>(null)
  const load = async (file: File) => setNote(await loadFile(file))

  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      const [file] = event.dataTransfer.files
      if (!file) return
      event.preventDefault()
      void load(file)
    },
  }
  return { over, note, load, handlers }
}

async function loadFile(file: File): Promise<Note> {
  if (file.size > maxFileBytes) return { text: texts.fileTooBig, tone: 'bad' }
  try {
    const text = decodeText(new Uint8Array(await file.arrayBuffer()))
    if (text === null) return { text: texts.fileKind, tone: 'bad' }
    const references = referenceColumn(text)
    addToDraft(references)
    return { text: texts.fileAdded(file.name, parseReferences(references).valid.length), tone: 'info' }
  } catch {
    return { text: texts.fileUnreadable, tone: 'bad' }
  }
}

/** The same without a mouse. */
export function FileInput({ load }: { load: (file: File) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".txt,.csv,text/plain,text/csv"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void load(file)
          event.target.value = ''
        }}
      />
      <Action look="quiet" icon="file" onPress={() => input.current?.click()}>
        {texts.file}
      </Action>
    </>
  )
}
