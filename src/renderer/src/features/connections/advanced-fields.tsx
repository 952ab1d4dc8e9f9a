import { ActionIcon, Button, Collapse, NumberInput, Switch, TextInput } from '@mantine/core'
import { IconChevronRight, IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import styles from './advanced-fields.module.css'
import type { ConnectionForm } from './form-values.ts'

const longestLimit = 600

export interface AdvancedFieldsProps {
  readonly form: ConnectionForm
  readonly open: boolean
  readonly onToggle: () => void
}

/** What few people need, folded away. */
export function AdvancedFields({ form, open, onToggle }: AdvancedFieldsProps) {
  const bodyId = useId()
  return (
    <section className={styles.advanced}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={bodyId}
        className={styles.toggle}
        onClick={onToggle}
      >
        <IconChevronRight size={14} aria-hidden data-open={open} />
        Advanced
      </button>
      <Collapse expanded={open} id={bodyId} transitionDuration={140}>
        <div className={styles.body}>
          <TextInput
            label="Issuer"
            description="Finds the token URL by OpenID discovery. With an issuer the token URL may stay empty."
            readOnly={form.getValues().environment !== 'custom'}
            inputMode="url"
            spellCheck={false}
            maxLength={2000}
            {...form.getInputProps('issuer')}
          />
          <ExtraHeaders form={form} />
          <TimeLimit form={form} />
          <Switch
            label="Keep history"
            description="Remembers checks and queries of this connection on this computer."
            {...form.getInputProps('keepHistory', { type: 'checkbox' })}
          />
        </div>
      </Collapse>
    </section>
  )
}

function ExtraHeaders({ form }: { readonly form: ConnectionForm }) {
  const { extraHeaders } = form.getValues()
  return (
    <fieldset className={styles.headers}>
      <legend>Extra headers</legend>
      <p className={styles.hint}>
        Sent with every call of the API. Not for secrets: they are stored as text.
      </p>
      {extraHeaders.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header line has nothing but its place
        <div key={index} className={styles.header}>
          <TextInput
            aria-label={`Header ${index + 1} name`}
            placeholder="Name"
            spellCheck={false}
            maxLength={100}
            {...form.getInputProps(`extraHeaders.${index}.name`)}
          />
          <TextInput
            aria-label={`Header ${index + 1} value`}
            placeholder="Value"
            spellCheck={false}
            maxLength={2000}
            {...form.getInputProps(`extraHeaders.${index}.value`)}
          />
          <ActionIcon
            aria-label={`Remove header ${index + 1}`}
            onClick={() => form.removeListItem('extraHeaders', index)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        leftSection={<IconPlus size={12} aria-hidden />}
        disabled={extraHeaders.length >= 20}
        onClick={() => form.insertListItem('extraHeaders', { name: '', value: '' })}
      >
        Add header
      </Button>
    </fieldset>
  )
}

/** Half a number is no limit: an empty field leaves the old one in force. */
function TimeLimit({ form }: { readonly form: ConnectionForm }) {
  const { onChange: _replaced, ...props } = form.getInputProps('timeLimitSeconds')
  return (
    <NumberInput
      className={styles.number ?? ''}
      label="Time limit"
      description="Seconds for one call."
      min={1}
      max={longestLimit}
      clampBehavior="strict"
      allowDecimal={false}
      suffix=" s"
      {...props}
      onChange={value => {
        if (typeof value === 'number') form.setFieldValue('timeLimitSeconds', value)
      }}
    />
  )
}
