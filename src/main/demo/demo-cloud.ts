import { z } from 'zod'
import type { Endpoints } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { ChildHandle } from '../child-handle.ts'

const clientSchema = z.object({
  name: z.string(),
  customer: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  apiKey: z.string(),
  scope: z.string().optional(),
  tokenUrl: z.string().optional(),
  apiBaseUrl: z.string().optional(),
})

/** What a started demo cloud says of itself, as far as the app uses it. */
const descriptionSchema = z.object({
  tokenUrl: z.string(),
  apiBaseUrl: z.string(),
  clients: z.array(clientSchema).min(1),
})
export type DemoDescription = z.infer<typeof descriptionSchema>

const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), description: descriptionSchema }),
  z.object({ type: z.literal('failed'), message: z.string() }),
])

export interface DemoCloud {
  /** Starts the demo cloud unless it runs already. Throws `internal` when it does not come up. */
  start(): Promise<DemoDescription>
  stop(): void
}

/** Milliseconds to come up: a cold start takes about one second, the rest is for a busy machine. */
const startLimitMs = 30_000

/** Runs the local simulation of Weightron.Cloud in a process of its own, started when it is first needed. */
export function createDemoCloud(fork: () => ChildHandle): DemoCloud {
  let child: ChildHandle | null = null
  let starting: Promise<DemoDescription> | null = null

  function launch(): Promise<DemoDescription> {
    const started = fork()
    child = started
    return new Promise<DemoDescription>((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer)
        if (child === started) {
          child = null
          starting = null
        }
        started.kill()
        reject(
          new ExplorerError('internal', 'The demo cloud did not start.', {
            hint: 'Try again. If it happens again, copy the diagnostics in Settings.',
            detail: reason,
            retryable: true,
          }),
        )
      }
      const timer = setTimeout(() => fail('It did not answer in time.'), startLimitMs)
      started.onExit(() => fail('Its process ended.'))
      started.onMessage(message => {
        const answer = answerSchema.safeParse(message)
        if (!answer.success) return fail('Its answer was not understood.')
        if (answer.data.type === 'failed') return fail(answer.data.message)
        clearTimeout(timer)
        resolve(answer.data.description)
      })
      started.postMessage({ type: 'start', options: {} })
    })
  }

  return {
    start: () => (starting ??= launch()),
    stop: () => {
      child?.postMessage({ type: 'stop' })
      child?.kill()
      child = null
      starting = null
    },
  }
}

/** Where a demo client is used: on the demo cloud's own hosts, but for those that show a host being down. */
export function endpointsOf(
  description: DemoDescription,
  client?: DemoDescription['clients'][number],
): Endpoints {
  return {
    tokenUrl: client?.tokenUrl ?? description.tokenUrl,
    issuer: '',
    apiBaseUrl: client?.apiBaseUrl ?? description.apiBaseUrl,
  }
}
