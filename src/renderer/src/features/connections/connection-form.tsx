import { Autocomplete, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  type Connection,
  type ConnectionFields,
  connectionFieldsSchema,
  type SecretName,
  secretNames,
} from '../../../../shared/connection.ts'
import { sameHosts } from '../../../../shared/hosts.ts'
import { useModKeys } from '../../app/commands/use-mod-keys.ts'
import { topPlace, useWorkspace } from '../../app/workspace.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { CheckPane } from './check-pane.tsx'
import styles from './connection-form.module.css'
import { CredentialFields } from './credential-fields.tsx'
import { EnvironmentFields } from './environment-fields.tsx'
import { FormHeader } from './form-header.tsx'
import { FormNotes } from './form-notes.tsx'
import { fieldProblems, inFormOrder, isAdvanced, startingFields, unnamed } from './form-values.ts'
import { missingSecrets } from './missing-secrets.ts'
import { ReplacementQuestion } from './replacement-question.tsx'
import { secretLabels } from './secret-words.ts'
import { UnsavedQuestion } from './unsaved-question.tsx'
import { useDraftCheck } from './use-draft-check.ts'
import { usePaste } from './use-paste.ts'
import { useSaving } from './use-saving.ts'
import { useSecretInputs } from './use-secret-inputs.ts'

export interface ConnectionFormProps {
  readonly tabId: string
  /** Null for a new one. */
  readonly connection: Connection | null
  readonly customers: readonly string[]
  readonly fromClipboard: boolean
  /** Credentials of an import to fill the form with. */
  readonly importId: string | null
}

const none = { clientSecret: false, apiKey: false }

