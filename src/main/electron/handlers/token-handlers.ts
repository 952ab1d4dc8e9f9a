import type { Tokens } from '../../auth/index.ts'
import type { Connections } from '../../connections/index.ts'
import type { CallHandlers } from '../call-registry.ts'
import { clipboardSeconds } from '../secret-clipboard.ts'

interface TokenParts {
  readonly connections: Connections
  readonly tokens: Tokens
  /** Puts the token on the clipboard for a short time. */
  readonly copySecret: (secret: string) => Promise<void>
}

type TokenCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `token.${string}`>>

/** Calls of the token panel. None of them answers a token. */
export function tokenHandlers({ connections, tokens, copySecret }: TokenParts): TokenCalls {
  return {
    'token.state': async ({ connectionId }) => tokens.state(await connections.get(connectionId)),
    'token.refresh': async ({ connectionId }, { signal }) =>
      tokens.refresh(await connections.get(connectionId), signal),
    'token.forget': async ({ connectionId }) => tokens.forget(await connections.get(connectionId)),
    'token.copy': async ({ connectionId }, { signal }) => {
      const token = await tokens.get(await connections.get(connectionId), signal)
      await copySecret(token.value)
      return { clearedAfterSeconds: clipboardSeconds }
    },
    'token.setAutomatic': async ({ connectionId, automatic }) =>
      tokens.state(await connections.setRenewAutomatically(connectionId, automatic)),
  }
}
