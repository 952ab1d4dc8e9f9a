import { z } from 'zod'
import { type Connection, type SecretName, type SecretStorage, secretNames } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { coversHosts, hostsOf } from '../../shared/hosts.ts'
import { hostsChanged } from './hosts-changed.ts'
import type { Keychain } from './keychain.ts'

/** The secrets that there are: one that was never entered is missing. */
export type Secrets = Readonly<Partial<Record<SecretName, string>>>

/** An entry of the keychain. Entries of older versions do not say which hosts they were entered for. */
const entrySchema = z
  .object({
    clientSecret: z.string(),
    apiKey: z.string(),
    hosts: z.object({ api: z.string(), token: z.array(z.string()) }),
  })
  .partial()

type Owner = Pick<Connection, 'id' | 'secretStorage' | 'hasSecret' | 'tokenUrl' | 'issuer' | 'apiBaseUrl'>

/** Secrets of connections, in the OS keychain or in the memory of this process. Never anywhere else. */
export interface SecretStore {
  /** Also `invalid_input` for secrets that were entered for other hosts than the owner's. */
  read(owner: Owner, signal?: AbortSignal): Promise<Secrets>
  /** Keeps the secrets with the hosts of the owner, which are the only ones that they may be sent to. */
  write(owner: Owner, secrets: Secrets): Promise<void>
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

  async function readEntry(owner: Owner, signal?: AbortSignal): Promise<Secrets> {
    const { clientSecret, apiKey, hosts } = parseEntry(await keychain.get(owner.id, signal))
    const wanted = hostsOf(owner)
    // The file and the entry disagree after a crash between the two writes, or when somebody changed the file.
    if (hosts !== undefined && (wanted === null || !coversHosts(hosts, wanted))) throw hostsChanged()
    return {
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(apiKey === undefined ? {} : { apiKey }),
    }
  }

  return {
    async read(owner, signal) {
      if (!hasAny(owner.hasSecret)) return {}
      const inMemory = owner.secretStorage === 'session'
      const secrets = inMemory ? (session.get(owner.id) ?? {}) : await readEntry(owner, signal)
      for (const name of secretNames) if (secrets[name] !== undefined) onSecret(secrets[name])
      return secrets
    },

    async write(owner, secrets) {
      if (owner.secretStorage === 'session') session.set(owner.id, secrets)
      else await keychain.set(owner.id, JSON.stringify({ ...secrets, hosts: hostsOf(owner) ?? undefined }))
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