/** The form of one connection, with its access check beside it. */
export function ConnectionForm({
  tabId,
  connection,
  customers,
  fromClipboard,
  importId,
}: ConnectionFormProps) {
  const [advancedOpen, setAdvancedOpen] = useState(false)
  const [savedName, setSavedName] = useState<string | null>(null)
  const frame = useRef<HTMLFormElement>(null)
  const secrets = useSecretInputs(tabId)
  const check = useDraftCheck(tabId)
  const form = useForm<ConnectionFields>({
    mode: 'controlled',
    initialValues: startingFields(connection),
    validate: fieldProblems,
    onValuesChange: () => setSavedName(null),
    // An empty field is only a problem once somebody wants to save; a wrong one is at once.
    enhanceGetInputProps: ({ field, inputProps: { onBlur, value }, form: self }) => ({
      onBlur: (event: unknown) => {
        onBlur?.(event)
        if (value !== '') self.validateField(field)
      },
    }),
  })
  const fields = form.getValues()
  const hasStored = connection !== null && secretNames.some(name => connection.hasSecret[name])
  const hostsChanged = connection !== null && hasStored && !sameHosts(connection, fields)

  const onSaved = (saved: Connection): void => {
    useWorkspace.getState().markUnsaved(tabId, false)
    if (connection === null) {
      useWorkspace.getState().replace(tabId, { kind: 'explorer', connectionId: saved.id, place: topPlace })
      return
    }
    form.setInitialValues(startingFields(saved))
    form.reset()
    setSavedName(saved.name)
  }
  const saving = useSaving({ tabId, connection, secrets, check, onSaved })
  const paste = usePaste(tabId, pasted => {
    form.setValues(pasted.fields)
    secrets.take(pasted.secrets)
    setSavedName(null)
  })
  const dirty = form.isDirty() || secrets.dirty

  useEffect(() => useWorkspace.getState().markUnsaved(tabId, dirty), [tabId, dirty])

  const isNew = useRef(connection === null)
  const { getInputNode } = form
  useEffect(() => {
    // Once: a tab that is shown again has its own focus to go back to.
    if (isNew.current) getInputNode('name')?.focus()
    isNew.current = false
  }, [getInputNode])

  const pasteAtOnce = useRef(fromClipboard || importId !== null)
  useEffect(() => {
    if (!pasteAtOnce.current) return
    pasteAtOnce.current = false
    void paste.paste(importId ?? undefined)
  })

  const focusFirst = (paths: readonly string[], missing: readonly SecretName[]): void => {
    const first = inFormOrder(paths)[0]
    const isBelowSecrets = first !== undefined && (first === 'scope' || isAdvanced(first))
    const secret = missing[0]
    if (secret !== undefined && (first === undefined || isBelowSecrets)) {
      secrets.inputs[secret].current?.focus()
      return
    }
    if (first === undefined) return
    if (isAdvanced(first)) flushSync(() => setAdvancedOpen(true))
    form.getInputNode(first)?.focus()
  }

  /** The fields when all is filled in well; else shows what is not, and null. */
  const readFields = async (forTest: boolean): Promise<ConnectionFields | null> => {
    const held = await secrets.handOverAll()
    const typed = form.getValues()
    const values = forTest && typed.name.trim() === '' ? { ...typed, name: unnamed } : typed
    const problems = fieldProblems(values)
    form.setErrors(problems)
    const missing = missingSecrets({
      needAll: connection === null || hostsChanged || forTest,
      stored: hostsChanged ? none : (connection?.hasSecret ?? none),
      held,
      replacing: secrets.replacing,
    })
    for (const name of missing) {
      const message = `Enter the ${secretLabels[name]}.`
      secrets.fail(name, { code: 'invalid_input', message, hint: '', retryable: false })
    }
    if (Object.keys(problems).length > 0 || missing.length > 0) {
      focusFirst(Object.keys(problems), missing)
      return null
    }
    return connectionFieldsSchema.parse(values)
  }

  const storage = hasStored ? connection.secretStorage : 'keychain'
  const save = async (where = storage): Promise<void> => {
    if (saving.busy) return
    const values = await readFields(false)
    if (values !== null) await saving.save(values, where)
    frame.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' })
  }
  const test = async (): Promise<void> => {
    if (saving.busy) return
    const values = await readFields(true)
    if (values !== null) await check.run(connection?.id ?? null, values)
  }

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }
  useModKeys({ s: () => void save(), enter: () => void test() })
  return (
    <form ref={frame} aria-label="Connection" noValidate className={styles.form} onSubmit={onSubmit}>
      <FormHeader
        connection={connection}
        state={dirty ? 'unsaved' : savedName === null ? 'untouched' : 'saved'}
        pasting={paste.busy}
        saving={saving.busy && !check.running}
        onPaste={() => void paste.paste()}
        onTest={() => void test()}
      />
      <div className={styles.columns}>
        <div className={styles.fields}>
          <FormNotes
            saving={saving}
            paste={paste}
            onSessionOnly={() => void save('session')}
            onTryAgain={() => void save()}
          />
          <section className={styles.group} aria-label="About">
            <div className={styles.pair}>
              <TextInput
                label="Name"
                maxLength={120}
                spellCheck={false}
                autoComplete="off"
                {...form.getInputProps('name')}
              />
              <Autocomplete
                label="Customer"
                data={[...customers]}
                maxLength={120}
                spellCheck={false}
                autoComplete="off"
                {...form.getInputProps('customer')}
              />
            </div>
            <TagsInput
              label="Tags"
              maxTags={20}
              {...form.getInputProps('tags')}
              onChange={tags =>
                form.setFieldValue(
                  'tags',
                  tags.map(tag => tag.trim().slice(0, 40)),
                )
              }
            />
          </section>
          <section className={styles.group} aria-label="Where">
            <EnvironmentFields form={form} />
          </section>
          <CredentialFields
            form={form}
            secrets={secrets}
            connection={connection}
            hostsChanged={hostsChanged}
          />
          <AdvancedFields form={form} open={advancedOpen} onToggle={() => setAdvancedOpen(open => !open)} />
          <p className={styles.keys}>
            <KeyHint keys="Enter" /> or <KeyHint keys="Mod+S" /> saves, <KeyHint keys="Mod+Enter" /> tests.
          </p>
        </div>
        <CheckPane check={check} />
      </div>
      <ReplacementQuestion saving={saving} />
      <UnsavedQuestion tabId={tabId} name={fields.name} onSave={() => void save()} />
    </form>
  )
}
