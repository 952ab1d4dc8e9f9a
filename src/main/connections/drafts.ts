import {
  type PastedConnection,
  type SecretName,
  type SecretPresence,
  secretNames,
} from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { parsePaste } from './paste.ts'
import type { Secrets } from './secrets.ts'

/** Forms are opened one or two at a time; more are left over from windows that were reloaded. */
const maxDrafts = 50

/** Holds what is typed into a form before it is saved, so that the window need not keep a secret. */
export interface Drafts {
  open(): { readonly draftId: string }
  /** White space around a secret comes from pasting and is dropped; an empty value takes the secret out. */
  setSecret(draftId: string, secret: SecretName, value: string): SecretPresence
  fillFromClipboard(draftId: string): Promise<PastedConnection>
  secrets(draftId: string): Secrets
  /** Forgets the secrets but keeps the draft open: they were saved. */
  clear(draftId: string): void
  close(draftId: string): void
}

interface DraftOptions {
  readonly newId: () => string
  readonly readClipboardText: () => string | Promise<string>
  readonly onSecret?: (value: string) => void
}

/** With more than 50 drafts open, the oldest is closed. Methods throw `invalid_input` for a draft that is closed. */
export function createDrafts({ newId, readClipboardText, onSecret = () => {} }: DraftOptions): Drafts {
  const drafts = new Map<string, Secrets>()

  function secretsOf(draftId: string): Secrets {
    const secrets = drafts.get(draftId)
    if (secrets !== undefined) return secrets
    throw new ExplorerError('invalid_input', 'This form was closed.', { hint: 'Open it again.' })
  }

  function put(draftId: string, secret: SecretName, value: string): void {
    const { [secret]: _, ...others } = secretsOf(draftId)
    const text = value.trim()
    if (text !== '') {
      onSecret(text)
      checkCharacters(secret, text)
    }
    drafts.set(draftId, text === '' ? others : { ...others, [secret]: text })
  }

  function presence(draftId: string, secret: SecretName): SecretPresence {
    const value = secretsOf(draftId)[secret]
    return { present: value !== undefined, length: value?.length ?? 0 }
  }

  return {
    open() {
      const oldest = drafts.keys().next()
      if (drafts.size >= maxDrafts && !oldest.done) drafts.delete(oldest.value)
      const draftId = newId()
      drafts.set(draftId, {})
      return { draftId }
    },

    setSecret(draftId, secret, value) {
      put(draftId, secret, value)
      return presence(draftId, secret)
    },

    async fillFromClipboard(draftId) {
      secretsOf(draftId)
      const { source, fields, secrets, notes } = parsePaste(await readClipboardText())
      for (const name of secretNames) {
        const value = secrets[name]
        if (value !== undefined) put(draftId, name, value)
      }
      const present = { clientSecret: presence(draftId, 'clientSecret'), apiKey: presence(draftId, 'apiKey') }
      return { source, fields, secrets: present, notes }
    },

    secrets: secretsOf,
    clear: draftId => {
      if (drafts.has(draftId)) drafts.set(draftId, {})
    },
    close: draftId => {
      drafts.delete(draftId)
    },
  }
}

const labels: Readonly<Record<SecretName, string>> = { clientSecret: 'Client Secret', apiKey: 'API Key' }

/** A control character cannot be sent in a header, and in the middle of a secret it is a slip of pasting. */
function checkCharacters(secret: SecretName, text: string): void {
  if (!/\p{Cc}/u.test(text)) return
  throw new ExplorerError('invalid_input', `The ${labels[secret]} has a line break or a tab inside.`, {
    hint: 'Paste only the value, as one line.',
  })
}
