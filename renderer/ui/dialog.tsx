import { useEffect, useRef, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface SheetProps {
  title: string
  role?: 'dialog' | 'alertdialog'
  wide?: boolean
  /** Escape, and a click outside when nothing typed could be lost. */
  onClose: () => void
  dismissable?: boolean
  children: ReactNode
  actions?: ReactNode
}

/** A modal window inside the page; what is behind cannot be reached until it closes. */
export function Sheet({ title, role = 'dialog', wide = false, onClose, dismissable = false, children, actions }: SheetProps) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={dismissable} onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? 'sheet wide' : 'sheet'}>
        <Dialog className="sheet-dialog" role={role}>
          <Heading slot="title" className="sheet-title">
            {title}
          </Heading>
          <Body>{children}</Body>
          {actions && <div className="sheet-actions">{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A body that scrolls and holds nothing to focus takes the focus itself; otherwise the keyboard could not scroll it. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = body.current
    if (!element) return
    const look = () => {
      const stuck = element.scrollHeight > element.clientHeight && !element.querySelector('a[href], button, input, select, textarea, summary')
      if (stuck) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    for (const child of element.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [])
  useEffect(() => {
    const dialog = body.current?.closest<HTMLElement>('.sheet-dialog')
    if (!dialog) return
    // When a button disappears by being pressed, the focus is lost with it and Escape would no longer close the dialog.
    const keeper = new MutationObserver(() => {
      if (document.activeElement !== document.body) return
      // The way out, which is the last of its buttons; of a dialog that has the focus itself everything would be read again.
      const [wayOut = dialog] = [...dialog.querySelectorAll<HTMLElement>('.sheet-actions button:enabled')].toReversed()
      wayOut.focus()
    })
    keeper.observe(dialog, { childList: true, subtree: true })
    return () => keeper.disconnect()
  }, [])
  return (
    <div className="sheet-body" ref={body}>
      {children}
    </div>
  )
}
