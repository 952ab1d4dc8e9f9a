/** Why the API refuses. Statuses, codes and the shape of the body are our choice: none is documented. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
  }
}

/** The body of a refusal. */
export const refusalBody = (refusal: ApiRefusal, timestamp: string): unknown => ({
  timestamp,
  error: { code: refusal.code, message: refusal.message },
})

/** The documented envelope (fact sheet, section 3). */
export const envelope = (timestamp: string, data: unknown): unknown => ({ timestamp, data })
