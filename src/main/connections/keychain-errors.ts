import { ExplorerError } from '../../shared/errors.ts'

/** Detail by which an entry that was not given out is told from a keychain that does not answer. */
const noEntry = 'The keychain answered without an entry.'
const keepForSession = 'Or keep the secrets for this session only.'

interface Wording {
  readonly name: string
  readonly missing: string
  readonly unlock: string
}

const linux: Wording = {
  name: 'the keychain (Secret Service)',
  missing: `Install and start GNOME Keyring or KWallet, and the library libsecret (package libsecret-1-0 on Debian and Ubuntu), then start the app again. ${keepForSession}`,
  unlock: `Unlock the keyring, for example in the app Passwords and Keys, then try again. ${keepForSession}`,
}
const mac: Wording = {
  name: 'the macOS keychain',
  missing: `Check in Keychain Access that the login keychain exists, then try again. ${keepForSession}`,
  unlock: `Unlock the login keychain in Keychain Access and allow this app to use it, then try again. ${keepForSession}`,
}
const windows: Wording = {
  name: 'the Windows Credential Manager',
  missing: `Check that the service Credential Manager is running, then try again. ${keepForSession}`,
  unlock: `Sign in to Windows again, then try again. ${keepForSession}`,
}

function wordingFor(platform: string): Wording {
  if (platform === 'darwin') return mac
  return platform === 'win32' ? windows : linux
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The ways in which the keychain fails, as errors worded for the people of one platform. */
export function keychainErrors(platform: string) {
  const { name, missing, unlock } = wordingFor(platform)
  return {
    moduleMissing: (detail: string) =>
      new ExplorerError('keychain_unavailable', `The app could not load its access to ${name}.`, {
        hint: missing,
        detail,
      }),
    refused: (detail: string) =>
      new ExplorerError('keychain_unavailable', `${capital(name)} cannot be used here.`, {
        hint: missing,
        detail,
        retryable: true,
      }),
    crashed: () =>
      new ExplorerError('keychain_unavailable', `The connection to ${name} broke off.`, {
        hint: `Try again. ${keepForSession}`,
        retryable: true,
      }),
    locked: (detail?: string) =>
      new ExplorerError('keychain_locked', `${capital(name)} is locked.`, {
        hint: unlock,
        retryable: true,
        ...(detail === undefined ? {} : { detail }),
      }),
    /** The entry was not given out although it was stored: locked, most likely, and never a reason to drop it. */
    withheld: () =>
      new ExplorerError('keychain_locked', `${capital(name)} did not give out the secrets.`, {
        hint: `It is locked, or the entry was removed outside this app. Unlock it and try again. If it is unlocked, enter both secrets again.`,
        detail: noEntry,
        retryable: true,
      }),
    silent: (ms: number) =>
      new ExplorerError(
        'keychain_locked',
        `${capital(name)} did not answer within ${Math.ceil(ms / 1000)} s. It may be waiting for its password.`,
        { hint: unlock, retryable: true },
      ),
    tooLong: (bytes: number, limit: number) =>
      new ExplorerError(
        'invalid_input',
        `The secrets are too long to be stored together: ${bytes} bytes of at most ${limit}.`,
        { hint: 'Check that nothing but the secret was pasted.' },
      ),
    cancelled: () => new ExplorerError('cancelled', 'Cancelled.'),
  }
}

/** Whether a keychain that answers gave out no entry, which may be the matter of that entry alone. */
export const isWithheld = (error: ExplorerError): boolean => error.detail === noEntry

export type KeychainErrors = ReturnType<typeof keychainErrors>
