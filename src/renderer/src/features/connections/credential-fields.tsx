import { Select, Switch, TextInput } from '@mantine/core'
import { type Connection, secretNames } from '../../../../shared/connection.ts'
import styles from './connection-form.module.css'
import type { ConnectionForm } from './form-values.ts'
import { SecretField } from './secret-field.tsx'
import type { SecretInputs } from './use-secret-inputs.ts'

export interface CredentialFieldsProps {
  readonly form: ConnectionForm
  readonly secrets: SecretInputs
  /** Null for a new one. */
  readonly connection: Connection | null
  /** What is stored may not be sent where the addresses lead now. */
  readonly hostsChanged: boolean
}

const hintBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** Who asks and how: the three values, the scope, and what the app may do with them. */
export function CredentialFields({ form, secrets, connection, hostsChanged }: CredentialFieldsProps) {
  return (
    <section className={styles.group} aria-label="Credentials">
      <TextInput
        label="Client ID"
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('clientId')}
      />
      {hostsChanged && (
        <p role="note" className={styles.hosts}>
          The addresses lead to another host. Enter both secrets again: stored ones are sent only to the hosts
          that they were entered for.
        </p>
      )}
      <div className={styles.pair}>
        {secretNames.map(name => {
          const stored = connection?.hasSecret[name] === true
          return (
            <SecretField
              key={name}
              name={name}
              secrets={secrets}
              stored={stored && !hostsChanged ? connection.secretStorage : null}
              hint={
                connection === null || stored
                  ? 'Goes to the keychain, never shown again.'
                  : 'Not stored, or not any more: enter it again.'
              }
            />
          )
        })}
      </div>
      <div className={styles.pair}>
        <TextInput
          label="Scope"
          description="May be empty. openid offline_access also asks for a refresh token."
          inputWrapperOrder={hintBelow}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          {...form.getInputProps('scope')}
        />
        <Select
          label="Client authentication"
          description="How Client ID and Client Secret are sent."
          inputWrapperOrder={hintBelow}
          data={[
            { value: 'body', label: 'Request body' },
            { value: 'basic', label: 'Basic header' },
          ]}
          {...form.getInputProps('clientAuthentication')}
        />
      </div>
      <Switch
        label="Read-only"
        description="The app only reads: it sends nothing that changes data."
        {...form.getInputProps('readOnly', { type: 'checkbox' })}
      />
    </section>
  )
}
