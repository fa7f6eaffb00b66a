import type { ReactNode } from 'react'
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
          <div className="sheet-body">{children}</div>
          {actions && <div className="sheet-actions">{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
