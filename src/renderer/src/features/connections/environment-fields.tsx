import { Select, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { type EnvironmentId, weightronCloud } from '../../../../shared/connection.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import styles from './connection-form.module.css'
import type { ConnectionForm } from './form-values.ts'

const environments: readonly { readonly value: EnvironmentId; readonly label: string }[] = [
  { value: 'weightron', label: 'Weightron.Cloud' },
  { value: 'demo', label: 'Demo cloud' },
  { value: 'custom', label: 'Custom' },
]

const presetHints: Readonly<Record<EnvironmentId, string>> = {
  weightron: 'Fills in the two addresses of the live service.',
  demo: 'Fills in the two addresses of the demo cloud on this computer.',
  custom: 'Enter the two addresses, or an issuer under Advanced.',
}

/** Where the connection is used: a preset that fills in both addresses, or addresses of one's own. */
export function EnvironmentFields({ form }: { readonly form: ConnectionForm }) {
  const [starting, setStarting] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const own = useRef({ tokenUrl: '', issuer: '', apiBaseUrl: '' })
  const { environment } = form.getValues()
  const preset = environment !== 'custom'

  const choose = async (chosen: EnvironmentId): Promise<void> => {
    const { tokenUrl, issuer, apiBaseUrl, environment: before } = form.getValues()
    if (before === 'custom') own.current = { tokenUrl, issuer, apiBaseUrl }
    setError(null)
    form.setFieldValue('environment', chosen)
    for (const path of ['tokenUrl', 'issuer', 'apiBaseUrl'] as const) form.clearFieldError(path)
    if (chosen === 'weightron') form.setValues(weightronCloud)
    // Somebody who comes back to Custom finds what was typed there; the first time, what the preset had.
    if (chosen === 'custom' && own.current.apiBaseUrl !== '') form.setValues(own.current)
    if (chosen === 'demo') await fillFromDemoCloud()
  }

  const fillFromDemoCloud = async (): Promise<void> => {
    setStarting(true)
    try {
      const endpoints = await invoke('demo.endpoints', {})
      if (form.getValues().environment === 'demo') form.setValues(endpoints)
    } catch (caught) {
      setError(errorData(caught))
    } finally {
      setStarting(false)
    }
  }

  const hint = starting ? 'Starting the demo cloud.' : presetHints[environment]
  return (
    <>
      <Select
        label="Environment"
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...environments]}
        {...form.getInputProps('environment')}
        onChange={value => {
          const chosen = environments.find(each => each.value === value)
          if (chosen !== undefined) void choose(chosen.value)
        }}
      />
      {error !== null && <InlineError error={error} />}
      <TextInput
        label="Token URL"
        readOnly={preset}
        className={preset ? (styles.preset ?? '') : ''}
        inputMode="url"
        spellCheck={false}
        maxLength={2000}
        {...form.getInputProps('tokenUrl')}
      />
      <TextInput
        label="API base URL"
        readOnly={preset}
        className={preset ? (styles.preset ?? '') : ''}
        inputMode="url"
        spellCheck={false}
        maxLength={2000}
        {...form.getInputProps('apiBaseUrl')}
      />
    </>
  )
}
