import type { VerdictTone } from '../../../../shared/check.ts'
import type { TokenState } from '../../../../shared/token.ts'

export interface TokenWords {
  readonly tone: VerdictTone
  readonly text: string
}

/**
 * The state of a token in two words. `left` is in seconds: a valid token whose end has passed reads as expired
 * before main says so.
 */
export function tokenWords(state: TokenState['state'] | undefined, left: number | null): TokenWords {
  switch (state) {
    case undefined:
    case 'none':
      return { tone: 'unknown', text: 'No token yet' }
    case 'requesting':
      return { tone: 'checking', text: 'Getting a token' }
    case 'failed':
      return { tone: 'broken', text: 'No token' }
    case 'expired':
      return { tone: 'unknown', text: 'Token expired' }
    case 'valid':
      return left === 0 ? { tone: 'unknown', text: 'Token expired' } : { tone: 'works', text: 'Token valid' }
  }
}
