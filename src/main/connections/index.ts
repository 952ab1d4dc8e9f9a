export { createDrafts, type Drafts } from './drafts.ts'
export { createKeychain, isKeychainError, type Keychain } from './keychain.ts'
export { parsePaste } from './paste.ts'
export { type Connections, createConnections, type EphemeralConnection } from './saved-connections.ts'
