export { createGrants } from './grants.ts'
export { createTokens } from './tokens.ts'
export type {
  AccessToken,
  Credentials,
  Grants,
  ReadCredentials,
  Tokens,
} from './types.ts'
