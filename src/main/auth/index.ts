export { createGrants } from './grants.ts'
export { createTokens, type TokenClock } from './tokens.ts'
export type {
  AccessToken,
  Credentials,
  ExchangeObserver,
  Grants,
  ReadCredentials,
  Tokens,
  TokenTarget,
} from './types.ts'
