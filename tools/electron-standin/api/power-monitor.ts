import type { PowerMonitor } from 'electron'
import { strictEmitter } from '../strict.ts'

type Implemented = Pick<PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower'>

/** A machine that never sleeps by itself. A test emits `suspend`, `resume`, `lock-screen` and `unlock-screen`. */
class StandInPowerMonitor extends strictEmitter('powerMonitor') implements Implemented {
  getSystemIdleState(): 'active' {
    return 'active'
  }

  getSystemIdleTime(): number {
    return 0
  }

  isOnBatteryPower(): boolean {
    return false
  }
}

export const powerMonitor = new StandInPowerMonitor()
