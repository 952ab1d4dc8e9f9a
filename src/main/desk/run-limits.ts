import type { Settings } from '../../shared/settings.ts'
import { type BulkLimits, usualLimits } from '../checks/index.ts'

/** How fast a run of the desk may go, as the person set it. */
export function runLimits(
  settings: Pick<Settings, 'deskAtOnce' | 'deskPerSecond' | 'deskTimeLimit'>,
): BulkLimits {
  const connectionLimitMs = settings.deskTimeLimit * 1000
  return {
    ...usualLimits,
    concurrency: settings.deskAtOnce,
    startsPerSecond: settings.deskPerSecond === 0 ? null : settings.deskPerSecond,
    connectionLimitMs,
    stepLimitMs: Math.min(usualLimits.stepLimitMs, connectionLimitMs),
  }
}
