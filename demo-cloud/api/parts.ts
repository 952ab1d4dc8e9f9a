import type { ShiftableClock } from '../clock.ts'
import type { FaultBoard } from '../control/faults.ts'
import type { RequestLog } from '../control/request-log.ts'
import type { StoreFile } from '../data/files.ts'
import type { World } from '../data/world.ts'
import type { FindCaller } from './caller.ts'
import type { Selector } from './selection.ts'

/** What the API is made of. */
export interface ApiParts {
  readonly world: World
  readonly files: readonly StoreFile[]
  readonly clock: ShiftableClock
  readonly faults: FaultBoard
  readonly log: RequestLog
  readonly findCaller: FindCaller
  readonly select: Selector
  readonly foreignOrigin: string
}
