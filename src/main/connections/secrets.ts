import { z } from 'zod'
import { type Connection, type SecretName, type SecretStorage, secretNames } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Keychain } from './keychain.ts'

/** The secrets that there are: one that was never entered is missing. */
export type Secrets = Readonly<Partial<Record<SecretName, string>>>

const entrySchema = z.object({ clientSecret: z.string(), apiKey: z.string() }).partial()

type Owner = Pick<Connection, 'id' | 'secretStorage' | 'hasSecret'>

/** Secrets of connections, in the OS keychain or in the memory of this process. Never anywhere else. */
export interface SecretStore {
  read(owner: Owner, signal?: AbortSignal): Promise<Secrets>
  write(id: string, storage: SecretStorage, secrets: Secrets): Promise<void>
  remove(id: string, storage: SecretStorage): Promise<void>
}

export const presenceOf = (secrets: Secrets): Connection['hasSecret'] => ({
  clientSecret: secrets.clientSecret !== undefined,
  apiKey: secrets.apiKey !== undefined,
})

export const hasAny = (presence: Connection['hasSecret']): boolean => secretNames.some(name => presence[name])

/** Every secret that is read is told to `onSecret`, so that it can be kept out of logs. */
export function createSecretStore(keychain: Keychain, onSecret: (value: string) => void): SecretStore {
  const session = new Map<string, Secrets>()

  async function readEntry(id: string, signal?: AbortSignal): Promise<Secrets> {
    const { clientSecret, apiKey } = parseEntry(await keychain.get(id, signal))
    return {
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(apiKey === undefined ? {} : { apiKey }),
    }
  }

  return {
    async read({ id, secretStorage, hasSecret }, signal) {
      if (!hasAny(hasSecret)) return {}
      const secrets = secretStorage === 'session' ? (session.get(id) ?? {}) : await readEntry(id, signal)
      for (const name of secretNames) if (secrets[name] !== undefined) onSecret(secrets[name])
      return secrets
    },

    async write(id, storage, secrets) {
      if (storage === 'session') session.set(id, secrets)
      else await keychain.set(id, JSON.stringify(secrets))
    },

    async remove(id, storage) {
      if (storage === 'session') session.delete(id)
      else await keychain.delete(id)
    },
  }
}

function parseEntry(text: string): z.infer<typeof entrySchema> {
  try {
    return entrySchema.parse(JSON.parse(text))
  } catch {
    // The cause would quote the text, and with it a secret.
    throw new ExplorerError(
      'invalid_input',
      'The keychain has an entry for this connection that is not ours.',
      {
        hint: 'Enter both secrets again and save.',
      },
    )
  }
}
