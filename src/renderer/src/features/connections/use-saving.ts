import { useState } from 'react'
import {
  type Connection,
  type ConnectionFields,
  type SecretName,
  type SecretStorage,
  secretNames,
} from '../../../../shared/connection.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { judgeReplacement, type ReplacementOutcome } from './replacement.ts'
import { draftOfTab } from './tab-drafts.ts'
import type { DraftCheck } from './use-draft-check.ts'
import type { SecretInputs } from './use-secret-inputs.ts'

type Doubt = Exclude<ReplacementOutcome, { kind: 'accepted' }>

export interface Question extends Readonly<Pick<Doubt, 'kind' | 'names'>> {
  readonly headline: string
}

export interface Saving {
  readonly busy: boolean
  readonly error: ErrorData | null
  /** A new value of a stored secret did not pass its test: keep the old one, or save all the same? */
  readonly question: Question | null
  /** Saves, after testing the new values of stored secrets. */
  readonly save: (fields: ConnectionFields, storage: SecretStorage) => Promise<void>
  readonly saveAnyway: () => Promise<void>
  readonly keepOld: () => Promise<void>
  readonly dismiss: () => void
}

interface SavingParts {
  readonly tabId: string
  readonly connection: Connection | null
  readonly secrets: SecretInputs
  readonly check: DraftCheck
  readonly onSaved: (connection: Connection) => void
}

/** Saving a connection. A stored secret is dropped only once its successor was tested, or the person insists. */
export function useSaving({ tabId, connection, secrets, check, onSaved }: SavingParts): Saving {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const [waiting, setWaiting] = useState<{
    readonly question: Question
    readonly fields: ConnectionFields
    readonly storage: SecretStorage
  } | null>(null)

  const store = async (fields: ConnectionFields, secretStorage: SecretStorage): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const draftId = await draftOfTab(tabId)
      const connectionId = connection?.id ?? null
      const saved = await invoke('connections.save', { connectionId, draftId, fields, secretStorage })
      secrets.reset()
      onSaved(saved)
    } catch (caught) {
      setError(errorData(caught))
    } finally {
      setBusy(false)
    }
  }

  /** Whether the new values passed; asks the person where they did not. */
  const passesTest = async (
    fields: ConnectionFields,
    storage: SecretStorage,
    replaced: readonly SecretName[],
  ): Promise<boolean> => {
    setBusy(true)
    const report = await check.run(connection?.id ?? null, fields)
    setBusy(false)
    if (report === null) return false
    const outcome = judgeReplacement(report, replaced)
    if (outcome.kind === 'accepted') return true
    setWaiting({ question: { ...outcome, headline: report.headline }, fields, storage })
    return false
  }

  return {
    busy,
    error,
    question: waiting?.question ?? null,
    save: async (fields, storage) => {
      setError(null)
      const held = await secrets.handOverAll()
      const replaced = secretNames.filter(name => held[name].present && connection?.hasSecret[name] === true)
      if (replaced.length > 0 && !(await passesTest(fields, storage, replaced))) return
      await store(fields, storage)
    },
    saveAnyway: async () => {
      if (waiting === null) return
      setWaiting(null)
      await store(waiting.fields, waiting.storage)
    },
    keepOld: async () => {
      if (waiting === null) return
      setWaiting(null)
      check.clear()
      try {
        for (const name of waiting.question.names) await secrets.drop(name)
        await store(waiting.fields, waiting.storage)
      } catch (caught) {
        setError(errorData(caught))
      }
    },
    dismiss: () => {
      setWaiting(null)
      setError(null)
    },
  }
}
