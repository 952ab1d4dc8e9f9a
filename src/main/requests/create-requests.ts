import { join } from 'node:path'
import type { Connection } from '../../shared/connection.ts'
import type {
  BuiltRequest,
  CodeLanguage,
  HistoryEntry,
  RequestDraft,
  SentRequest,
} from '../../shared/requests.ts'
import { codeFor } from './code/code-for.ts'
import { codeRequest } from './code/code-request.ts'
import { createRequestDrafts } from './request-drafts.ts'
import { createRequestHistory } from './request-history.ts'
import { createSender, type SenderParts, type SendOptions } from './send-request.ts'

export interface RequestsParts extends SenderParts {
  readonly dataFolder: string
  /** Removes secret values that the app knows of, and those under secret names. */
  readonly scrub: (text: string) => string
  /** Told when the history could not be written; the answer reaches the person all the same. */
  readonly onProblem: (problem: string, error: unknown) => void
}

/** The request builder's side in main: sends, remembers, keeps what is being built, writes code. */
export interface Requests {
  send(connection: Connection, request: BuiltRequest, options: SendOptions): Promise<SentRequest>
  code(connection: Connection, request: BuiltRequest, language: CodeLanguage): string
  history(connection: Connection): Promise<readonly HistoryEntry[]>
  clearHistory(connection: Connection): Promise<void>
  drafts(): Promise<readonly RequestDraft[]>
  saveDrafts(drafts: readonly RequestDraft[]): Promise<void>
  /** Drops what is kept of a connection that was removed. */
  forgetConnection(connectionId: string): Promise<void>
}

export function createRequests({ dataFolder, scrub, onProblem, ...sender }: RequestsParts): Requests {
  const { now } = sender
  const send = createSender(sender)
  const history = createRequestHistory({ folder: join(dataFolder, 'history'), scrub, now })
  const drafts = createRequestDrafts({ path: join(dataFolder, 'request-drafts.json'), scrub, now })

  const remember = async (
    connection: Connection,
    entry: Omit<HistoryEntry, 'bodyDropped'>,
  ): Promise<void> => {
    try {
      await history.remember(connection, entry)
    } catch (error) {
      onProblem('A request could not be added to the history.', error)
    }
  }

  return {
    async send(connection, request, options) {
      const started = now()
      const at = new Date(started).toISOString()
      let sent: SentRequest | null = null
      try {
        sent = await send(connection, request, options)
        return sent
      } finally {
        const { status = null, body } = sent ?? {}
        await remember(connection, { at, request, status, ms: now() - started, bytes: body?.bytes ?? 0 })
      }
    },
    code: (connection, request, language) => codeFor(language, codeRequest(connection, request, scrub)),
    history: history.list,
    clearHistory: history.clear,
    drafts: drafts.list,
    saveDrafts: drafts.save,
    forgetConnection: history.forget,
  }
}
