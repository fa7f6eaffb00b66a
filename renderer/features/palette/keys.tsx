import { deferred } from '../../ui/deferred.tsx'
import { useShortcuts } from '../../ui/use-shortcuts.ts'

const palette = deferred(async () => (await import('./palette.tsx')).Palette)
const keysDialog = deferred(async () => (await import('./keys-dialog.tsx')).KeysDialog)
const explainDialog = deferred(async () => (await import('../explain/explain.tsx')).ExplainDialog)

export type OpenByKeys = 'palette' | 'keys' | 'explain'

interface KeysProps {
  open: OpenByKeys | null
  onOpen: (what: OpenByKeys | null) => void
}

/** What the keys of every screen open; the code of it comes after the first paint. */
export function Keys({ open, onOpen: setOpen }: KeysProps) {
  const close = () => setOpen(null)
  useShortcuts({
    palette: () => setOpen('palette'),
    help: () => setOpen('keys'),
    search: () => {
      const field = document.querySelector<HTMLInputElement>('main input[type=search]')
      if (!field) return setOpen('palette')
      field.focus()
      field.select()
    },
  })
  return (
    <>
      {open === 'palette' && <palette.Part onClose={close} explain={() => setOpen('explain')} keys={() => setOpen('keys')} />}
      {open === 'keys' && <keysDialog.Part onClose={close} />}
      {open === 'explain' && <explainDialog.Part onClose={close} />}
    </>
  )
}
