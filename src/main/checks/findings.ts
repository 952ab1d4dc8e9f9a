import type { AccessToken } from '../auth/index.ts'
import type { Failure } from './failure.ts'
import type { AccessList } from './steps/access-step.ts'
import type { OpenedApplications } from './steps/applications-step.ts'

/** What a check found out; null for what it did not come to. */
export interface Findings {
  readonly failure: Failure | null
  readonly token: AccessToken | null
  readonly list: AccessList | null
  readonly opened: OpenedApplications | null
}
