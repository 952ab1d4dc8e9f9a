export { createDrafts, type Drafts } from './drafts.ts'
export { createKeychain, type Keychain } from './keychain.ts'
export { type Connections, createConnections, type EphemeralConnection } from './saved-connections.ts'
