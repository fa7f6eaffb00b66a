import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { computer } from './computer.ts'

type Offered = Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'>

/** Its events come from the control API. */
class HostPowerMonitor extends EventEmitter implements Offered {
  /** Set by the control API. */
  onBattery = false

  getSystemIdleState(): 'active' {
    return 'active'
  }

  getSystemIdleTime(): number {
    return 0
  }

  get onBatteryPower(): boolean {
    return this.isOnBatteryPower()
  }

  /** On Linux Chromium does not know (power_monitor_device_source_stub.cc; electron#29614). */
  isOnBatteryPower(): boolean {
    return this.onBattery && computer.platform !== 'linux'
  }
}

export const powerMonitor = new HostPowerMonitor()
