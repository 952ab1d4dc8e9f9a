/** A script that a reseller could have made: any JSON value may come back. */
export type Script = (input: { readonly now: number; readonly body: unknown }) => unknown

/** The scripts of every application. `get_timestamp` is the documented sample; the others answer odd values. */
export const SCRIPTS: ReadonlyMap<string, Script> = new Map<string, Script>([
  ['get_timestamp', ({ now }) => new Date(now).toISOString()],
  ['count_open_tickets', () => 17],
  ['is_weighbridge_free', () => true],
  ['last_error', () => null],
  ['echo', ({ body }) => ({ received: body ?? null })],
])
