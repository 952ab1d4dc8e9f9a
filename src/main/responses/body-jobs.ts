import type { BodyMatch, BodySearch } from '../../shared/bodies.ts'
import type { BytesToRead } from './spool.ts'

/** What the worker thread of bodies is asked for. One job for each thread: a job that must end ends with it. */
export type BodyJob =
  | {
      readonly kind: 'search'
      readonly body: BytesToRead
      readonly decoder: string
      readonly search: BodySearch
    }
  | { readonly kind: 'filter'; readonly body: BytesToRead; readonly path: string }

/** What it tells on the way. */
export type BodyNews =
  | { readonly kind: 'found'; readonly matches: readonly BodyMatch[]; readonly count: number }
  /** The next bytes of what the filter let through. */
  | { readonly kind: 'filtered'; readonly bytes: Uint8Array; readonly count: number }
  /** It cannot be done: words for people. */
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string }
  | { readonly kind: 'done' }
