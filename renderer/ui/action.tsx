import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Described = Pick<
  React.ComponentProps<'button'>,
  'id' | 'aria-label' | 'aria-describedby' | 'aria-expanded' | 'aria-pressed' | 'aria-keyshortcuts' | 'aria-controls'
>

export interface ActionProps extends Described {
  look?: 'plain' | 'primary' | 'danger' | 'quiet'
  icon?: IconName
  type?: 'button' | 'submit'
  isDisabled?: boolean
  /** What it does is under way: it keeps the focus and does nothing. */
  isPending?: boolean
  onPress?: () => void
  children?: ReactNode
}

/** A button. */
export function Action({ look = 'plain', icon, type = 'button', isDisabled, isPending = false, onPress, children, ...described }: ActionProps) {
  /** What it stands in has a use of its own for a click. */
  function press(event: MouseEvent) {
    event.stopPropagation()
    if (isPending) event.preventDefault()
    else onPress?.()
  }
  return (
    <button
      {...described}
      className={`action ${look}`}
      type={type}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      onClick={press}
      onKeyDown={pressOnce}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  )
}

/** A key that is held down would press again and again, also what the first press has brought under the focus. */
function pressOnce(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
}
