import type { ConnectionFields, SecretName } from '../../shared/connection.ts'
import type { ExplorerError } from '../../shared/errors.ts'

/** What the keychain gave for one row, or why that row cannot be checked. */
export type ReadSecrets =
  | { readonly kind: 'read'; readonly secrets: Readonly<Partial<Record<SecretName, string>>> }
  | { readonly kind: 'failed'; readonly reason: string }

/** Reads the secrets of one saved connection; only now the keychain is asked. */
export type SecretReader = () => Promise<ReadSecrets>

/** The secrets of the connections that the app saved. */
export interface SavedSecrets {
  /**
   * The reader of a saved connection with the same client ID and the same addresses that has the wanted secrets, or
   * null. A secret goes nowhere but to the hosts of its connection.
   */
  readonly find: (fields: ConnectionFields, wanted: readonly SecretName[]) => Promise<SecretReader | null>
  /** The first failure of the keychain itself, which is told once and not for each row. */
  readonly failure: () => ExplorerError | null
  /** Ends the keychain process and every reading; nothing is read after it. */
  readonly stop: () => Promise<void>
}

/** Saved secrets that are looked for when a row first lacks one: a list with its secrets waits for nothing here. */
export function whenNeeded(open: () => Promise<SavedSecrets>): SavedSecrets {
  let opening: Promise<SavedSecrets> | null = null
  let opened: SavedSecrets | null = null
  return {
    async find(fields, wanted) {
      opening ??= open()
      opened = await opening
      return opened.find(fields, wanted)
    },
    failure: () => opened?.failure() ?? null,
    stop: async () => opened?.stop(),
  }
}
