import { fork } from 'node:child_process'
import { join } from 'node:path'
import { createKeychain, lookAtConnections } from '../../main/connections/index.ts'
import { nodeChild } from '../../main/node-child.ts'
import { keychainSecrets } from './keychain-secrets.ts'
import type { SavedSecrets } from './saved-secrets.ts'

const keychainProcess = join(import.meta.dirname, '..', '..', 'main', 'connections', 'keychain-process.ts')
/** Long enough for a person to type the keychain's password; as long as in the app. */
const timeLimitMs = 60_000

/** Where the app keeps what it saved, and what its processes are given. */
interface SavedSecretsOptions {
  readonly dataFolder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Looks at the connections that the app saved, and changes nothing. The keychain process starts when it is asked. */
export async function openSavedSecrets({ dataFolder, env }: SavedSecretsOptions): Promise<SavedSecrets> {
  const keychain = createKeychain({
    fork: () => nodeChild(fork(keychainProcess, { env: { ...env }, stdio: 'ignore' })),
    service: 'Weightron Explorer',
    timeLimitMs,
  })
  return keychainSecrets(await lookAtConnections(join(dataFolder, 'connections')), keychain)
}
