import { useRef, useState, type DragEvent } from 'react'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { Action } from '../../ui/action.tsx'

/** A file dropped on the form is read. */
export function useFileDrop(load: (file: File) => void) {
  const [over, setOver] = useState(false)
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
      load(file)
    },
  }
  return { over, handlers }
}

/** The same without a mouse. */
export function FileInput({ load }: { load: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xls,.ods,.csv,.txt,.tsv,text/plain,text/csv"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) load(file)
          event.target.value = ''
        }}
      />
      <Action look="quiet" icon="file" onPress={() => input.current?.click()}>
        {texts.file}
      </Action>
    </>
  )
}
