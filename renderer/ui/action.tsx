import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { Icon, type IconName } from './icon.tsx'

export interface ActionProps extends Omit<ButtonProps, 'className' | 'children'> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet'
  icon?: IconName
  children: ReactNode
}

/** A button. */
export function Action({ look = 'plain', icon, children, ...props }: ActionProps) {
  return (
    <Button {...props} className={`action ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Button>
  )
}
