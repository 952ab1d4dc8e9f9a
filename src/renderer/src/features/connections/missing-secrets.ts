import { type SecretName, type SecretPresence, secretNames } from '../../../../shared/connection.ts'

export interface SecretsAtHand {
  /** Both are needed: for a new connection, a test, or new hosts. Otherwise only those that are being replaced. */
  readonly needAll: boolean
  /** Stored, and allowed to be used with what is typed. */
  readonly stored: Readonly<Record<SecretName, boolean>>
  /** Typed and held by main for this form. */
  readonly held: Readonly<Record<SecretName, SecretPresence>>
  readonly replacing: ReadonlySet<SecretName>
}

/** The secrets that must be typed before going on. */
export function missingSecrets({ needAll, stored, held, replacing }: SecretsAtHand): readonly SecretName[] {
  return secretNames.filter(
    name => !held[name].present && (replacing.has(name) || (needAll && !stored[name])),
  )
}
