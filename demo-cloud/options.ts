import type { FaultRequest } from './control/faults.ts'

/** How a demo cloud is started. All of it is optional; the defaults are in `withDefaults`. */
export interface DemoCloudOptions {
  /** 0 takes a free port. */
  readonly port?: number
  /** The same seed gives the same credentials, identifiers and documents. */
  readonly seed?: string
  readonly tokenLifetimeSeconds?: number
  /** How many documents the large collection (`weighings` of the first application) has. */
  readonly documents?: number
  /** Clients beside the named ones, for runs over many. */
  readonly clients?: number
  /** Faults that are on from the start. */
  readonly faults?: readonly FaultRequest[]
  /** Milliseconds since 1970; the control endpoint can shift what it says. */
  readonly now?: () => number
}

export type SettledOptions = Required<DemoCloudOptions>

/** The counter in a document's ID has three bytes, so a collection can have this many documents. */
export const MOST_DOCUMENTS = 0xffffff

/** Generated clients have five digits in their names. */
export const MOST_CLIENTS = 20_000

/** Fills in the defaults: a free port, five-minute tokens as the service documents, 100,000 documents. */
export function withDefaults(options: DemoCloudOptions): SettledOptions {
  return {
    port: options.port ?? 0,
    seed: options.seed ?? 'weightron',
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 300,
    documents: options.documents ?? 100_000,
    clients: options.clients ?? 0,
    faults: options.faults ?? [],
    now: options.now ?? Date.now,
  }
}
