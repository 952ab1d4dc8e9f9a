import { TextInput } from '@mantine/core'

interface NameFieldProps {
  readonly name: string
  onChange(name: string): void
}

/** The field for the name of something saved, where typing starts. */
export function NameField({ name, onChange }: NameFieldProps) {
  return (
    <TextInput
      label="Name"
      data-autofocus
      maxLength={120}
      value={name}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
