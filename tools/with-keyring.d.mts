export type KeyringMode = 'unlocked' | 'locked' | 'asking' | 'none' | 'no-bus'

export interface Keyring {
  /** To be laid over the environment of the program that shall find this keyring. */
  readonly env: { readonly XDG_RUNTIME_DIR: string; readonly DBUS_SESSION_BUS_ADDRESS: string }
  /** Locks the collection, as when a session was locked. */
  lock(): Promise<void>
  /** Ends the daemons and deletes their files. */
  stop(): Promise<void>
}

export const modes: readonly KeyringMode[]

/** Starts a private keyring. Throws, with the package to install, where a program is missing. */
export function startKeyring(mode?: KeyringMode): Promise<Keyring>
