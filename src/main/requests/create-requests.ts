import { join } from 'node:path'
import type { WantedCode, WrittenCode } from '../../shared/code.ts'
import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type {
  BodyFile,
  BuiltRequest,
  HistoryEntry,
  OfferedDraft,
  RequestDraft,
  SentRequest,
} from '../../shared/requests.ts'
import { resolveVariables, unresolvedText, type VariableScopes } from '../../shared/variables.ts'
import { createChosenFiles } from './chosen-files.ts'
import { writeCode } from './code/write-code.ts'
import { refuseMasks } from './refuse-masks.ts'
import { createRequestDrafts } from './request-drafts.ts'
import { createRequestHistory } from './request-history.ts'
import { createRequestVariables } from './request-variables.ts'
import { createSender, type SenderParts, type SendOptions } from './send-request.ts'

export interface RequestsParts extends SenderParts {
  readonly dataFolder: string
  readonly newId: () => string
  /** Removes secret values that the app knows of, and those under secret names. */
  readonly scrub: (text: string) => string
  /** Told when the history could not be written; the answer reaches the person all the same. */
  readonly onProblem: (problem: string, error: unknown) => void
}

/** The request builder's side in main: sends, remembers, keeps what is being built, writes code. */
export interface Requests {
  send(
    connection: Connection,
    request: BuiltRequest,
    options: Omit<SendOptions, 'openFile'>,
  ): Promise<SentRequest>
  /** Remembers a file that somebody chose as body. */
  rememberFile(path: string): Promise<BodyFile>
  /** The request as HTTP text, as it would go out, without secrets. Throws `invalid_input` where it cannot. */
  preview(connection: Connection, request: BuiltRequest): Promise<string>
  variables(connection: Connection): Promise<VariableScopes>
  /** Throws `invalid_input` for what looks like a secret. */
  saveVariables(connection: Connection, scopes: VariableScopes): Promise<void>
  /** A program that makes the request. */
  code(connection: Connection, request: BuiltRequest, wanted: WantedCode): Promise<WrittenCode>
  history(connection: Connection): Promise<readonly HistoryEntry[]>
  clearHistory(connection: Connection): Promise<void>
  drafts(): Promise<readonly RequestDraft[]>
  /** Answers the IDs of those that could not be kept as they stand. */
  saveDrafts(drafts: readonly OfferedDraft[]): Promise<readonly string[]>
  /** Drops what is kept of a connection that was removed. */
  forgetConnection(connectionId: string): Promise<void>
}

export function createRequests({ dataFolder, newId, scrub, onProblem, ...sender }: RequestsParts): Requests {
  const { now } = sender
  const { send, preview } = createSender(sender)
  const history = createRequestHistory({ folder: join(dataFolder, 'history'), scrub, now })
  const drafts = createRequestDrafts({ path: join(dataFolder, 'request-drafts.json'), scrub, now })
  const files = createChosenFiles({ path: join(dataFolder, 'request-files.json'), newId, now })
  const variables = createRequestVariables({ path: join(dataFolder, 'variables.json'), scrub, now })

  /** With values in the places of the variables; a request that lacks some, or a removed secret, is not sent. */
  const resolved = async (connection: Connection, request: BuiltRequest): Promise<BuiltRequest> => {
    const { request: filled, unresolved } = resolveVariables(request, await variables.list(connection))
    if (unresolved.length > 0) {
      throw new ExplorerError('invalid_input', unresolvedText(unresolved), {
        hint: 'Give it a value under Variables, or correct its name.',
      })
    }
    refuseMasks(filled)
    return filled
  }

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
        sent = await send(connection, await resolved(connection, request), {
          ...options,
          openFile: files.open,
        })
        // The sender knows the secrets of this connection; a body may hold one of another.
        return { ...sent, sent: scrub(sent.sent) }
      } finally {
        const { status = null, body } = sent ?? {}
        await remember(connection, { at, request, status, ms: now() - started, bytes: body?.bytes ?? 0 })
      }
    },
    rememberFile: files.remember,
    preview: async (connection, request) => scrub(preview(connection, await resolved(connection, request))),
    variables: variables.list,
    saveVariables: variables.save,
    code: async (connection, request, wanted) =>
      writeCode(connection, await resolved(connection, request), wanted, scrub),
    history: history.list,
    clearHistory: history.clear,
    drafts: drafts.list,
    saveDrafts: drafts.save,
    async forgetConnection(connectionId) {
      await Promise.all([history.forget(connectionId), variables.forget(connectionId)])
    },
  }
}
