import { common } from '#contract/texts/page.ts'
import { weak } from '#contract/texts/point-of-sale.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'

interface WeakProtectionProps {
  onChoose: (choice: 'accept' | 'session') => Promise<void>
  onCancel: () => void
}

/** The system cannot protect what is about to be stored: the person decides, in words. */
export function WeakProtection({ onChoose, onCancel }: WeakProtectionProps) {
  return (
    <Sheet title={weak.title} role="alertdialog" wide onClose={onCancel} leave={null}>
      <p>{weak.text}</p>
      <div className="options">
        <Action look="primary" onPress={() => void onChoose('session')}>
          {weak.session}
        </Action>
        <p>{weak.sessionHelp}</p>
        <Action onPress={() => void onChoose('accept')}>{weak.accept}</Action>
        <p>{weak.acceptHelp}</p>
        <Action onPress={onCancel}>{common.cancel}</Action>
      </div>
    </Sheet>
  )
}
