export type {
  AccessToken,
  Credentials,
  ExchangeObserver,
  Grants,
  ReadCredentials,
  Tokens,
  TokenTarget,
} from './types.ts'
