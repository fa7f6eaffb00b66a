import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Offered = Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'>

/** Its events come from the control API. */
class HostPowerMonitor extends EventEmitter implements Offered {
  onBatteryPower = false

  getSystemIdleState(): 'active' {
    return 'active'
  }

  getSystemIdleTime(): number {
    return 0
  }

  isOnBatteryPower(): boolean {
    return this.onBatteryPower
  }
}

export const powerMonitor = new HostPowerMonitor()
