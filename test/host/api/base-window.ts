import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { requireReady } from './app.ts'

type Offered = Pick<Electron.BaseWindow, 'destroy' | 'isDestroyed' | 'isVisible'>

/** The windows without a page that exist: nothing of them is ever drawn here. */
export const baseWindows = new Set<HostBaseWindow>()

export class HostBaseWindow extends EventEmitter implements Offered {
  constructor(options: Electron.BaseWindowConstructorOptions = {}) {
    super()
    requireReady('Cannot create BaseWindow before app is ready')
    if (options.show ?? true) throw new Error('the stand-in draws no window without a page')
    baseWindows.add(this)
  }

  destroy(): void {
    if (baseWindows.delete(this)) this.emit('closed')
  }

  isDestroyed(): boolean {
    return !baseWindows.has(this)
  }

  isVisible(): boolean {
    return false
  }
}
