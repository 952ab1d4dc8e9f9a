import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { type SecretName, type SecretPresence, secretNames } from '../../../../shared/connection.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { draftOfTab } from './tab-drafts.ts'

type BySecret<T> = Readonly<Record<SecretName, T>>

const absent: SecretPresence = { present: false, length: 0 }
const noneTyped: BySecret<SecretPresence> = { clientSecret: absent, apiKey: absent }

/** The two secrets of a form. What is typed stays in the field until it is handed to main, and nowhere else. */
export interface SecretInputs {
  /** What main holds for this form. */
  readonly presence: BySecret<SecretPresence>
  readonly errors: Readonly<Partial<BySecret<ErrorData>>>
  /** Stored secrets that are to be replaced. */
  readonly replacing: ReadonlySet<SecretName>
  /** Something is typed and not saved. */
  readonly dirty: boolean
  readonly inputs: BySecret<RefObject<HTMLInputElement | null>>
  readonly onInput: (name: SecretName) => void
  /** Hands over what is in the field, if anything. Never rejects: a refusal is in `errors`. */
  readonly handOver: (name: SecretName) => Promise<void>
  /** Hands over both fields, waits for what is on its way, and tells what main holds now. */
  readonly handOverAll: () => Promise<BySecret<SecretPresence>>
  readonly take: (presence: BySecret<SecretPresence>) => void
  readonly fail: (name: SecretName, error: ErrorData) => void
  readonly startReplacing: (name: SecretName) => void
  /** Takes a typed secret out of the draft again. */
  readonly drop: (name: SecretName) => Promise<void>
  /** After saving: main has nothing more for this form. */
  readonly reset: () => void
}

export function useSecretInputs(tabId: string): SecretInputs {
  const clientSecret = useRef<HTMLInputElement>(null)
  const apiKey = useRef<HTMLInputElement>(null)
  const inputs = useMemo(() => ({ clientSecret, apiKey }), [])
  const held = useRef(noneTyped)
  const underWay = useRef<Promise<void>>(Promise.resolve())
  const [presence, setPresence] = useState(noneTyped)
  const [errors, setErrors] = useState<SecretInputs['errors']>({})
  const [typing, setTyping] = useState<ReadonlySet<SecretName>>(new Set())
  const [replacing, setReplacing] = useState<ReadonlySet<SecretName>>(new Set())

  const take = useCallback((next: BySecret<SecretPresence>) => {
    held.current = next
    setPresence(next)
    setErrors({})
  }, [])

  const set = useCallback(
    async (name: SecretName, value: string) => {
      const draftId = await draftOfTab(tabId)
      const answer = await invoke('drafts.setSecret', { draftId, secret: name, value })
      take({ ...held.current, [name]: answer })
    },
    [tabId, take],
  )

  const fail = useCallback((name: SecretName, error: ErrorData) => {
    setErrors(before => ({ ...before, [name]: error }))
  }, [])

  const handOver = useCallback(
    (name: SecretName) => {
      const input = inputs[name].current
      const value = input?.value ?? ''
      if (input === null || value === '') return underWay.current
      input.value = ''
      const sent = set(name, value).catch((error: unknown) => {
        // Nothing typed is lost, unless something newer stands there.
        if (input.value === '') input.value = value
        fail(name, errorData(error))
      })
      setTyping(before => without(before, name))
      underWay.current = Promise.all([underWay.current, sent]).then(() => undefined)
      return sent
    },
    [inputs, set, fail],
  )

  return {
    presence,
    errors,
    replacing,
    dirty: typing.size > 0 || secretNames.some(name => presence[name].present),
    inputs,
    handOver,
    take,
    fail,
    onInput: name => {
      setTyping(before => new Set([...before, name]))
      setErrors(({ [name]: _fixed, ...others }) => others)
    },
    handOverAll: async () => {
      for (const name of secretNames) void handOver(name)
      await underWay.current
      return held.current
    },
    startReplacing: name => setReplacing(before => new Set([...before, name])),
    drop: async name => {
      const input = inputs[name].current
      if (input !== null) input.value = ''
      setTyping(before => without(before, name))
      setReplacing(before => without(before, name))
      setErrors(({ [name]: _gone, ...others }) => others)
      // Leaving the field for the button may have sent it a moment ago.
      await underWay.current
      if (held.current[name].present) await set(name, '')
    },
    reset: () => {
      setTyping(new Set())
      setReplacing(new Set())
      take(noneTyped)
    },
  }
}

function without(names: ReadonlySet<SecretName>, name: SecretName): ReadonlySet<SecretName> {
  return new Set([...names].filter(other => other !== name))
}
