import type { Dispatcher } from 'undici'
import { ExplorerError } from '../../shared/errors.ts'
import { exchangeOnce, type Outgoing, type WireAnswer } from './exchange-once.ts'

/** What a stray body, or a connection that was closed after it, makes of the next request on the connection. */
const cuts: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/**
 * Sends one HEAD on a connection that is used again, which undici by itself does not do: some servers send a body
 * after the head, and it would be read as the next answer. Over a list of connections that made a connection more for
 * each of them, with https a handshake, and took a fifth of the time. So HEADs have connections to themselves
 * (`kept`), where a stray body can spoil nothing but another HEAD; one that was spoilt is sent once more the careful
 * way, which is safe (RFC 9110 section 9.2.2).
 */
export async function exchangeHead(
  kept: Dispatcher,
  careful: Dispatcher,
  outgoing: Outgoing,
): Promise<WireAnswer> {
  try {
    return await exchangeOnce(kept, { ...outgoing, keepsConnection: true })
  } catch (error) {
    if (outgoing.signal.aborted || !isSpoilt(error)) throw error
    return exchangeOnce(careful, outgoing)
  }
}

function isSpoilt(error: unknown): boolean {
  if (!(error instanceof ExplorerError)) return false
  return error.code === 'malformed_response' || cuts.has(error.detail ?? '')
}
