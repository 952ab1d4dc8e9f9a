import { Button, Input, TextInput } from '@mantine/core'
import { useId } from 'react'
import type { SecretName, SecretStorage } from '../../../../shared/connection.ts'
import { SecretSlab } from '../../ui/secret-slab.tsx'
import styles from './secret-field.module.css'
import { presenceText, secretLabels } from './secret-words.ts'
import type { SecretInputs } from './use-secret-inputs.ts'

export interface SecretFieldProps {
  readonly name: SecretName
  readonly secrets: SecretInputs
  /** Where the stored secret is; null when there is none, or when it may not be used any more. */
  readonly stored: SecretStorage | null
  /** Said under the field while nothing is typed. */
  readonly hint: string
}

/** A secret: a field to type it into, or words about the one that is stored. Its value is never shown. */
export function SecretField({ name, secrets, stored, hint }: SecretFieldProps) {
  if (stored !== null && !secrets.replacing.has(name) && !secrets.presence[name].present) {
    return <StoredSecret name={name} secrets={secrets} stored={stored} />
  }
  return <SecretInput name={name} secrets={secrets} hint={hint} canGoBack={stored !== null} />
}

function StoredSecret({ name, secrets, stored }: Omit<SecretFieldProps, 'hint'>) {
  const labelId = useId()
  const replace = (): void => {
    secrets.startReplacing(name)
    // The field is there after the next frame.
    requestAnimationFrame(() => secrets.inputs[name].current?.focus())
  }
  return (
    <fieldset aria-labelledby={labelId} className={styles.stored}>
      <Input.Label id={labelId} component="span">
        {secretLabels[name]}
      </Input.Label>
      <div className={styles.line}>
        <SecretSlab>{stored === 'keychain' ? 'Stored in the keychain' : 'Kept for this session'}</SecretSlab>
        <Button size="compact-xs" onClick={replace}>
          Replace
        </Button>
      </div>
    </fieldset>
  )
}

interface SecretInputProps {
  readonly name: SecretName
  readonly secrets: SecretInputs
  readonly hint: string
  readonly canGoBack: boolean
}

function SecretInput({ name, secrets, hint, canGoBack }: SecretInputProps) {
  const { presence, errors, inputs, handOver, onInput, drop } = secrets
  const error = errors[name]
  const held = presence[name]
  const keep = canGoBack ? 'Keep the old one' : 'Clear'
  return (
    <div className={styles.typed}>
      <TextInput
        ref={inputs[name]}
        type="password"
        label={secretLabels[name]}
        description={held.present ? <SecretSlab>{presenceText(held)}</SecretSlab> : hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={held.present ? 'Type again to change it' : ''}
        error={error === undefined ? null : `${error.message} ${error.hint}`.trim()}
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        onInput={() => onInput(name)}
        onBlur={() => void handOver(name)}
      />
      {(held.present || canGoBack) && (
        <Button
          className={styles.drop}
          size="compact-xs"
          variant="subtle"
          aria-label={`${keep}: ${secretLabels[name]}`}
          onClick={() => void drop(name)}
        >
          {keep}
        </Button>
      )}
    </div>
  )
}
