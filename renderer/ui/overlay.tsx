import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface OverlayProps {
  /** Of the dialog; one without has a heading with the slot `title`. */
  label?: string
  role?: 'dialog' | 'alertdialog'
  className: string
  overlayClassName?: string
  /** Escape, and a click outside where it may be dismissed. */
  onClose: () => void
  dismissable: boolean
  children: ReactNode
}

/** A window over the page: what is behind it cannot be reached until it closes. */
export const Overlay = ({ label, role = 'dialog', className, overlayClassName = 'overlay', onClose, dismissable, children }: OverlayProps) => (
  <I18nProvider locale="es-AR">
    <ModalOverlay className={overlayClassName} isOpen isDismissable={dismissable} onOpenChange={(open) => !open && onClose()}>
      <Modal className={className}>
        <Dialog className="sheet-dialog" role={role} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  </I18nProvider>
)
