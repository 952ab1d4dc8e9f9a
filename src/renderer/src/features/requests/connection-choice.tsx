import { Select } from '@mantine/core'
import type { Connection } from '../../../../shared/connection.ts'

interface ConnectionChoiceProps {
  readonly connections: readonly Connection[]
  readonly connectionId: string | null
  onChoose(connectionId: string): void
}

/** The connection that a request is sent with. */
export function ConnectionChoice({ connections, connectionId, onChoose }: ConnectionChoiceProps) {
  const known = connections.some(({ id }) => id === connectionId)
  const isUnique = (name: string): boolean => connections.filter(other => other.name === name).length === 1
  return (
    <Select
      aria-label="Connection"
      placeholder="Choose a connection"
      w={180}
      searchable
      data={connections.map(({ id, name, customer }) => ({
        value: id,
        label: customer === '' || isUnique(name) ? name : `${name} (${customer})`,
      }))}
      value={known ? connectionId : null}
      onChange={id => id !== null && onChoose(id)}
      comboboxProps={{ width: 280, position: 'bottom-end', shadow: 'md' }}
    />
  )
}
